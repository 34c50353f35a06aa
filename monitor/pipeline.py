"""The whole way of an article without any broker: the same decisions that the agents take, composed.

`explain`, the samples of watches and scenario tests use it. The same articles in the same order give the same alerts
through it, through the embedded log and through Kafka; a test holds that. What people say (mutes, acknowledgements) is
written into its `store`; what time does is done by `tick`, at the moment that the clock shows.
"""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from datetime import datetime, timedelta

from monitor.clock import Clock
from monitor.ledger.matches import decide_on
from monitor.ledger.releases import record_releases
from monitor.ledger.rules import GivenRules, Rules
from monitor.ledger.unmet import UnmetMatches
from monitor.match.matcher import Matcher, MatchResult
from monitor.nlp.base import Annotator
from monitor.nlp.copies import CopyAnnotator, is_original
from monitor.records import Alert, AnnotatedArticle, Article, Decision, DecisionOutcome, Match, Record, StoryArticle
from monitor.store.base import DecisionRow
from monitor.store.memory import MemoryStore
from monitor.stories.index import StoryIndex


class Decided(Record, frozen=True, kw_only=True):
    """A match and what was decided about it."""

    match: Match
    decision: Decision
    alert: Alert | None = None  # that told it, or would if it were not held; None where it was decided before
    beside: tuple[DecisionRow, ...] = ()  # what followed from it: a spike, a watch that is over its cap
    released: tuple[DecisionRow, ...] = ()  # what was held of its story and went with it


class Passage(Record, frozen=True, kw_only=True):
    """What each stage made of one article."""

    placed: StoryArticle
    annotated: AnnotatedArticle
    matched: MatchResult
    decided: tuple[Decided, ...]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts that the article raised."""
        return tuple(alert for each in self.decided for alert in alerts_of(each))


def alerts_of(decided: Decided) -> tuple[Alert, ...]:
    """What people were told when a match was decided."""
    own = (decided.alert,) if decided.decision.outcome is DecisionOutcome.TOLD else ()
    others = (row.alert for row in decided.beside if row.decision.outcome is DecisionOutcome.TOLD)
    return tuple(alert for alert in (*own, *others) if alert is not None)


class Pipeline:
    """Takes articles one after another; remembers stories and decisions in memory."""

    def __init__(self, annotator: Annotator, matcher: Matcher, clock: Clock, rules: Rules | None = None) -> None:
        self._matcher, self._clock = matcher, clock
        self.store = MemoryStore()  # decisions, mutes, acknowledgements
        self._unmet = UnmetMatches(self.store)
        self.rules: Rules = rules or GivenRules()
        self._stories = StoryIndex.from_sketches(())
        self._originals: dict[str, tuple[datetime, AnnotatedArticle]] = {}  # with when they were placed, in that order
        self._annotator = CopyAnnotator(annotator, self._original, window=1)

    def follow(self, matcher: Matcher, rules: Rules) -> None:
        """Goes on with other watchlists; what is remembered stays."""
        self._matcher, self.rules = matcher, rules

    async def take(self, article: Article) -> Passage:
        """All that becomes of `article`; raises Unprocessable where its language work cannot be done."""
        placement = self._stories.place(article, self._clock())
        annotated = await self._annotator.annotate(placement.placed)
        self._stories.remember(placement.sketch)
        if is_original(placement.placed):
            self._originals.setdefault(article.id, (placement.sketch.placed, annotated))
        matched = self._matcher.match(annotated, self._clock())
        unmet = await self._unmet.beside(annotated, matched.matches, self._matcher, self._clock())
        return Passage(
            placed=placement.placed,
            annotated=annotated,
            matched=matched,
            decided=tuple([await self.decide(match) for match in (*matched.matches, *unmet)]),
        )

    async def decide(self, match: Match) -> Decided:
        """What becomes of `match` at this moment."""
        recorded = await decide_on(match, self.store, self.rules, self._clock())
        row = recorded.row
        beside = tuple(each for each in recorded.new if each is not row)
        return Decided(
            match=match,
            decision=row.decision,
            alert=row.alert if recorded.new else None,
            beside=beside,
            released=recorded.released,
        )

    async def tick(self) -> tuple[Alert, ...]:
        """What people are told because it is time: what was held and is held no more."""
        made = await record_releases(self.store, self.rules, self._clock())
        return tuple(each.row.alert for each in made if each.row.alert is not None)

    async def take_all(self, articles: Iterable[Article]) -> Sequence[Passage]:
        """What becomes of each of `articles`, in order."""
        return [await self.take(article) for article in articles]

    async def stream(self, articles: AsyncIterable[Article]) -> AsyncIterator[Passage]:
        """The same for articles that arrive."""
        async for article in articles:
            yield await self.take(article)

    async def forget(self, keep: timedelta) -> None:
        """Closes the stories that began more than `keep` ago."""
        before = self._clock() - keep
        self._stories.forget(before)
        self._originals = {key: kept for key, kept in self._originals.items() if kept[0] >= before}
        await self.store.forget_alert_states(before)
        await self.store.forget_decisions(before)

    async def _original(self, article: str) -> AnnotatedArticle | None:
        kept = self._originals.get(article)
        return kept[1] if kept else None
