"""The sentences and paragraphs of an article: those of the annotator, else by a simple rule."""

import re
from bisect import bisect_right
from collections.abc import Iterable

_ENDS = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*\s+|[。！？｡]+[」』”’）]*|\n+")
_ABBREVIATIONS = frozenset(
    """
mr mrs ms dr prof gen lt col sgt capt cmdr adm maj sen rep gov rev hon pres st ste jr sr vs inc corp co ltd bros jan
feb mar apr jun jul aug sept sep oct nov dec dept est approx u.s u.k u.n e.g i.e a.m p.m ph.d z.b bzw
""".split()
)
_BEFORE_NUMBERS = frozenset({"no", "nos", "fig", "art", "vol", "pp"})
_CLOSING = "\"'”’»"
_LAST_WORD = re.compile(r"[\w.]*\Z")
_OPENING = "\"'“‘«„([¿¡"


class Sentences:
    """An article parted into sentences and paragraphs, without gaps. No sentence goes on over the end of a line."""

    def __init__(self, document: str, annotated: Iterable[tuple[int, int]]) -> None:
        self._document = document
        self._paragraphs = [0, *(match.end() for match in re.finditer("\n", document))]
        starts = [start for start, _ in annotated] or sentence_starts(document)
        self.starts = sorted({0, *(start for start in (*self._paragraphs, *starts) if start < len(document))})

    def index(self, position: int) -> int:
        """The number of the sentence that holds `position`."""
        return bisect_right(self.starts, position) - 1

    def paragraph(self, position: int) -> int:
        """The number of the paragraph that holds `position`."""
        return bisect_right(self._paragraphs, position) - 1

    def span(self, index: int) -> tuple[int, int]:
        """Start and end of a sentence, without the blanks around it."""
        start = self.starts[index]
        end = self.starts[index + 1] if index + 1 < len(self.starts) else len(self._document)
        stretch = self._document[start:end]
        start += len(stretch) - len(stretch.lstrip())
        return start, start + len(stretch.strip())


def sentence_starts(document: str) -> list[int]:
    """Where sentences begin, after the first: at line ends, and after . ! ? … before what can begin a sentence."""
    return [match.end() for match in _ENDS.finditer(document) if _ends(document, match)]


def _ends(document: str, match: re.Match[str]) -> bool:
    if "\n" in match.group() or match.group()[0] not in ".!?…":
        return True
    following = document[match.end() : match.end() + 2].lstrip(_OPENING)
    if following[:1].islower():
        return False
    if match.group()[0] != ".":
        return True
    word = _LAST_WORD.search(document, max(0, match.start() - 20), match.start())
    written = word.group() if word else ""
    last = written.lower()
    if any(mark in match.group() for mark in _CLOSING) or (last in _BEFORE_NUMBERS and not following[:1].isdigit()):
        return True
    # Initials ("George W. Bush") and abbreviations go on.
    return not (last in _ABBREVIATIONS | _BEFORE_NUMBERS or (len(last) == 1 and written.isupper()))
