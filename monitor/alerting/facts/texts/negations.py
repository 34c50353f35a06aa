"""What an article says in its title or first sentence not to be so: "not a drone but a balloon", "did not bomb"."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from monitor.alerting.facts.texts.words import function_stems, stem

_SMALL: Final = r"(?:(?:an?|the|any|on|in|from|by|of|at|aboard|been|have|its?|his|her|their) )*"
_NOT: Final = re.compile(
    rf"(?:,|\bbut|\band) not {_SMALL}([\w'’-]+)"
    rf"|\b(?:was|were|is|are|did|has|had)(?:n['’]t| not| never) {_SMALL}([\w'’-]+)"
    r"|\bnot (?:an?|from|by) ([\w'’-]+)",
    re.IGNORECASE,
)


def negated(texts: Iterable[str]) -> Iterator[str]:
    """The words that `texts` say not to be so, in small letters, function words apart."""
    found = (next(filter(None, each.groups())).lower() for text in texts for each in _NOT.finditer(text))
    return (word for word in found if stem(word) not in function_stems())
