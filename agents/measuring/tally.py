"""What one run of the program did, counted: for the summary, and as metrics."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from agents.runtime.edges import Handled
from monitor.feeds.failures import PollReason
from monitor.feeds.feed import Feed
from monitor.feeds.polling.outcome import PollOutcome
from monitor.metrics import catalogue
from monitor.metrics.metric import label_value
from monitor.metrics.registry import Metrics
from monitor.records import (
    COPIES,
    AnnotatedArticle,
    Article,
    DeadLetterReason,
    Decision,
    DecisionOutcome,
    DecisionReason,
    Delivery,
    DeliveryState,
    Relation,
)

REMEMBERED_ARTICLES = 10_000  # ids; those that several feeds show come within some polls, or a day
_WAITING = (DeliveryState.PENDING, DeliveryState.HELD)
REPEATS = frozenset({*COPIES, Relation.SAME_ARTICLE})
"""What says again what an article before it said."""
_UNWELCOME = (403, 429)  # HTTP status

K = TypeVar("K")


@dataclass
class Tally:
    """Counts since the start; each `count_…` is given to the agent that it counts for."""

    polls: Counter[str] = field(default_factory=Counter)  # by reason
    failed_feeds: dict[str, str] = field(default_factory=dict)  # feed id → error
    articles: Counter[str] = field(default_factory=Counter)  # by relation
    mentions: int = 0
    events: int = 0
    alerts: Counter[str] = field(default_factory=Counter)  # by watch
    held: Counter[str] = field(default_factory=Counter)  # matches, by reason
    not_told: Counter[str] = field(default_factory=Counter)  # matches, by reason
    deliveries: Mapping[str, int] = field(default_factory=dict)  # that ended, by state
    pending: int = 0  # deliveries that wait for their next try at the end, whoever began them
    kept: Sequence[Delivery] = ()  # deliveries that are held at the end, whoever began them
    left_alone: int = 0  # feeds that were not polled, since their servers asked for it
    messages: Counter[str] = field(default_factory=Counter)  # handled, by agent
    rejected: Counter[DeadLetterReason] = field(default_factory=Counter)  # dead letters
    metrics: Metrics = field(default_factory=Metrics)
    _annotated: dict[str, None] = field(default_factory=dict)  # ids of articles that are counted, oldest first
    _begun: dict[tuple[str, str], None] = field(default_factory=dict)  # watch and story that were told, oldest first

    def count_poll(self, feed: Feed, outcome: PollOutcome) -> None:
        """One poll of `feed`."""
        self.polls[str(outcome.reason)] += 1
        self.metrics.add(catalogue.POLLS, label_value(outcome.reason))
        last = outcome.state.failures.last
        if outcome.reason is PollReason.HTTP_ERROR and last is not None and last.status in _UNWELCOME:
            self.metrics.add(catalogue.TOLD_TO_WAIT)
        if outcome.error:
            self.failed_feeds[feed.id] = outcome.error
        else:
            self.failed_feeds.pop(feed.id, None)

    def count_article(self, relation: Relation) -> None:
        """One article placed in a story; `SAME_ARTICLE` for one that is known, whatever it was at first."""
        self.articles[str(relation)] += 1
        self.metrics.add(catalogue.ARTICLES)
        if relation in REPEATS:
            self.metrics.add(catalogue.COPIES, label_value(relation))

    def count_annotated(self, annotated: AnnotatedArticle) -> None:
        """One article annotated; what copies, edits and the same link in other feeds say was counted before."""
        article = annotated.article.id
        if annotated.relation in REPEATS or article in self._annotated:
            return
        _note(self._annotated, article)
        self.mentions += len(annotated.mentions)
        self.events += len(annotated.events)

    def count_decision(self, decision: Decision) -> None:
        """One match decided."""
        if decision.outcome is DecisionOutcome.TOLD:
            self.alerts[decision.watch] += 1
            self.metrics.add(catalogue.ALERTS, decision.watchlist, label_value(decision.severity))
        elif decision.outcome is DecisionOutcome.HELD:
            self.held[str(decision.reason)] += 1
            self.metrics.add(catalogue.HELD, label_value(decision.reason))
        elif decision.outcome is DecisionOutcome.NOT_TOLD:
            self.not_told[str(decision.reason)] += 1
            self.metrics.add(catalogue.NOT_TOLD, label_value(decision.reason))

    def count_told(self, article: Article, decision: Decision) -> None:
        """One match of `article` that was told at once by `decision`."""
        self.metrics.observe(catalogue.ARTICLE_TO_ALERT, (decision.at - article.fetched).total_seconds(), "fetched")
        if article.published is not None:
            age = max(0.0, (decision.at - article.published).total_seconds())  # some are dated ahead
            self.metrics.observe(catalogue.ARTICLE_TO_ALERT, age, "published")
        if decision.reason is DecisionReason.FIRST_IN_STORY:
            if (decision.watch, decision.story) in self._begun:
                self.metrics.add(catalogue.REPEATED_ALERTS)
            _note(self._begun, (decision.watch, decision.story))

    def count_message(self, handled: Handled) -> None:
        """One message that an agent is done with."""
        self.messages[handled.agent] += 1
        self.metrics.add(catalogue.MESSAGES, handled.agent, "ok" if handled.is_ok else "dead_letter")
        self.metrics.observe(catalogue.PROCESSING, handled.seconds, handled.agent)

    def count_retry(self, agent: str) -> None:
        """One attempt that will be made again."""
        self.metrics.add(catalogue.RETRIES, agent)

    def count_canary(self, seconds: float) -> None:
        """One canary that arrived after so long."""
        self.metrics.observe(catalogue.CANARY_SECONDS, seconds)

    def count_heartbeat(self, is_sent: bool) -> None:
        """One call of the outside address."""
        self.metrics.add(catalogue.HEARTBEATS, "ok" if is_sent else "failed")

    def count_attempt(self, tried: Delivery) -> None:
        """One attempt to hand something to a receiver."""
        self.metrics.add(catalogue.DELIVERIES, tried.receiver, label_value(tried.state))

    def count_rejected(self, reason: DeadLetterReason) -> None:
        """One dead letter."""
        self.rejected[reason] += 1
        self.metrics.add(catalogue.DEAD_LETTERS, label_value(reason))

    def count_deliveries(
        self, before: Mapping[str, int], after: Mapping[str, int], kept: Sequence[Delivery] = ()
    ) -> None:
        """What the ledger has at the start of the run and at its end, by state; `kept` is what is held at the end."""
        ended = Counter(after) - Counter(before)
        self.pending, self.kept = after.get(DeliveryState.PENDING, 0), kept
        self.deliveries = {state: number for state, number in ended.items() if state not in _WAITING}

    @property
    def dead_letters(self) -> int:
        """Messages that could not be handled."""
        return self.rejected.total()

    @property
    def duplicates(self) -> int:
        """Articles that copy another one, and those that came again."""
        return sum(self.articles[relation] for relation in REPEATS)

    @property
    def distinct(self) -> int:
        """Articles, each once, however many feeds show it."""
        return self.articles.total() - self.articles[Relation.SAME_ARTICLE]


def _note(known: dict[K, None], new: K) -> None:
    """Adds `new`; the oldest goes where they become too many."""
    known[new] = None
    if len(known) > REMEMBERED_ARTICLES:
        del known[next(iter(known))]
