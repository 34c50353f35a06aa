"""Every metric there is. Whoever needs another one adds it here; `docs/metrics.md` is made from this file."""

from typing import Final

from monitor.feeds.condition import Condition
from monitor.feeds.failures import PollReason
from monitor.metrics.metric import BYTES, SECONDS, Counter, Gauge, Histogram, Label, Metric, label_values
from monitor.records import DeadLetterReason, Severity

_AGENT: Final = Label("agent", "agents, see [architecture](architecture.md#the-flow)")
_RECEIVER: Final = Label("receiver", "receivers, as configured")
_WATCHLIST: Final = Label("watchlist", "watchlists, as configured")
_REASON: Final = Label("reason", "why, as in a decision: `muted`, `over_cap`, …")
_WORK: Final = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 60.0)
_LATENCY: Final = (0.5, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 14400.0, 86400.0)

OLDEST_WAITING: Final = Gauge(
    name="oldest_waiting_seconds",
    unit=SECONDS,
    labels=(_AGENT,),
    meaning="Age of the oldest message that waits for the agent in the partitions of this worker; 0 where none does.",
)
MESSAGES: Final = Counter(
    name="messages_total",
    labels=(_AGENT, Label("result", known=("ok", "dead_letter"))),
    meaning="Messages that an agent is done with.",
)
PROCESSING: Final = Histogram(
    name="processing_seconds",
    unit=SECONDS,
    labels=(_AGENT,),
    bounds=_WORK,
    meaning="From when an agent takes a message until it is acknowledged, retries and the wait for its turn included.",
)
RETRIES: Final = Counter(
    name="retries_total",
    labels=(Label("agent", "agents, and what works beside them: `ingest`, `sender`, `attention`, `retention`, `run`"),),
    meaning="Attempts that failed since log, store or a worker process was unavailable for the moment.",
)
DEAD_LETTERS: Final = Counter(
    name="dead_letters_total",
    labels=(Label("reason", known=label_values(DeadLetterReason)),),
    meaning="Messages that became dead letters.",
)
POLLS: Final = Counter(
    name="polls_total",
    labels=(Label("result", known=label_values(PollReason)),),
    meaning="Polls of feeds, and pushes of hubs that were read.",
)
TOLD_TO_WAIT: Final = Counter(
    name="polls_told_to_wait_total",
    meaning="Polls that a server answered with 429 or 403: it finds that we ask too often, or does not want us.",
)
FEEDS: Final = Gauge(
    name="feeds",
    labels=(Label("state", known=label_values(Condition)),),
    meaning="Configured feeds by how they fare.",
)
WATCH_BLIND: Final = Gauge(
    name="watch_blind",
    labels=(_WATCHLIST,),
    meaning="Watches none of whose feeds brings anything, so that no article can meet them.",
)
ARTICLES: Final = Counter(name="articles_total", meaning="Articles that were placed in a story.")
COPIES: Final = Counter(
    name="copies_total",
    labels=(Label("kind", known=("exact_copy", "near_duplicate", "same_article")),),
    meaning="Those of the articles that say again what one before them said.",
)
ALERTS: Final = Counter(
    name="alerts_total",
    labels=(_WATCHLIST, Label("severity", known=label_values(Severity))),
    meaning="Alerts that people were told.",
)
REPEATED_ALERTS: Final = Counter(
    name="repeated_alerts_total",
    meaning="First alerts in a story that the same watch had told before. There should be none.",
)
HELD: Final = Counter(name="held_total", labels=(_REASON,), meaning="Matches that were held.")
NOT_TOLD: Final = Counter(name="not_told_total", labels=(_REASON,), meaning="Matches that people were not told.")
OVERDUE: Final = Gauge(
    name="held_overdue_seconds",
    unit=SECONDS,
    meaning="How long ago the moment passed at which something held should have been released; 0 where nothing is.",
)
ARTICLE_TO_ALERT: Final = Histogram(
    name="article_to_alert_seconds",
    unit=SECONDS,
    labels=(Label("since", "`published`: by its publisher, as far as it says; `fetched`: by us"),),
    bounds=_LATENCY,
    meaning="From an article to the decision to tell it, for first alerts and changes.",
)
DELIVERIES: Final = Counter(
    name="deliveries_total",
    labels=(_RECEIVER, Label("result", "`sent`, `pending`: to be tried again, `failed`: given up")),
    meaning="Attempts to hand something to a receiver, by how they ended.",
)
DELIVERY_WAITING: Final = Gauge(
    name="delivery_oldest_waiting_seconds",
    unit=SECONDS,
    labels=(_RECEIVER,),
    meaning="Age of the oldest delivery that is not held and not sent yet; 0 where none waits.",
)
UNINDEXED: Final = Gauge(
    name="articles_unindexed",
    meaning="Archived articles that an earlier version indexed: searches read them until they are indexed again.",
)
CANARY_SECONDS: Final = Histogram(
    name="canary_seconds", unit=SECONDS, bounds=_LATENCY, meaning="From when a canary set out until it arrived."
)
CANARY_AGE: Final = Gauge(
    name="canary_age_seconds",
    unit=SECONDS,
    meaning="Since a canary arrived last, or since the start where none did; not there where none is sent.",
)
CANARY_LIMIT: Final = Gauge(
    name="canary_limit_seconds",
    unit=SECONDS,
    meaning="The longest time between two arrivals, by `canary` in `monitor.yaml`: `every` and `deadline` together.",
)
HEARTBEATS: Final = Counter(
    name="heartbeats_total",
    labels=(Label("result", known=("ok", "failed")),),
    meaning="Calls of the outside address after canaries that arrived.",
)
RELOAD_OK: Final = Gauge(
    name="config_reload_ok",
    meaning="1 where the files were taken over when they were read last, 0 where a mistake in them kept the old ones.",
)
LOG_BYTES: Final = Gauge(
    name="log_bytes", unit=BYTES, meaning="Size of the embedded log; Kafka tells its own, and there is none here."
)
STORE_BYTES: Final = Gauge(name="store_bytes", unit=BYTES, meaning="Size of the store; none where it is in memory.")
READY: Final = Gauge(name="ready", meaning="1 where log and store answer, 0 where one does not: as `/readyz`.")

CATALOGUE: Final[tuple[Metric, ...]] = (
    OLDEST_WAITING,
    MESSAGES,
    PROCESSING,
    RETRIES,
    DEAD_LETTERS,
    POLLS,
    TOLD_TO_WAIT,
    FEEDS,
    WATCH_BLIND,
    ARTICLES,
    COPIES,
    ALERTS,
    REPEATED_ALERTS,
    HELD,
    NOT_TOLD,
    OVERDUE,
    ARTICLE_TO_ALERT,
    DELIVERIES,
    DELIVERY_WAITING,
    UNINDEXED,
    CANARY_SECONDS,
    CANARY_AGE,
    CANARY_LIMIT,
    HEARTBEATS,
    RELOAD_OK,
    LOG_BYTES,
    STORE_BYTES,
    READY,
)
