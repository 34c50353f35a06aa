"""The sentences and paragraphs of an article: those of the annotator, else by the same rule as his."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from monitor.text.sentences import split_sentences


class Sentences:
    """An article parted into sentences and paragraphs, without gaps. No sentence goes on over the end of a line."""

    def __init__(self, document: str, annotated: Iterable[tuple[int, int]]) -> None:
        self._document = document
        self._paragraphs = list(accumulate(map(len, document.split("\n")[:-1]), _behind, initial=0))
        starts = {start for start, _ in tuple(annotated) or split_sentences(document)}.union(self._paragraphs)
        self.starts = sorted(starts.union(_parts_of_title(document)))
        while len(self.starts) > 1 and self.starts[-1] >= len(document):
            self.starts.pop()

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


def _parts_of_title(document: str) -> set[int]:
    """Where a headline goes on to other news: "Mayors held in Izmir; reporter freed in Tbilisi" is two sentences."""
    title = document[: max(0, document.find("\n"))]
    return {at + 2 for at in range(len(title)) if title.startswith("; ", at)}


def _behind(start: int, length: int) -> int:
    """Where the line begins that follows one that begins at `start`."""
    return start + length + 1
