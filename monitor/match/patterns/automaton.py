"""All spellings of all watchlists, found in one pass over a folded text (double-array Aho-Corasick, `daachorse`).

Where words are parted by spaces, the text is searched with all that is no word character as a space, and a pattern
has a space at either end: whole words fall out of the search itself. Where letters may be written before a word, its
pattern has no space before it. Patterns of scripts without spaces (and of
symbols only) are looked for in the folded text as it is, as substrings.
"""

from daachorse import CharwiseDoubleArrayAhoCorasick

from monitor.match.patterns.spellings import Spelling
from monitor.text.characters import is_unsegmented, is_word
from monitor.text.fold import words_only

_MENTIONED = 1 << 40  # more than there are words
_FULL_NAMES = 1 << 41


class Patterns:
    """Numbers the patterns while a watchlist is compiled: 0, 1, … between spaces, -1, -2, … as substrings.

    Entities that the annotator may recognise are numbered beside them, from 2⁴⁰ on, and full names that may be
    misspelt, from 2⁴¹ on.
    """

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._substrings: dict[str, int] = {}
        self._mentioned: dict[str, int] = {}
        self._full_names: dict[tuple[str, str], int] = {}

    def number(self, spelling: Spelling) -> int:
        """The number of the pattern that finds `spelling`; equal patterns share one."""
        text = spelling.text
        if any(map(is_unsegmented, text)) or not any(map(is_word, text)):
            return -1 - self._substrings.setdefault(text, len(self._substrings))
        pattern = ("" if spelling.has_letters_before else " ") + words_only(text) + ("" if spelling.prefix else " ")
        return self._words.setdefault(pattern, len(self._words))

    def within(self, letters: str) -> int:
        """The number of the pattern that finds folded letters wherever they stand, within words too."""
        return self._words.setdefault(letters, len(self._words))

    def mentioned(self, entity: str) -> int:
        """The number that stands for mentions of `entity`, by its id in the annotator, or for the country of a code."""
        return self._mentioned.setdefault(entity, _MENTIONED + len(self._mentioned))

    def entities(self) -> dict[str, int]:
        """All entities that may be mentioned, with their numbers."""
        return dict(self._mentioned)

    def misspelt(self, pair: tuple[str, str]) -> int:
        """The number that stands for misspellings of a first name with a surname."""
        return self._full_names.setdefault(pair, _FULL_NAMES + len(self._full_names))

    def full_names(self) -> dict[tuple[str, str], int]:
        """All full names that may be misspelt, with their numbers."""
        return dict(self._full_names)

    def texts(self) -> dict[int, str]:
        """What each number stands for."""
        words = {number: pattern for pattern, number in self._words.items()}
        mentioned = {number: name for name, number in self._mentioned.items()}
        mentioned |= {number: " ".join(pair) for pair, number in self._full_names.items()}
        return words | {-1 - number: pattern for pattern, number in self._substrings.items()} | mentioned

    def automaton(self) -> "Automaton":
        """Finds all that was numbered so far."""
        return Automaton(tuple(self._words), tuple(self._substrings))


class PatternsFound:
    """The patterns found in one text."""

    __slots__ = ("_places", "_within", "numbers")

    def __init__(self, places: list[tuple[int, int, int]], within: frozenset[int]) -> None:
        """`places`: start, end and number; of those whose number is among `within` the start is one too great."""
        self.numbers = {number for _, _, number in places}
        self._places, self._within = places, within

    def starts(self) -> dict[int, list[int]]:
        """Number of a pattern → where it starts in the text, ascending."""
        starts: dict[int, list[int]] = {}
        for start, _, number in self._places:
            if number in starts:
                starts[number].append(start)
            else:
                starts[number] = [start]
        for number in self._within & starts.keys():
            starts[number] = [start - 1 for start in starts[number]]
        return starts


class Automaton:
    """Finds patterns in folded texts."""

    def __init__(self, words: tuple[str, ...], substrings: tuple[str, ...]) -> None:
        self._words = CharwiseDoubleArrayAhoCorasick(list(words))
        self._within = frozenset(number for number, pattern in enumerate(words) if not pattern.startswith(" "))
        self._substrings = CharwiseDoubleArrayAhoCorasick(list(substrings)) if substrings else None

    def find(self, folded: str) -> PatternsFound:
        """The patterns that stand in `folded`."""
        # The space in front makes the start of " word" in the padded text that of "word" in `folded`.
        places = self._words.find_overlapping(f" {words_only(folded)} ")
        if self._substrings is not None:
            places += [(start, end, -1 - number) for start, end, number in self._substrings.find_overlapping(folded)]
        return PatternsFound(places, self._within)
