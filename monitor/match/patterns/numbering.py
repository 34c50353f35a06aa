"""The numbers of patterns: those of words, of substrings, and of what the annotator finds instead of an automaton."""

from typing import Final, Generic, TypeVar

from monitor.match.patterns.automaton import FIRST, Behind, Layer
from monitor.match.patterns.saved import Saved
from monitor.match.patterns.spellings import Spelling
from monitor.text.characters import has_unsegmented, is_word
from monitor.text.fold import words_only

_MENTIONED: Final = 1 << 40  # more than there are words
_FULL_NAMES: Final = 1 << 41

_Key = TypeVar("_Key")


class Patterns:
    """Numbers the patterns while a watchlist is compiled: 0, 1, … between spaces, -1, -2, … as substrings.

    Entities that the annotator may recognise are numbered beside them, from 2⁴⁰ on, and full names that may be
    misspelt, from 2⁴¹ on.
    """

    def __init__(self) -> None:
        self._words, self._substrings = _Numbers[str](), _Numbers[str]()
        self._mentioned, self._full_names = _Numbers[str](), _Numbers[tuple[str, str]]()

    def number(self, spelling: Spelling) -> int:
        """The number of the pattern that finds `spelling`; equal patterns share one."""
        text = spelling.text
        if has_unsegmented(text) or not any(map(is_word, text)):
            return -1 - self._substrings.of(text)
        pattern = ("" if spelling.has_letters_before else " ") + words_only(text) + ("" if spelling.prefix else " ")
        return self._words.of(pattern)

    def within(self, letters: str) -> int:
        """The number of the pattern that finds folded letters wherever they stand, within words too."""
        return self._words.of(letters)

    def mentioned(self, entity: str) -> int:
        """The number that stands for mentions of `entity`, by its id in the annotator, or for the country of a code."""
        return _MENTIONED + self._mentioned.of(entity)

    def entities(self) -> dict[str, int]:
        """All entities that may be mentioned, with their numbers."""
        return {entity: _MENTIONED + number for entity, number in self._mentioned.known.items()}

    def misspelt(self, pair: tuple[str, str]) -> int:
        """The number that stands for misspellings of a first name with a surname."""
        return _FULL_NAMES + self._full_names.of(pair)

    def full_names(self) -> dict[tuple[str, str], int]:
        """All full names that may be misspelt, with their numbers."""
        return {pair: _FULL_NAMES + number for pair, number in self._full_names.known.items()}

    def text(self, number: int) -> str:
        """What `number` stands for."""
        if number < 0:
            return self._substrings.listed[-1 - number]
        if number < _MENTIONED:
            return self._words.listed[number]
        if number < _FULL_NAMES:
            return self._mentioned.listed[number - _MENTIONED]
        return " ".join(self._full_names.listed[number - _FULL_NAMES])

    def numbered(self) -> Behind:
        """How many words and substrings have a number so far."""
        return Behind(len(self._words.listed), len(self._substrings.listed))

    def layer(self, behind: Behind = FIRST, saved: Saved | None = None) -> Layer:
        """Finds all that was numbered so far `behind` others; its words may be `saved` from an earlier run."""
        words, substrings = self._words.listed[behind.words :], self._substrings.listed[behind.substrings :]
        return Layer(words, substrings, behind, saved)


class _Numbers(Generic[_Key]):
    """What has a number, from 0 on, both ways."""

    def __init__(self) -> None:
        self.known: dict[_Key, int] = {}
        self.listed: list[_Key] = []

    def of(self, key: _Key) -> int:
        """The number of `key`, the next one where it has none."""
        number = self.known.get(key)
        if number is None:
            number = self.known[key] = len(self.listed)
            self.listed.append(key)
        return number
