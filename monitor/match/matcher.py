"""Watchlists × article → matches with their evidence, and why the other watches did not match.

Every watch is filed under its rarest required words (design: matching). One pass of the automaton over the article
tells which watches are candidates; only these are evaluated.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from monitor.match.automaton import Automaton
from monitor.match.compiler import Compiler
from monitor.match.rarity import Rarity
from monitor.match.rejection import Rejection
from monitor.match.scan import Scan
from monitor.match.verdict import CompiledWatch, judge
from monitor.match.watchlist import Mode, Watch, Watchlist
from monitor.records import AnnotatedArticle, EventType, Match, Record


class MatchResult(Record, frozen=True, kw_only=True):
    """What the watchlists make of one article, in the order of the watchlists."""

    matches: tuple[Match, ...]
    rejections: tuple[Rejection, ...]  # of the candidates: the watches whose rarest word was found


class Matcher:
    """Compiled watchlists; without state, so it may be shared by threads."""

    def __init__(self, watches: Sequence[CompiledWatch], automaton: Automaton, cost: Rarity) -> None:
        self._watches, self._automaton = tuple(watches), automaton
        by_pattern: defaultdict[int, list[int]] = defaultdict(list)
        by_event: defaultdict[EventType, list[int]] = defaultdict(list)
        for number, watch in enumerate(watches):
            for pattern in watch.anchor(cost):
                by_pattern[pattern].append(number)
            for type_ in watch.event_types_to_file_under():
                by_event[type_].append(number)
        self._by_pattern, self._by_event = dict(by_pattern), dict(by_event)

    def match(self, annotated: AnnotatedArticle, now: datetime) -> MatchResult:
        """The watches that `annotated` meets at the moment `now`, and the candidates that it does not meet."""
        scan = Scan(self._automaton, annotated)
        verdicts = [judge(self._watches[number], scan, now) for number in sorted(self._candidates(scan))]
        return MatchResult(
            matches=tuple(verdict for verdict in verdicts if isinstance(verdict, Match)),
            rejections=tuple(verdict for verdict in verdicts if isinstance(verdict, Rejection)),
        )

    def _candidates(self, scan: Scan) -> set[int]:
        candidates: set[int] = set()
        for pattern in self._by_pattern.keys() & scan.found.keys():
            candidates.update(self._by_pattern[pattern])
        for type_ in {event.type for event in scan.annotated.events} & self._by_event.keys():
            candidates.update(self._by_event[type_])
        return candidates


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
        )
    except ValueError as error:
        raise ValueError(f"watch {watch.id!r}: {error}") from error
