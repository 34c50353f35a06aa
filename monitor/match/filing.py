"""Under which patterns watches are filed, so that the patterns of an article tell which watches may match it.

A watch is filed under the rarest patterns that it requires, each beside the second rarest, as the query indexes of
percolators do (Luwak, since 2015 Lucene Monitor): only where one of either stands in an article is the rest looked at.
No work is done for watches of which nothing occurs.
"""

from collections import defaultdict
from collections.abc import Iterable, Set
from typing import NamedTuple, TypeVar

from monitor.match.conditions.clauses import Patterns

_Filed = TypeVar("_Filed")


class Way(NamedTuple):
    """One way in which a watch can match: sets of patterns, of each of which one must be found, the rarest first."""

    watch: int
    required: tuple[Patterns, ...]

    def is_touched(self, present: Set[int]) -> bool:
        """Whether anything that it requires was found."""
        return not all(patterns.isdisjoint(present) for patterns in self.required)


class Filing:
    """Watches by what they require. A way that requires nothing is not filed."""

    def __init__(self, ways: Iterable[Way]) -> None:
        alone: defaultdict[int, list[int]] = defaultdict(list)
        pairs: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        several: defaultdict[int, list[tuple[Patterns, Way]]] = defaultdict(list)
        for way in ways:
            for pattern in way.required[0] if way.required else ():
                if len(way.required) == 1:
                    alone[pattern].append(way.watch)
                elif len(way.required) == 2 and len(way.required[1]) == 1:
                    pairs[pattern].append((min(way.required[1]), way.watch))
                else:
                    several[pattern].append((way.required[1], Way(way.watch, way.required[2:])))
        self._alone, self._pairs, self._several = _fixed(alone), _fixed(pairs), _fixed(several)

    def candidates(self, present: Set[int]) -> set[int]:
        """The watches that have all that one of their ways requires among the patterns found."""
        alone, pairs, several = self._alone, self._pairs, self._several
        found = {watch for pattern in present if pattern in alone for watch in alone[pattern]}
        found.update(
            [watch for pattern in present if pattern in pairs for other, watch in pairs[pattern] if other in present]
        )
        found.update(
            [
                way.watch
                for pattern in present
                if pattern in several
                for others, way in several[pattern]
                if not others.isdisjoint(present) and _is_open(way.required, present)
            ]
        )
        return found


def _is_open(required: tuple[Patterns, ...], present: Set[int]) -> bool:
    return not any([patterns.isdisjoint(present) for patterns in required])


def _fixed(filed: dict[int, list[_Filed]]) -> dict[int, tuple[_Filed, ...]]:
    return {pattern: tuple(listed) for pattern, listed in filed.items()}
