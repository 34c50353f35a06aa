"""What one run of the program did, counted; for the summary and the metrics."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor.feeds.feed import Feed
from monitor.feeds.polling.outcome import PollOutcome
from monitor.records import (
    COPIES,
    AnnotatedArticle,
    DeadLetterReason,
    Decision,
    DecisionOutcome,
    Delivery,
    DeliveryState,
    Relation,
)

REMEMBERED_ARTICLES = 10_000  # ids; those that several feeds show come within some polls, or a day
_WAITING = (DeliveryState.PENDING, DeliveryState.HELD)
REPEATS = frozenset({*COPIES, Relation.SAME_ARTICLE})
"""What says again what an article before it said."""


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
    _annotated: dict[str, None] = field(default_factory=dict)  # ids of articles that are counted, oldest first

    def count_poll(self, feed: Feed, outcome: PollOutcome) -> None:
        """One poll of `feed`."""
        self.polls[str(outcome.reason)] += 1
        if outcome.error:
            self.failed_feeds[feed.id] = outcome.error
        else:
            self.failed_feeds.pop(feed.id, None)

    def count_article(self, relation: Relation) -> None:
        """One article placed in a story; `SAME_ARTICLE` for one that is known, whatever it was at first."""
        self.articles[str(relation)] += 1

    def count_annotated(self, annotated: AnnotatedArticle) -> None:
        """One article annotated; what copies, edits and the same link in other feeds say was counted before."""
        article = annotated.article.id
        if annotated.relation in REPEATS or article in self._annotated:
            return
        self._annotated[article] = None
        if len(self._annotated) > REMEMBERED_ARTICLES:
            del self._annotated[next(iter(self._annotated))]
        self.mentions += len(annotated.mentions)
        self.events += len(annotated.events)

    def count_decision(self, decision: Decision) -> None:
        """One match decided."""
        if decision.outcome is DecisionOutcome.TOLD:
            self.alerts[decision.watch] += 1
        elif decision.outcome is DecisionOutcome.HELD:
            self.held[str(decision.reason)] += 1
        elif decision.outcome is DecisionOutcome.NOT_TOLD:
            self.not_told[str(decision.reason)] += 1

    def count_message(self, agent: str) -> None:
        """One message that `agent` is done with."""
        self.messages[agent] += 1

    def count_rejected(self, reason: DeadLetterReason) -> None:
        """One dead letter."""
        self.rejected[reason] += 1

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
