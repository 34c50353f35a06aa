"""The conditions of a watch, compiled: each says in which units of an article it holds.

A unit is a sentence, a paragraph or the document, as the scope of the watch says, and is known by its number. So `all`
is an intersection, `any` a union, and "both occur, but never in one sentence" a fact that can be told.
"""

from collections.abc import Callable, Iterable
from typing import Protocol

from monitor.match.occurrences.scan import Hit, Scan, Units, in_order
from monitor.match.watchlist import Scope

Patterns = frozenset[int]

Cost = Callable[[Patterns], float]
"""How often one of these patterns is likely to be found: a share of articles, or any number that grows with it."""


class Clause(Protocol):
    """A compiled condition."""

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units in which it holds."""

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """The words that speak for it, wherever they stand."""

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterable[Hit]:
        """The words that satisfy it in `units`."""

    def required(self, cost: Cost) -> tuple[Patterns, ...]:
        """Sets of patterns: where the clause holds, one pattern of each set was found. None for what needs none."""

    def describe(self) -> str:
        """What it asks for, in the words of the watchlist."""


class AllClause:
    """Every one holds, in one unit."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = clauses

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units in which every one holds."""
        known = scan.units.get(self)
        if known is None:
            known = scan.units[self] = self._units(scan, scope)
        return known

    def _units(self, scan: Scan, scope: Scope) -> Units:
        units = self.clauses[0].units(scan, scope)
        for clause in self.clauses[1:]:
            if not units:
                break
            units &= clause.units(scan, scope)
        return units

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """The words of each."""
        return in_order(hit for clause in self.clauses for hit in clause.hits(scan))

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterable[Hit]:
        """The words of all, where all hold."""
        units &= self.units(scan, scope)
        return [hit for clause in self.clauses for hit in clause.evidence(scan, scope, units)] if units else ()

    def required(self, cost: Cost) -> tuple[Patterns, ...]:
        """What each of them requires."""
        return tuple(patterns for clause in self.clauses for patterns in clause.required(cost))

    def describe(self) -> str:
        """All of them."""
        return _joined(self.clauses, " and ")


class AnyClause:
    """At least one holds."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = clauses

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units in which one of them holds; for a whole document the first that holds tells."""
        if scope is Scope.DOCUMENT:
            found = (clause.units(scan, scope) for clause in self.clauses)
            return next(filter(None, found), frozenset())
        return frozenset[int]().union(*[clause.units(scan, scope) for clause in self.clauses])

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """The words of each."""
        return in_order(hit for clause in self.clauses for hit in clause.hits(scan))

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterable[Hit]:
        """The words of those that hold in `units`."""
        return [hit for clause in self.clauses for hit in clause.evidence(scan, scope, units)]

    def required(self, cost: Cost) -> tuple[Patterns, ...]:
        """Of each of them the rarest that it requires, together; nothing where one of them requires nothing."""
        required = [clause.required(cost) for clause in self.clauses]
        return (frozenset[int]().union(*(min(sets, key=cost) for sets in required)),) if all(required) else ()

    def describe(self) -> str:
        """One of them."""
        return _joined(self.clauses, " or ")


def _joined(clauses: tuple[Clause, ...], word: str) -> str:
    parts = word.join(clause.describe() for clause in clauses)
    return f"({parts})" if len(clauses) > 1 else parts
