"""The words by which a publisher says that it corrects, clarifies or withdraws what it published."""

import re
from typing import Final

from monitor.records import Article

_MARK: Final = "correction|corrected|corrects|retraction|retracted|clarification|editor['’]s note|withdrawn"
_TITLE: Final = re.compile(
    rf"^\W*(?:update \d+\W+)?(?P<first>{_MARK})\b\W*(?:[:\-–—|(\]]|$)|[(\[|–—-]\s*(?P<last>{_MARK})\W*$", re.IGNORECASE
)
_BACK: Final = frozenset({"retraction", "retracted", "withdrawn"})
_THIS: Final = "this (?:article|story|report|headline|item|version)"
_CORRECTED: Final = "corrected|amended|withdrawn|retracted|removed"
_NOTE: Final = re.compile(
    rf"\b(?:an earlier version of {_THIS}|{_THIS} (?:has been|was) (?:updated to correct|{_CORRECTED})"
    rf"|{_THIS} corrects"
    r"|(?:we|has|have) (?:withdrawn|retracted|corrected) (?:our|its|the|this) (?:report|story|article)"
    r"|(?:correction|clarification|editor['’]s note):)|\((?:corrects|correcting|refiles to correct)\b",
    re.IGNORECASE,
)
_TRIFLES: Final = re.compile(
    r"\b(?:spell(?:ing|ed|t)?|misspel\w+|typo\w*|photo\w*|caption|picture|image|byline|link|punctuation|grammar)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 200  # characters of a note that are shown
_ENDS: Final = 600  # characters at either end of a text that are searched for a note


def mark_in(title: str) -> str:
    """The word of a title that marks a correction or a retraction, "" where none does."""
    found = _TITLE.search(title)
    return (found["first"] or found["last"]) if found else ""


def takes_back(mark: str) -> bool:
    """Whether a mark says that the whole article is taken back."""
    return mark.lower() in _BACK


def note_in(article: Article) -> str:
    """What its publisher says to have been corrected in the text, "" where nothing is, or a trifle."""
    for part in (article.text[:_ENDS], article.text[-_ENDS:]):
        if found := _NOTE.search(part):
            note = part[found.start() :].partition("\n")[0][:_LONGEST].strip(" ()")
            return "" if _TRIFLES.search(note) else note
    return ""
