"""Under which patterns watches are filed, so that the patterns of an article tell which watches may match it.

A watch is filed under the rarest patterns that it requires, each beside the second rarest, as the query indexes of
percolators do (Luwak, since 2015 Lucene Monitor): only where one of either stands in an article is the rest looked at.
No work is done for watches of which nothing occurs.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import compress
from typing import NamedTuple

from monitor.match.conditions.clauses import Cost, Patterns
from monitor.match.patterns.automaton import Layer as Found
from monitor.match.verdicts.verdict import CompiledWatch
from monitor.records import EventType

_NOTHING = (frozenset[int](),) * 2
_FEW = 8  # patterns; a second set of more is kept as a set


class Way(NamedTuple):
    """One way in which a watch can match: sets of patterns, of each of which one must be found, the rarest first."""

    watch: int
    required: tuple[Patterns, ...]

    def is_touched(self, present: Set[int]) -> bool:
        """Whether anything that it requires was found."""
        return not all(patterns.isdisjoint(present) for patterns in self.required)


class _Filed(NamedTuple):
    """What is filed under one pattern."""

    alone: tuple[int, ...]  # watches that require no more
    others: "array[int]"  # patterns that stand second, each of the way at the same place of `ways`
    ways: "array[int]"
    several: tuple[tuple[Patterns, int], ...]  # the same where many patterns stand second


class Filing:
    """Watches by what they require. A way that requires nothing is not filed."""

    def __init__(self, ways: Sequence[Way]) -> None:
        alone: defaultdict[int, list[int]] = defaultdict(list)
        pairs: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        several: defaultdict[int, list[tuple[Patterns, int]]] = defaultdict(list)
        for number, (watch, required) in enumerate(ways):
            first, second = (*required, *_NOTHING)[:2]
            for pattern in first:
                if not second:
                    alone[pattern].append(watch)
                elif len(second) > _FEW:
                    several[pattern].append((second, number))
                else:
                    pairs[pattern] += [(other, number) for other in second]
        self._filed = {
            pattern: _filed(alone.get(pattern, ()), pairs.get(pattern, ()), several.get(pattern, ()))
            for pattern in alone.keys() | pairs.keys() | several.keys()
        }
        self._watches = array("q", [way.watch for way in ways])
        self._rest = {number: way.required[2:] for number, way in enumerate(ways) if len(way.required) > 2}

    def candidates(self, present: Set[int]) -> set[int]:
        """The watches that have all that one of their ways requires among the patterns found."""
        filed, rest, watches = self._filed, self._rest, self._watches
        found: set[int] = set()
        ways: set[int] = set()
        for alone, others, numbers, several in [filed[pattern] for pattern in present if pattern in filed]:
            if alone:
                found.update(alone)
            if others:
                ways.update(compress(numbers, map(present.__contains__, others)))
            if several:
                ways.update([number for patterns, number in several if not patterns.isdisjoint(present)])
        found.update([watches[way] for way in ways if way not in rest or _is_open(rest[way], present)])
        return found


def _is_open(required: tuple[Patterns, ...], present: Set[int]) -> bool:
    return not any(patterns.isdisjoint(present) for patterns in required)


def _filed(alone: Iterable[int], pairs: Sequence[tuple[int, int]], several: Iterable[tuple[Patterns, int]]) -> _Filed:
    others, ways = array("q", [other for other, _ in pairs]), array("q", [number for _, number in pairs])
    return _Filed(tuple(alone), others, ways, tuple(several))


class Layer:
    """Watches that were compiled together, with the automaton of the patterns that came with them."""

    def __init__(self, watches: Mapping[int, CompiledWatch], patterns: Found, cost: Cost) -> None:
        """`watches` by number; `cost` tells what is rare."""
        self.patterns = patterns
        self._ways = [
            Way(number, tuple(sorted(required, key=cost)))
            for number, watch in watches.items()
            for required in watch.ways(cost)
        ]
        self._filing = Filing(self._ways)
        self._by_event: defaultdict[EventType, list[int]] = defaultdict(list)
        for way in self._ways:
            for type_ in () if way.required else watches[way.watch].event_types:
                self._by_event[type_].append(way.watch)

    def candidates(self, present: Set[int], events: Set[EventType]) -> set[int]:
        """The watches that have all that one of their ways requires, among the patterns and types of events found."""
        found = self._filing.candidates(present)
        for type_ in events & self._by_event.keys() if self._by_event else ():
            found.update(self._by_event[type_])
        return found

    def touched(self, present: Set[int]) -> set[int]:
        """The watches of which anything that they require was found."""
        return {way.watch for way in self._ways if way.is_touched(present)}
