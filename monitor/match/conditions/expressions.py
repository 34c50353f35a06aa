"""The condition that a regular expression matches."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from monitor.match.conditions.clauses import Cost, Patterns
from monitor.match.conditions.leaves import Leaf, found
from monitor.match.occurrences.scan import NOTHING, Found, Scan

MOST: Final = 1000  # places in one article


class Matches(Leaf):
    """An expression matches the original text, not over the end of a line unless it says so.

    literals: patterns of which one was found where it matches; none where nothing can be told beforehand.
    """

    def __init__(self, number: int, pattern: str, expression: Any, literals: Iterable[int]) -> None:
        super().__init__(number)
        self._pattern, self._expression, self._literals = pattern, expression, frozenset(literals)

    def _find(self, scan: Scan) -> Found:
        if self._literals and self._literals.isdisjoint(scan.present):
            return NOTHING
        spans = (match.span() for match in self._expression.finditer(scan.document))
        several = islice((span for span in spans if span[0] < span[1]), MOST)
        return found(tuple(scan.hit(start, end, self.describe()) for start, end in several))

    def required(self, cost: Cost) -> tuple[Patterns, ...]:
        """The patterns of its letters, if it must have any."""
        return (self._literals,) if self._literals else ()

    def describe(self) -> str:
        """The expression."""
        return f"regex {self._pattern}"
