"""Under which patterns watches are filed, so that the patterns of an article tell which watches may match it.

A watch is filed under the rarest patterns that it requires, each beside the second rarest, as the query indexes of
percolators do (Luwak, since 2015 Lucene Monitor): only where one of either stands in an article is the rest looked at.
No work is done for watches of which nothing occurs.
"""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.match.conditions.clauses import Cost, Patterns
from monitor.match.patterns.automaton import Layer as Found
from monitor.match.verdicts.verdict import CompiledWatch
from monitor.records import EventType

_FEW: Final = 8  # patterns; a second set of more is looked at behind the first


class Present(NamedTuple):
    """The patterns of an article: those of words, and all; and how many words have a number."""

    words: Set[int]
    patterns: Set[int]
    numbered: int


class Way(NamedTuple):
    """One way in which a watch can match: sets of patterns, of each of which one must be found, the rarest first."""

    watch: int
    required: tuple[Patterns, ...]

    def is_touched(self, present: Set[int]) -> bool:
        """Whether anything that it requires was found."""
        return not all(patterns.isdisjoint(present) for patterns in self.required)

    def is_open(self, present: Set[int]) -> bool:
        """Whether all that it requires was found."""
        return not any(patterns.isdisjoint(present) for patterns in self.required)


class Filing:
    """Watches by what they require. A way that requires nothing is not filed.

    Patterns have slots: those of words their numbers, others the next ones. `_seconds` and `_filed` hold, for one slot
    after the other, the slots that are asked for beside it and the watch that asks; `_stops` and `_counts` tell where.
    """

    def __init__(self, ways: Sequence[Way], words: int) -> None:
        """`words`: how many patterns of words are numbered."""
        self._words, self._slots = words, dict[int, int]()
        self._rest: dict[int, Way] = {}
        rows = array("q")
        for number, way in enumerate(ways):
            seconds, rest = _parted(way.required)
            filed = -1 - number if rest else way.watch
            if rest:
                self._rest[filed] = Way(way.watch, rest)
            for first in map(self._slot, way.required[0] if way.required else ()):
                for second in map(self._slot, seconds) if seconds else (first,):
                    rows.extend((first, second, filed))
        self._size = words + len(self._slots)
        firsts, self._seconds, self._filed = _in_order(rows)
        self._counts = np.bincount(firsts, minlength=self._size)
        self._stops = self._counts.cumsum()

    def _slot(self, pattern: int) -> int:
        if 0 <= pattern < self._words:
            return pattern
        return self._slots.setdefault(pattern, self._words + len(self._slots))

    def candidates(self, present: Present) -> set[int]:
        """The watches that have all that one of their ways requires among the patterns found."""
        slots = self._present(present)
        is_present = np.zeros(self._size, np.bool_)
        is_present[slots] = True
        counts = self._counts[slots]
        ends = counts.cumsum()
        rows = (self._stops[slots] - ends).repeat(counts)
        rows += np.arange(len(rows))
        found = set(self._filed[rows[is_present[self._seconds[rows]]]].tolist())
        return self._opened(found, present.patterns) if self._rest else found

    def _present(self, present: Present) -> NDArray[np.int64]:
        slots = np.fromiter(present.words, np.int64, len(present.words))
        if present.numbered > self._words:
            slots = slots[slots < self._words]
        if self._slots and len(present.patterns) > len(present.words):
            others = map(self._slots.__getitem__, self._slots.keys() & present.patterns)
            slots = np.append(slots, np.fromiter(others, np.int64))
        return slots

    def _opened(self, found: set[int], present: Set[int]) -> set[int]:
        """`found` with the watches of those ways, filed by themselves, of which the rest is there too."""
        late = found & self._rest.keys()
        ways = map(self._rest.__getitem__, late)
        return (found - late).union([way.watch for way in ways if way.is_open(present)])


def _parted(required: Sequence[Patterns]) -> tuple[Patterns, tuple[Patterns, ...]]:
    """The patterns that stand second, where they are few, and what is required behind them."""
    if len(required) > 1 and len(required[1]) <= _FEW:
        return required[1], tuple(required[2:])
    return frozenset(), tuple(required[1:])


def _in_order(rows: "array[int]") -> tuple[NDArray[np.int64], ...]:
    """The columns of `rows`, three numbers each, by the first of them."""
    table = np.frombuffer(rows, np.int64).reshape(-1, 3)
    return tuple(np.ascontiguousarray(table[np.argsort(table[:, 0], kind="stable")].T))


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
        self._filing = Filing(self._ways, patterns.numbered)
        self._by_event: defaultdict[EventType, list[int]] = defaultdict(list)
        for way in self._ways:
            for type_ in () if way.required else watches[way.watch].event_types:
                self._by_event[type_].append(way.watch)

    def candidates(self, present: Present, events: Set[EventType]) -> set[int]:
        """The watches that have all that one of their ways requires, among the patterns and types of events found."""
        found = self._filing.candidates(present)
        for type_ in events & self._by_event.keys() if self._by_event else ():
            found.update(self._by_event[type_])
        return found

    def touched(self, present: Set[int]) -> set[int]:
        """The watches of which anything that they require was found."""
        return {way.watch for way in self._ways if way.is_touched(present)}
