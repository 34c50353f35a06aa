"""What an article says to have come some time after something else: "hours after a raid in Leiden".

Who goes on with a story speaks of "the raid"; what came after "a raid" is another happening, and who does something
"a day after denying it" has turned round. So is "the second fatal accident within a day".
"""

import re
from collections.abc import Sequence
from typing import Final

_COUNT: Final = r"an?|(?:a )?few|several|two|three|four|five|six|seven|eight|nine|ten|\d+|many"
_AFTER: Final = re.compile(
    rf"\b(?:(?:(?:{_COUNT}) )?(?:hours|days|weeks)|(?:a|one|the) (?:day|week)|an hour)"
    r" after (?=an? |another |\w+ing )[^,;.–—]*",
    re.IGNORECASE,
)
_AMONG_OTHERS: Final = re.compile(
    rf"\b(?:second|third|fourth|fifth|sixth) [^,;.]{{3,60}} (?:in|within) (?:(?:{_COUNT}|as many|under \w+) )?"
    r"(?:hours|days?|weeks?|month)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 80  # characters


def later_than(sentences: Sequence[str]) -> str:
    """What the first of `sentences` that says so came after, in its words: a happening that it does not take to be
    known, or what the same side did; or the how many-th of its kind it is in a few days. "" where none says so."""
    found = next((found for each in sentences if (found := _AFTER.search(each) or _AMONG_OTHERS.search(each))), None)
    return found[0].strip()[:_LONGEST] if found else ""
