"""Watchlists × article → matches with their evidence, and why the other watches did not match.

Every watch is filed under its rarest required words (design: matching). One pass of the automaton over the article
tells which watches are candidates; only these are evaluated.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property, partial

from monitor.match.automaton import Automaton
from monitor.match.clauses import Cost
from monitor.match.compiler import Compiler
from monitor.match.rarity import Rarity
from monitor.match.rejection import Rejection
from monitor.match.scan import Scan
from monitor.match.verdict import CompiledWatch, judge, rejection
from monitor.match.watchlist import Mode, Sources, Watch, Watchlist
from monitor.records import AnnotatedArticle, EventType, Match


class MatchResult:
    """What the watchlists make of one article, in the order of the watchlists."""

    def __init__(self, matches: tuple[Match, ...], explain: Callable[[], Iterator[Rejection]]) -> None:
        self.matches = matches
        self._explain = explain

    @cached_property
    def rejections(self) -> tuple[Rejection, ...]:
        """Why other watches did not match: those of which a required word or event occurs. Worked out when asked."""
        return tuple(self._explain())


class Matcher:
    """Compiled watchlists; without state, so it may be shared by threads."""

    def __init__(self, watches: Sequence[CompiledWatch], automaton: Automaton, cost: Cost) -> None:
        self._watches, self._automaton = tuple(watches), automaton
        self._ways = [(number, way) for number, watch in enumerate(watches) for way in watch.ways(cost)]
        by_pattern: defaultdict[int, list[int]] = defaultdict(list)
        by_event: defaultdict[EventType, list[int]] = defaultdict(list)
        for number, (watch, required) in enumerate(self._ways):
            for pattern in min(required, key=cost, default=()):
                by_pattern[pattern].append(number)
            for type_ in () if required else self._watches[watch].event_types:
                by_event[type_].append(watch)
        self._by_pattern, self._by_event = dict(by_pattern), dict(by_event)

    def match(self, annotated: AnnotatedArticle, now: datetime) -> MatchResult:
        """The watches that `annotated` meets at the moment `now`, and why others do not meet it."""
        scan = Scan(self._automaton, annotated)
        verdicts = (judge(self._watches[number], scan, now) for number in sorted(self._candidates(scan)))
        matches = tuple(verdict for verdict in verdicts if verdict)
        return MatchResult(matches, partial(self._rejections, scan, now))

    def _candidates(self, scan: Scan) -> set[int]:
        """The watches that have all that one of their ways requires."""
        filed = {number for pattern in scan.present & self._by_pattern.keys() for number in self._by_pattern[pattern]}
        ways = map(self._ways.__getitem__, filed)
        words = {watch for watch, required in ways if not any(map(scan.present.isdisjoint, required))}
        return words.union(*(self._by_event[type_] for type_ in scan.event_types & self._by_event.keys()))

    def _rejections(self, scan: Scan, now: datetime) -> Iterator[Rejection]:
        touched = {watch for watch, way in self._ways if not all(map(scan.present.isdisjoint, way))}
        for number, watch in enumerate(self._watches):
            if number in touched or not scan.event_types.isdisjoint(watch.event_types):
                rejected = rejection(watch, scan, now)
                if rejected:
                    yield rejected


def compile(watchlists: Sequence[Watchlist], sample: Iterable[str] = ()) -> Matcher:  # noqa: A001
    """A matcher for all watches of `watchlists` that are not off.

    `sample` holds texts like those to come, if there are any: how often words occur there decides what is rare. It
    changes the speed, never the result. Raises ValueError, naming the watch, for a condition that can mean nothing.
    """
    compiler = Compiler()
    watches = [
        _compiled(compiler, watchlist, watch)
        for watchlist in watchlists
        for watch in watchlist.watches
        if watch.mode is not Mode.OFF
    ]
    automaton = compiler.patterns.automaton()
    return Matcher(watches, automaton, Rarity(compiler.patterns.texts(), automaton, sample))


def _compiled(compiler: Compiler, watchlist: Watchlist, watch: Watch) -> CompiledWatch:
    if watch.when is None and watch.event is None:
        raise ValueError(f"watch {watch.id!r} has neither when nor event")
    try:
        return CompiledWatch(
            watch=watch,
            watchlist=watchlist.id,
            when=None if watch.when is None else compiler.clause(watchlist, watch.when),
            none=tuple(compiler.clause(watchlist, condition) for condition in watch.none),
            event=None if watch.event is None else compiler.event(watchlist, watch.event),
            is_bounded=watch.expires is not None or watch.sources != Sources(),
        )
    except ValueError as error:
        raise ValueError(f"watch {watch.id!r}: {error}") from error
