"""The conditions of a watch, compiled: each says in which units of an article it holds.

A unit is a sentence, a paragraph or the document, as the scope of the watch says, and is known by its number. That
makes `all` an intersection and `any` a union, and "both occur, but never in one sentence" a fact that can be told.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from monitor.match.occurrence import Form, Refusal, occurrence
from monitor.match.scan import Hit, Scan, Units
from monitor.match.watchlist import Scope

Cost = Callable[[frozenset[int]], float]
"""How often one of these patterns is likely to be found: a share of articles, or any number that grows with it."""


class Clause(Protocol):
    """A compiled condition."""

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units in which it holds."""

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """The words that satisfy it, wherever they stand."""

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterator[Hit]:
        """The words that satisfy it in `units`."""

    def required(self, cost: Cost) -> tuple[frozenset[int], ...]:
        """Sets of patterns, at least one set: where the clause holds, one pattern of each set was found."""

    def describe(self) -> str:
        """What it asks for, in the words of the watchlist."""


class Leaf:
    """One of some words occurs: a word, a term or an actor."""

    def __init__(self, number: int, name: str, forms: Mapping[int, tuple[Form, ...]]) -> None:
        self._number, self._name, self._forms = number, name, forms
        self._patterns = frozenset(forms)

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """Its words, ascending; of those of one actor or term that lie within another only the longest."""
        if self._patterns.isdisjoint(scan.present):
            return ()
        known = scan.hits.get(self._number)
        if known is None:
            known = scan.hits[self._number] = _longest({hit for hit in self._looks(scan) if isinstance(hit, Hit)})
        return known

    def refusals(self, scan: Scan) -> list[tuple[str, Refusal]]:
        """What was found but does not count, as it stands in the text."""
        return [look for look in self._looks(scan) if isinstance(look, tuple)]

    def _looks(self, scan: Scan) -> Iterator[Hit | tuple[str, Refusal]]:
        for pattern in self._patterns & scan.present:
            for form in self._forms[pattern]:
                for start in scan.found[pattern]:
                    found = occurrence(scan, form, start)
                    if isinstance(found, Refusal):
                        stretch = scan.folded.original(start, start + len(form.spelling.text))
                        yield scan.document[slice(*stretch)], found
                    else:
                        yield scan.hit(*found, form.clause)

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units that hold one of its words."""
        return _units(scan, scope, self.hits(scan))

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterator[Hit]:
        """Its words in `units`."""
        return _within(scan, scope, units, self.hits(scan))

    def required(self, cost: Cost) -> tuple[frozenset[int], ...]:
        """Its patterns."""
        return (self._patterns,)

    def describe(self) -> str:
        """Its name."""
        return self._name


class NearClause:
    """Both stand in one sentence with at most so many words between."""

    def __init__(self, number: int, first: Clause, second: Clause, within: int, *, ordered: bool) -> None:
        self._number, self.first, self.second, self._within, self._ordered = number, first, second, within, ordered

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """The words of both that have their counterpart near."""
        known = scan.hits.get(self._number)
        if known is None:
            known = scan.hits[self._number] = tuple(sorted(self._pairs(scan), key=_position))
        return known

    def _pairs(self, scan: Scan) -> set[Hit]:
        first, second = self.first.hits(scan), self.second.hits(scan)
        near = self._followed(scan, first, second)
        return near if self._ordered else near | self._followed(scan, second, first)

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
        return hit.sentence == later.sentence and scan.words_between(hit.end, later.start) <= self._within

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units that hold such a pair."""
        return _units(scan, scope, self.hits(scan))

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterator[Hit]:
        """The pairs in `units`."""
        return _within(scan, scope, units, self.hits(scan))

    def required(self, cost: Cost) -> tuple[frozenset[int], ...]:
        """What both require."""
        return self.first.required(cost) + self.second.required(cost)

    def describe(self) -> str:
        """Both, and how near."""
        order = " in this order" if self._ordered else ""
        return f"{self.first.describe()} and {self.second.describe()} within {self._within} words{order}"


class AllClause:
    """Every one holds, in one unit."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self.clauses = clauses

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units in which every one holds."""
        units = self.clauses[0].units(scan, scope)
        for clause in self.clauses[1:]:
            if not units:
                break
            units &= clause.units(scan, scope)
        return units

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """The words of all."""
        return tuple(sorted({hit for clause in self.clauses for hit in clause.hits(scan)}, key=_position))

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterator[Hit]:
        """The words of all, where all hold."""
        units &= self.units(scan, scope)
        for clause in self.clauses:
            yield from clause.evidence(scan, scope, units)

    def required(self, cost: Cost) -> tuple[frozenset[int], ...]:
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
        """The units in which one of them holds."""
        return frozenset[int]().union(*(clause.units(scan, scope) for clause in self.clauses))

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """The words of those that hold."""
        return tuple(sorted({hit for clause in self.clauses for hit in clause.hits(scan)}, key=_position))

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterator[Hit]:
        """The words of those that hold in `units`."""
        for clause in self.clauses:
            yield from clause.evidence(scan, scope, units)

    def required(self, cost: Cost) -> tuple[frozenset[int], ...]:
        """Of each of them the rarest that it requires, together."""
        return (frozenset[int]().union(*(min(clause.required(cost), key=cost) for clause in self.clauses)),)

    def describe(self) -> str:
        """One of them."""
        return _joined(self.clauses, " or ")


def _joined(clauses: tuple[Clause, ...], word: str) -> str:
    return "(" + word.join(clause.describe() for clause in clauses) + ")" if len(clauses) > 1 else clauses[0].describe()


def _position(hit: Hit) -> tuple[int, int, str]:
    return hit.start, -hit.end, hit.clause


def _longest(hits: set[Hit]) -> tuple[Hit, ...]:
    """`hits` ascending, without those that lie within a longer one of the same actor or term."""
    ends: dict[str, int] = {}
    kept = []
    for hit in sorted(hits, key=_position):
        if hit.end > ends.get(hit.clause, 0):
            ends[hit.clause] = hit.end
            kept.append(hit)
    return tuple(kept)


def _units(scan: Scan, scope: Scope, hits: tuple[Hit, ...]) -> Units:
    return frozenset([scan.unit(hit, scope) for hit in hits])


def _within(scan: Scan, scope: Scope, units: Units, hits: tuple[Hit, ...]) -> Iterator[Hit]:
    return (hit for hit in hits if scan.unit(hit, scope) in units)
