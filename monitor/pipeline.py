"""The whole way of an article without any broker: the same decisions that the agents take, composed.

`explain`, `backtest`, `replay` and scenario tests use it. The same articles in the same order give the same alerts
through it, through the embedded log and through Kafka; a test holds that.
"""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from datetime import datetime, timedelta

from monitor.alerting.decide import decide
from monitor.alerting.state import AlertState
from monitor.clock import Clock
from monitor.match.matcher import Matcher, MatchResult
from monitor.nlp.base import Annotator
from monitor.nlp.copies import CopyAnnotator, is_original
from monitor.records import Alert, AnnotatedArticle, Article, Decision, DecisionOutcome, Match, Record, StoryArticle
from monitor.stories.index import StoryIndex


class Decided(Record, frozen=True, kw_only=True):
    """A match and what was decided about it."""

    match: Match
    decision: Decision
    alert: Alert | None = None  # that told it, or would if it were not held


class Passage(Record, frozen=True, kw_only=True):
    """What each stage made of one article."""

    placed: StoryArticle
    annotated: AnnotatedArticle
    matched: MatchResult
    decided: tuple[Decided, ...]

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The alerts that the article raised."""
        told = (each for each in self.decided if each.decision.outcome is DecisionOutcome.TOLD)
        return tuple(each.alert for each in told if each.alert is not None)


class Pipeline:
    """Takes articles one after another; remembers stories and alert state in memory."""

    def __init__(self, annotator: Annotator, matcher: Matcher, clock: Clock) -> None:
        self._matcher, self._clock = matcher, clock
        self._stories = StoryIndex.from_sketches(())
        self._originals: dict[str, tuple[datetime, AnnotatedArticle]] = {}  # with when they were placed, in that order
        self._annotator = CopyAnnotator(annotator, self._original, window=1)
        self._alert_states: dict[tuple[str, str], AlertState] = {}

    async def take(self, article: Article) -> Passage:
        """All that becomes of `article`; raises Unprocessable where its language work cannot be done."""
        placement = self._stories.place(article, self._clock())
        annotated = await self._annotator.annotate(placement.placed)
        self._stories.remember(placement.sketch)
        if is_original(placement.placed):
            self._originals.setdefault(article.id, (placement.sketch.placed, annotated))
        matched = self._matcher.match(annotated, self._clock())
        return Passage(
            placed=placement.placed,
            annotated=annotated,
            matched=matched,
            decided=tuple(self._decide(match) for match in matched.matches),
        )

    async def take_all(self, articles: Iterable[Article]) -> Sequence[Passage]:
        """What becomes of each of `articles`, in order."""
        return [await self.take(article) for article in articles]

    async def stream(self, articles: AsyncIterable[Article]) -> AsyncIterator[Passage]:
        """The same for articles that arrive."""
        async for article in articles:
            yield await self.take(article)

    def forget(self, keep: timedelta) -> None:
        """Closes the stories that began more than `keep` ago."""
        before = self._clock() - keep
        self._stories.forget(before)
        self._originals = {key: kept for key, kept in self._originals.items() if kept[0] >= before}

    async def _original(self, article: str) -> AnnotatedArticle | None:
        kept = self._originals.get(article)
        return kept[1] if kept else None

    def _decide(self, match: Match) -> Decided:
        key = (match.watch, match.story)
        state, row = decide(self._alert_states.get(key), match, self._clock())
        self._alert_states[key] = state
        return Decided(match=match, decision=row.decision, alert=row.alert)
