"""How often a pattern is likely to be found, so that each watch is filed under its rarest required words."""

from collections import Counter
from collections.abc import Callable, Iterable

from monitor.match.patterns.automaton import Automaton, Layer
from monitor.text.fold import fold
from monitor.text.ordinary import is_ordinary

_ORDINARY = 0.3  # share of articles that hold an ordinary word
_LETTER = 0.6  # of the words with one letter more, this share is as frequent
_PRIOR = 5.0  # how many articles of a sample the guess counts for


class Rarity:
    """Guesses from the words themselves, corrected by a sample of texts where there is one."""

    def __init__(self, text: Callable[[int], str], layer: Layer, sample: Iterable[str] = ()) -> None:
        """`text` tells what a number stands for; `layer` finds the patterns that occur in `sample`."""
        self._text = text
        automaton = Automaton([layer])
        self._found: Counter[int] = Counter()
        self._texts = 0
        for sampled in sample:
            self._texts += 1
            self._found.update(automaton.find(fold(sampled).text).numbers)

    def __call__(self, patterns: frozenset[int]) -> float:
        """The expected number of `patterns` found in an article."""
        return sum(map(self._share, patterns))

    def _share(self, pattern: int) -> float:
        return (self._found[pattern] + _PRIOR * _guess(self._text(pattern))) / (self._texts + _PRIOR)


def _guess(pattern: str) -> float:
    """Long words are rare, phrases rarer than each of their words."""
    guess = 1.0
    for word in pattern.split():
        guess *= _ORDINARY if is_ordinary(word, "en") else _LETTER ** min(len(word), 12)
    return guess
