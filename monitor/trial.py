"""Watches tried on the past: what they would have told, by the decisions that the program takes.

The archive is read once, newest first, and what matters of it is decided on in the order in which it was fetched: each
match, and what articles of its story take up otherwise. What the archive does not hold is not known: articles older
than its retention, what was told before the time that is looked at, earlier versions of an edited article, mutes and
acknowledgements of people.
"""

import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.alerting import facts
from monitor.ledger.matches import decide_on
from monitor.ledger.releases import record_releases
from monitor.ledger.rules import Rules
from monitor.ledger.unmet import UnmetMatches
from monitor.match.matcher import Matcher
from monitor.match.matcher import compile as compile_watchlists
from monitor.match.narrowing.terms import EVERYTHING
from monitor.match.watchlist import Watchlist
from monitor.records import Alert, AnnotatedArticle, DecisionOutcome, DecisionReason, Match
from monitor.store.base import ArchiveStore, DecisionRow
from monitor.store.memory import MemoryStore

_BATCH = 256  # articles that are read at once
_TICK = timedelta(minutes=1)  # between looks at what is held


@dataclass(frozen=True)
class Side:
    """The watches that are tried, and what their files say of telling."""

    watchlists: Sequence[Watchlist]
    rules: Rules


@dataclass
class Outcome:
    """What came of one side."""

    matches: list[Match] = field(default_factory=list)  # of articles that meet a watch, in the order of time
    alerts: list[Alert] = field(default_factory=list)  # that were told, those of releases and spikes too
    reasons: dict[str, Counter[DecisionReason]] = field(default_factory=lambda: defaultdict(Counter))  # by watch
    seconds: float = 0.0  # of the processor, for matching alone


@dataclass
class Tried:
    """What the archive told."""

    articles: int = 0
    first: datetime | None = None  # when the oldest and the newest article was fetched
    last: datetime | None = None
    outcomes: list[Outcome] = field(default_factory=list)  # one for each side


@dataclass(frozen=True)
class _Kept:
    """What of an article is decided on later."""

    at: datetime
    position: int
    article: str
    stories: tuple[str, ...]
    matches: tuple[Match, ...]
    takes_up: bool  # whether it may take up what was told of its story


async def try_watches(
    store: ArchiveStore,
    sides: Sequence[Side],
    since: datetime | None = None,
    progress: Callable[[int], None] = lambda articles: None,
) -> Tried:
    """What each of `sides` would have told of the articles fetched at `since` or later.

    progress: is told how many articles were read, batch by batch.
    """
    tried = Tried(outcomes=[Outcome() for _ in sides])
    matchers = [compile_watchlists(side.watchlists) for side in sides]
    kept: list[list[_Kept]] = [[] for _ in sides]
    async for batch in _read(store, since):
        for position, annotated in batch:
            _note(tried, annotated)
            for matcher, outcome, of_side in zip(matchers, tried.outcomes, kept, strict=True):
                begun = time.process_time()
                matches = matcher.match(annotated, annotated.article.fetched).matches
                outcome.seconds += time.process_time() - begun
                takes_up = any(True for _ in facts.may_take_up(annotated))
                if matches or takes_up:
                    of_side.append(_keep(position, annotated, matches, takes_up=takes_up))
        progress(len(batch))
    for side, matcher, outcome, of_side in zip(sides, matchers, tried.outcomes, kept, strict=True):
        await _Deciding(store, side.rules, matcher, outcome).decide(of_side)
    return tried


async def _read(store: ArchiveStore, since: datetime | None) -> AsyncIterator[Sequence[tuple[int, AnnotatedArticle]]]:
    before = None
    while found := await store.candidates(EVERYTHING, since=since, before=before, limit=_BATCH):
        yield [(each.position, each.annotated) for each in found]
        before = found[-1].position


def _note(tried: Tried, annotated: AnnotatedArticle) -> None:
    at = annotated.article.fetched
    tried.articles += 1
    tried.first = min(at, tried.first or at)
    tried.last = max(at, tried.last or at)


def _keep(position: int, annotated: AnnotatedArticle, matches: tuple[Match, ...], *, takes_up: bool) -> _Kept:
    return _Kept(
        at=annotated.article.fetched,
        position=position,
        article=annotated.article.id,
        stories=(annotated.story, *annotated.merged),
        matches=matches,
        takes_up=takes_up,
    )


class _Deciding:
    """Decides on the matches of one side, as the program would have done it at the time."""

    def __init__(self, archive: ArchiveStore, rules: Rules, matcher: Matcher, outcome: Outcome) -> None:
        self._archive, self._rules, self._matcher, self._outcome = archive, rules, matcher, outcome
        self._store = MemoryStore()
        self._unmet = UnmetMatches(self._store)
        self._ticked: datetime | None = None

    async def decide(self, kept: Sequence[_Kept]) -> None:
        met = {story for each in kept if each.matches for story in each.stories}
        for each in sorted(kept, key=lambda each: (each.at, each.position)):
            await self._tick(each.at)
            self._outcome.matches += each.matches
            unmet = await self._beside(each) if each.takes_up and met.intersection(each.stories) else ()
            if not each.takes_up:
                self._unmet.remember(each.matches)
            for match in (*each.matches, *unmet):
                self._note((await decide_on(match, self._store, self._rules, each.at)).new)
        for days in range(1, 32 if kept else 1):  # what is held at the end comes out later
            await self._release(max(each.at for each in kept) + timedelta(days=days))

    async def _beside(self, kept: _Kept) -> tuple[Match, ...]:
        annotated = await self._archive.archived(kept.article)
        return () if annotated is None else await self._unmet.beside(annotated, kept.matches, self._matcher, kept.at)

    async def _tick(self, now: datetime) -> None:
        """Looks at what is held, at most once a minute."""
        if self._ticked is None or now - self._ticked >= _TICK:
            self._ticked = now
            await self._release(now)

    async def _release(self, now: datetime) -> None:
        self._note([made.row for made in await record_releases(self._store, self._rules, now)])

    def _note(self, rows: Sequence[DecisionRow]) -> None:
        for row in rows:
            self._outcome.reasons[row.decision.watch][row.decision.reason] += 1
            if row.decision.outcome is DecisionOutcome.TOLD and row.alert is not None:
                self._outcome.alerts.append(row.alert)
