"""Watchlists → a matcher, and changed watchlists → the next one, of which only what changed is compiled.

What was compiled first is a layer that stands. What changes later is a second one, small and made anew with each
change; watches that are gone stay where they are and are passed over. Where the second layer has grown large, all that
is compiled becomes a first layer again.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from monitor.match.compiler import Compiler
from monitor.match.filing import Layer
from monitor.match.matching import Matcher, MatchResult
from monitor.match.names.full_names import FullNames
from monitor.match.patterns.automaton import FIRST, Behind
from monitor.match.patterns.rarity import Rarity
from monitor.match.patterns.saved import Saved
from monitor.match.verdicts.told import Entities, Offices
from monitor.match.verdicts.verdict import CompiledWatch
from monitor.match.watchlist import Sources, Watch, Watchlist
from monitor.records import Visibility

__all__ = ["Compilation", "MatchResult", "Matcher", "compile"]

_LEAST: Final = 2_000  # watches; so many changed ones, and gone ones, are borne in any case
_SHARE: Final = 4  # and one in so many of all


class _Who(NamedTuple):
    """Who the actors of a watchlist are."""

    entities: Entities
    offices: Offices


class _Known(NamedTuple):
    """A watchlist as it was compiled, and the numbers of its watches that are not off."""

    watchlist: Watchlist
    numbers: Sequence[int]


class Compilation:
    """The watchlists as they are compiled. Not to be shared by threads; the matchers that it makes may be."""

    def __init__(self, sample: Iterable[str] = (), saved: Saved | None = None) -> None:
        """`sample`: as for `compile`; `saved`: where large automata are kept between two runs."""
        self._sample, self._saved = tuple(sample), saved
        self._compiler = Compiler()
        self._watches: tuple[CompiledWatch, ...] = ()  # by number
        self._known: tuple[_Known, ...] = ()
        self._first: Layer | None = None
        self._standing, self._behind = 0, FIRST  # how many watches and patterns the first layer has

    def take(self, watchlists: Sequence[Watchlist]) -> Matcher:
        """A matcher for all watches of `watchlists` that are not off.

        Raises ValueError, naming the watch, for a condition that can mean nothing; then nothing has changed.
        """
        if _are_many(len(self._watches) - sum(len(known.numbers) for known in self._known), len(self._watches)):
            self._compiler, self._watches, self._known, self._first = Compiler(), (), (), None
        before = {known.watchlist.id: known for known in self._known}
        made: list[CompiledWatch] = []
        try:
            known = tuple(self._compiled(each, before.get(each.id), made) for each in watchlists)
        except ValueError:
            for each in watchlists:
                self._compiler.forget(each.id)
            raise
        self._watches, self._known = (*self._watches, *made), known
        return self._matcher([number for each in known for number in each.numbers])

    def _compiled(self, watchlist: Watchlist, before: _Known | None, made: list[CompiledWatch]) -> _Known:
        """`watchlist` with what is compiled of it already, and the rest, added to `made`."""
        if before is not None and before.watchlist == watchlist:
            return before
        kept: dict[str, int] = {}
        if before is not None and _speaks_of(before.watchlist) == _speaks_of(watchlist):
            kept = {self._watches[number].watch.id: number for number in before.numbers}
        else:
            self._compiler.forget(watchlist.id)
        numbers, who = [], _who(watchlist)
        for watch in watchlist.watches:
            number = kept.get(watch.id)
            if number is None or self._watches[number].watch != watch:
                number = len(self._watches) + len(made)
                if watch.visibility is not Visibility.OFF:
                    made.append(_compiled(self._compiler, watchlist, watch, who))
            if watch.visibility is not Visibility.OFF:
                numbers.append(number)
        return _Known(watchlist, numbers)

    def _matcher(self, order: Sequence[int]) -> Matcher:
        patterns = self._compiler.patterns
        if self._first is None or _are_many(len(self._watches) - self._standing, self._standing):
            self._standing, self._behind = len(self._watches), patterns.numbered()
            self._first = self._layer(range(self._standing), FIRST, self._saved)
        layers = [self._first]
        if self._standing < len(self._watches):
            layers.append(self._layer(range(self._standing, len(self._watches)), self._behind, None))
        return Matcher(self._watches, layers, order, patterns.entities(), FullNames(patterns.full_names()))

    def _layer(self, numbers: Iterable[int], behind: Behind, saved: Saved | None) -> Layer:
        patterns = self._compiler.patterns
        found = patterns.layer(behind, saved)
        cost = Rarity(patterns.text, found, self._sample)
        return Layer({number: self._watches[number] for number in numbers}, found, cost)


def compile(watchlists: Sequence[Watchlist], sample: Iterable[str] = ()) -> Matcher:  # noqa: A001
    """A matcher for all watches of `watchlists` that are not off.

    `sample` holds texts like those to come, if there are any: how often words occur there decides what is rare. It
    changes the speed, never the result. Raises ValueError, naming the watch, for a condition that can mean nothing.
    """
    return Compilation(sample).take(watchlists)


def _are_many(some: int, of: int) -> bool:
    return some > max(_LEAST, of // _SHARE)


def _speaks_of(watchlist: Watchlist) -> tuple[object, ...]:
    """All that a watch may refer to."""
    return watchlist.actors, watchlist.terms


def _who(watchlist: Watchlist) -> _Who:
    offices = {f"actor {actor.id}": actor.holders for actor in watchlist.actors if actor.holders}
    return _Who(_entities(watchlist), offices)


def _entities(watchlist: Watchlist) -> dict[str, tuple[str, ...]]:
    """The clauses of its actors that are entities of the annotator, and which; of countries their code too."""
    identities = {f"actor {actor.id}": actor.identity for actor in watchlist.actors}
    return {
        clause: (identity.entity, *filter(None, [identity.country]))
        for clause, identity in identities.items()
        if identity.entity
    }


def _findable(compiled: CompiledWatch) -> CompiledWatch:
    """`compiled`; raises ValueError for one that would have to be tried on every article."""
    if compiled.event is None and not all(compiled.ways(len)):
        raise ValueError("a regex alone needs letters that every match has")
    return compiled


def _compiled(compiler: Compiler, watchlist: Watchlist, watch: Watch, who: _Who) -> CompiledWatch:
    if watch.when is None and watch.event is None:
        raise ValueError(f"watch {watch.id!r} has neither when nor event")
    try:
        return _findable(
            CompiledWatch(
                watch=watch,
                watchlist=watchlist.id,
                when=None if watch.when is None else compiler.clause(watchlist, watch.when),
                none=tuple(compiler.clause(watchlist, condition) for condition in watch.none),
                event=None if watch.event is None else compiler.event(watchlist, watch.event),
                is_bounded=watch.expires is not None or watch.sources != Sources(),
                is_of_words=watch.is_of_words,
                entities=who.entities,
                offices=who.offices,
            )
        )
    except ValueError as error:
        raise ValueError(f"watch {watch.id!r}: {error}") from error
