"""Watchlists × article → matches with their evidence, and why the other watches did not match.

Every watch is filed under its rarest required words (design: matching). One pass of the automaton over the article
tells which watches are candidates; only these are evaluated.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial

from monitor.match.compiler import Compiler
from monitor.match.conditions.clauses import Cost
from monitor.match.filing import Filing, Way
from monitor.match.names.full_names import FullNames
from monitor.match.occurrences.scan import Scan
from monitor.match.patterns.automaton import Automaton
from monitor.match.patterns.rarity import Rarity
from monitor.match.verdicts.rejection import Rejection, RejectReason, Why
from monitor.match.verdicts.told import Entities
from monitor.match.verdicts.verdict import CompiledWatch, judge, rejection, unmet
from monitor.match.watchlist import Sources, Watch, Watchlist
from monitor.records import AnnotatedArticle, EventType, Match, Visibility, Withdrawal


class MatchResult:
    """What the watchlists make of one article, in the order of the watchlists."""

    def __init__(self, matches: tuple[Match, ...], candidates: int, explain: Callable[[], Iterator[Rejection]]) -> None:
        self.matches, self.candidates = matches, candidates  # candidates: how many watches were judged
        self._explain = explain

    @cached_property
    def not_matched(self) -> tuple[Rejection, ...]:
        """Why each other watch that is not off did not match. Worked out when asked."""
        return tuple(self._explain())

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Those of them of which a required word or event occurs."""
        return tuple(each for each in self.not_matched if each.reason is not RejectReason.UNTOUCHED)


class Matcher:
    """Compiled watchlists; without state, so it may be shared by threads."""

    def __init__(
        self,
        watches: Sequence[CompiledWatch],
        automaton: Automaton,
        entities: Mapping[str, int],
        full_names: FullNames,
        cost: Cost,
    ) -> None:
        self._full_names = full_names
        self._watches, self._automaton, self._entities = tuple(watches), automaton, entities
        self._numbers = {each.watch.id: number for number, each in enumerate(self._watches)}
        self._ways = [
            Way(number, tuple(sorted(required, key=cost)))
            for number, watch in enumerate(self._watches)
            for required in watch.ways(cost)
        ]
        self._filing, self._by_event = Filing(self._ways), _by_event(self._watches, self._ways)

    def match(self, annotated: AnnotatedArticle, now: datetime) -> MatchResult:
        """The watches that `annotated` meets at the moment `now`, and why others do not meet it."""
        scan = Scan(self._automaton, annotated, self._entities, self._full_names.find)
        candidates = sorted(self._candidates(scan))
        verdicts = [judge(self._watches[number], scan, now) for number in candidates]
        matches = tuple([verdict for verdict in verdicts if verdict is not None])
        return MatchResult(matches, len(candidates), partial(self._rejections, scan, now))

    def unmet(self, annotated: AnnotatedArticle, watch: str, why: Withdrawal, now: datetime) -> Match | None:
        """A match of the watch of this id with an article that does not meet it, for the reason given.

        None where the watch is gone, off, or does not look at such articles.
        """
        number = self._numbers.get(watch)
        if number is None:
            return None
        scan = Scan(self._automaton, annotated, self._entities, self._full_names.find)
        return unmet(self._watches[number], scan, now, why)

    def _candidates(self, scan: Scan) -> set[int]:
        """The watches that have all that one of their ways requires."""
        found = self._filing.candidates(scan.present)
        for type_ in scan.event_types if self._by_event else ():
            found.update(self._by_event.get(type_, ()))
        return found

    def _rejections(self, scan: Scan, now: datetime) -> Iterator[Rejection]:
        touched = {way.watch for way in self._ways if way.is_touched(scan.present)}
        for number, watch in enumerate(self._watches):
            if number not in touched and scan.event_types.isdisjoint(watch.event_types):
                yield watch.rejected(Why(RejectReason.UNTOUCHED, watch.describe()))
            elif rejected := rejection(watch, scan, now):
                yield rejected


def _by_event(watches: Sequence[CompiledWatch], ways: Iterable[Way]) -> dict[EventType, list[int]]:
    """The watches that ask for an event between anybody, by its types."""
    found: defaultdict[EventType, list[int]] = defaultdict(list)
    for way in ways:
        for type_ in () if way.required else watches[way.watch].event_types:
            found[type_].append(way.watch)
    return dict(found)


def compile(watchlists: Sequence[Watchlist], sample: Iterable[str] = ()) -> Matcher:  # noqa: A001
    """A matcher for all watches of `watchlists` that are not off.

    `sample` holds texts like those to come, if there are any: how often words occur there decides what is rare. It
    changes the speed, never the result. Raises ValueError, naming the watch, for a condition that can mean nothing.
    """
    compiler = Compiler()
    watches = [
        _compiled(compiler, watchlist, watch, entities)
        for watchlist in watchlists
        for entities in [_entities(watchlist)]
        for watch in watchlist.watches
        if watch.visibility is not Visibility.OFF
    ]
    automaton = compiler.patterns.automaton()
    cost = Rarity(compiler.patterns.texts(), automaton, sample)
    full_names = FullNames(compiler.patterns.full_names())
    return Matcher(watches, automaton, compiler.patterns.entities(), full_names, cost)


def _findable(compiled: CompiledWatch) -> CompiledWatch:
    """`compiled`; raises ValueError for one that would have to be tried on every article."""
    if compiled.event is None and not all(compiled.ways(len)):
        raise ValueError("a regex alone needs letters that every match has")
    return compiled


def _entities(watchlist: Watchlist) -> dict[str, tuple[str, ...]]:
    """The clauses of its actors that are entities of the annotator, and which; of countries their code too."""
    identities = {f"actor {actor.id}": actor.identity for actor in watchlist.actors}
    return {
        clause: (identity.entity, *filter(None, [identity.country]))
        for clause, identity in identities.items()
        if identity.entity
    }


def _compiled(compiler: Compiler, watchlist: Watchlist, watch: Watch, entities: Entities) -> CompiledWatch:
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
                entities=entities,
            )
        )
    except ValueError as error:
        raise ValueError(f"watch {watch.id!r}: {error}") from error
