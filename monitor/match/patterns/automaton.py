"""All spellings of all watchlists, found in one pass over a folded text (double-array Aho-Corasick, `daachorse`).

Where words are parted by spaces, the text is searched with all that is no word character as a space, and a pattern
has a space at either end: whole words fall out of the search itself. Where letters may be written before a word, its
pattern has no space before it. Patterns of scripts without spaces (and of
symbols only) are looked for in the folded text as it is, as substrings.

An automaton stands for good. What a change adds is found by a small one beside it: a second layer.
"""

from collections import defaultdict
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

    __slots__ = ("_within", "_words", "places", "substrings")

    def __init__(self, words: list[_Place], substrings: list[_Place], within: frozenset[int]) -> None:
        """Start, end and number of each; of those whose number is among `within` the start is one too great."""
        self._words = words
        self.substrings = {number for _, _, number in substrings}
        self.places, self._within = words + substrings if substrings else words, within

    def words(self) -> set[int]:
        """The numbers of the words that were found."""
        return {number for _, _, number in self._words}

    @property
    def numbers(self) -> set[int]:
        """All that were found."""
        return self.words() | self.substrings

    def starts(self) -> dict[int, list[int]]:
        """Number of a pattern → where it starts in the text, ascending."""
        starts = defaultdict[int, list[int]](list)
        for start, _, number in self.places:
            starts[number].append(start)
        starts.default_factory = None
        for number in self._within & starts.keys():
            starts[number] = [start - 1 for start in starts[number]]
        return starts


class Layer:
    """Finds patterns that were numbered one after the other, `behind` others."""

    def __init__(self, words: Sequence[str], substrings: Sequence[str], behind: Behind, saved: Saved | None) -> None:
        self._words = opened(words, saved) if words else None
        self._substrings = CharwiseDoubleArrayAhoCorasick(list(substrings)) if substrings else None
        self._behind = behind
        self.numbered = behind.words + len(words)
        """How many words have a number so far."""
        self.within = frozenset(behind.words + at for at, pattern in enumerate(words) if pattern[0] != " ")

    def words(self, padded: str) -> list[_Place]:
        """Where its words stand in a padded text."""
        places: list[_Place] = self._words.find_overlapping(padded) if self._words else []
        first = self._behind.words
        return [(start, end, first + number) for start, end, number in places] if first else places

    def substrings(self, folded: str) -> list[_Place]:
        """Where its substrings stand in a folded text."""
        places = self._substrings.find_overlapping(folded) if self._substrings else []
        last = -1 - self._behind.substrings
        return [(start, end, last - number) for start, end, number in places]


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
        words, substrings = first.words(padded), first.substrings(folded)
        for layer in others:
            words += layer.words(padded)
            substrings += layer.substrings(folded)
        return PatternsFound(words, substrings, self._within)
