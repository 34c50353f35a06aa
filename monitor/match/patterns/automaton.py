"""All spellings of all watchlists, found in one pass over a folded text (double-array Aho-Corasick, `daachorse`).

Where words are parted by spaces, the text is searched with all that is no word character as a space, and a pattern
has a space at either end: whole words fall out of the search itself. Where letters may be written before a word, its
pattern has no space before it. Patterns of scripts without spaces (and of
symbols only) are looked for in the folded text as it is, as substrings.

An automaton stands for good. What a change adds is found by a small one beside it: a second layer.
"""

from collections.abc import Sequence
from typing import NamedTuple

from daachorse import CharwiseDoubleArrayAhoCorasick

from monitor.match.patterns.saved import Saved, opened
from monitor.text.fold import words_only


class Behind(NamedTuple):
    """How many patterns were numbered before."""

    words: int
    substrings: int


FIRST = Behind(0, 0)
_Place = tuple[int, int, int]  # start, end, number


class PatternsFound:
    """The patterns found in one text."""

    __slots__ = ("_within", "numbers", "places")

    def __init__(self, places: list[tuple[int, int, int]], within: frozenset[int]) -> None:
        """`places`: start, end and number; of those whose number is among `within` the start is one too great."""
        self.numbers = {number for _, _, number in places}
        self.places, self._within = places, within

    def starts(self) -> dict[int, list[int]]:
        """Number of a pattern → where it starts in the text, ascending."""
        starts: dict[int, list[int]] = {}
        for start, _, number in self.places:
            if number in starts:
                starts[number].append(start)
            else:
                starts[number] = [start]
        for number in self._within & starts.keys():
            starts[number] = [start - 1 for start in starts[number]]
        return starts


class Layer:
    """Finds patterns that were numbered one after the other, `behind` others."""

    def __init__(self, words: Sequence[str], substrings: Sequence[str], behind: Behind, saved: Saved | None) -> None:
        self._words = opened(words, saved) if words else None
        self._substrings = CharwiseDoubleArrayAhoCorasick(list(substrings)) if substrings else None
        self._behind = behind
        self.within = frozenset(behind.words + at for at, pattern in enumerate(words) if pattern[0] != " ")

    def find(self, folded: str, padded: str) -> list[_Place]:
        """Where the patterns stand: words in the `padded` text, substrings in the `folded` one."""
        places: list[_Place] = self._words.find_overlapping(padded) if self._words else []
        if first := self._behind.words:
            places = [(start, end, first + number) for start, end, number in places]
        if self._substrings:
            last = -1 - self._behind.substrings
            places += [(start, end, last - number) for start, end, number in self._substrings.find_overlapping(folded)]
        return places


class Automaton:
    """Finds patterns in folded texts, layer by layer."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)
        self._within = frozenset[int]().union(*[layer.within for layer in layers])

    def find(self, folded: str) -> PatternsFound:
        """The patterns that stand in `folded`."""
        # The space in front makes the start of " word" in the padded text that of "word" in `folded`.
        padded = f" {words_only(folded)} "
        first, *others = self._layers
        places = first.find(folded, padded)
        for layer in others:
            places += layer.find(folded, padded)
        return PatternsFound(places, self._within)
