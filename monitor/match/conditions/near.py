"""The condition that two others are met near each other."""

from bisect import bisect_left

from monitor.match.conditions.clauses import Clause, Cost, Patterns
from monitor.match.conditions.leaves import Leaf, found
from monitor.match.occurrences.scan import Found, Hit, Scan, in_order
from monitor.match.watchlist import Scope


class Nearby(Leaf):
    """Two conditions are met in one sentence, or in what else is asked for, with at most so many words between."""

    def __init__(
        self, number: int, first: Clause, second: Clause, within: int, *, ordered: bool, scope: Scope = Scope.SENTENCE
    ) -> None:
        super().__init__(number)
        self.first, self.second = first, second
        self._within, self._ordered, self._scope = within, ordered, scope

    def _find(self, scan: Scan) -> Found:
        return found(self.near(scan, self.first.hits(scan), self.second.hits(scan)))

    def near(self, scan: Scan, first: tuple[Hit, ...], second: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Those of `first` and `second` that are near each other."""
        near = self._followed(scan, first, second)
        return in_order(near if self._ordered else near | self._followed(scan, second, first))

    def _followed(self, scan: Scan, firsts: tuple[Hit, ...], seconds: tuple[Hit, ...]) -> set[Hit]:
        """Each of `firsts` with those of `seconds` that begin near behind it."""
        starts = [hit.start for hit in seconds]
        near: set[Hit] = set()
        for hit in firsts:
            behind = bisect_left(starts, hit.end)
            while behind < len(seconds) and self._is_near(scan, hit, seconds[behind]):
                near |= {hit, seconds[behind]}
                behind += 1
        return near

    def _is_near(self, scan: Scan, hit: Hit, later: Hit) -> bool:
        is_together = hit.sentence == later.sentence or scan.unit(hit, self._scope) == scan.unit(later, self._scope)
        return is_together and scan.words_between(hit.end, later.start) <= self._within

    def required(self, cost: Cost) -> tuple[Patterns, ...]:
        """What both require."""
        return self.first.required(cost) + self.second.required(cost)

    def describe(self) -> str:
        """Both, and how near."""
        order = " in this order" if self._ordered else ""
        within = f"within {self._within} words{order}"
        where = "" if self._scope is Scope.SENTENCE else f" of one {self._scope}"
        return f"{self.first.describe()} and {self.second.describe()} {within}{where}"
