"""The configuration as the program sees it: frozen, checked, with every reference resolved and every default filled in.

Units stand in the names; paths are absolute; a secret shows itself to nobody who does not ask (`Secret.reveal`).
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from monitor.alerting.links.settings import LinkSettings
from monitor.alerting.policy import Policy
from monitor.errors import Mistake
from monitor.feeds.feed import Feed
from monitor.fetch.settings import FetchSettings
from monitor.log.kafka.security import PLAIN, KafkaSecurity
from monitor.match.watchlist import Watchlist
from monitor.notify.spec import ReceiverSpec
from monitor.records import Mute, Record
from monitor.secret import Secret


class Annotate(Record, frozen=True, kw_only=True):
    """How language work is done."""

    processes: int  # worker processes
    window: int  # articles in work at once; released in order
    deadline_seconds: float  # for one article
    memory_bytes: int  # of one worker process
    model: str  # spaCy package name, or the absolute path of a model's directory


class Ingest(Record, frozen=True, kw_only=True):
    """How feeds are polled."""

    interval_seconds: float  # for feeds that say nothing else; already in each Feed
    max_age_seconds: float  # of an article when its feed first shows it; already in each Feed
    requests_per_hour: float | None = None  # budget for all feeds together; None: every feed has its interval
    concurrency: int  # polls at once, over all hosts
    fetch: FetchSettings
    websub_callback: str = ""  # public address at which hubs reach this program, "" for none
    websub_listen: str = "127.0.0.1:8480"  # HOST:PORT


class Retention(Record, frozen=True, kw_only=True):
    """How long things are kept."""

    log_seconds: float  # messages in the log
    log_bytes: int  # of the embedded log; the oldest messages go first
    sketches_seconds: float  # what copies are recognised by
    archive_seconds: float  # articles and alerts, and what was told to whom


class StorySettings(Record, frozen=True, kw_only=True):
    """How articles are put together into stories."""

    idle_seconds: float  # without an article, after which a story is closed


class Deliver(Record, frozen=True, kw_only=True):
    """How alerts are handed to receivers."""

    deadline_seconds: float  # for one attempt
    first_retry_seconds: float  # wait after the first failed attempt; doubles each time
    longest_retry_seconds: float  # where the doubling ends
    give_up_after_seconds: float  # from the alert on; then the delivery has visibly failed


class WebProxy(Record, frozen=True, kw_only=True):
    """A reverse proxy before the API that knows its users."""

    user_header: str  # in which it names the user
    addresses: tuple[str, ...]  # networks from which that is believed


class Web(Record, frozen=True, kw_only=True):
    """Where the API is served, and to whom."""

    listen: str  # HOST:PORT
    names: tuple[str, ...] = ()  # further names that the server goes by, in lower case
    proxy: WebProxy | None = None
    requests_per_minute: int = 600  # of one client


class MetricsSettings(Record, frozen=True, kw_only=True):
    """Where metrics and health are served by themselves."""

    listen: str  # HOST:PORT


class CanarySettings(Record, frozen=True, kw_only=True):
    """How often an article of our own goes the whole way."""

    every_seconds: float
    deadline_seconds: float  # in which it should arrive
    heartbeat: Secret | None = None  # address that is called after each that arrived
    allow_private: bool = False  # the heartbeat may go to an address that is not public

    @property
    def absent_after_seconds(self) -> float:
        """The longest time between two arrivals."""
        return self.every_seconds + self.deadline_seconds


class Settings(Record, frozen=True, kw_only=True):
    """What `monitor.yaml` says."""

    data_dir: Path
    broker: str  # sqlite:////absolute/path or kafka://host:port,host:port
    kafka: KafkaSecurity = PLAIN  # how connections to a broker of kafka:// are protected
    store: Secret  # sqlite:////absolute/path, postgresql://… or memory://; may hold a password
    partitions: int  # of every topic after news.articles
    installation: str  # name of this Wirewatch in the source of its alerts, the same for all its workers
    worker_id: str  # stable name of this process among the workers
    annotate: Annotate
    ingest: Ingest
    retention: Retention
    stories: StorySettings
    deliver: Deliver
    links: LinkSettings = LinkSettings()
    web: Web | None = None  # None: nothing is served
    metrics: MetricsSettings | None = None  # None: where the API is, or nowhere
    canary: CanarySettings | None = None  # None: there is none


class Sample(Record, frozen=True, kw_only=True):
    """A text that its author expects a watch to match, or not to; from `tests:` of a watch."""

    watchlist: str
    watch: str
    title: str = ""
    text: str
    language: str | None = None  # BCP 47; None leaves it to detection
    matches: bool
    file: str  # where it stands, as `wirewatch check` prints it
    line: int


class Configuration(Record, frozen=True, kw_only=True):
    """Everything that the files of one directory say."""

    directory: Path  # that they stand in
    settings: Settings
    feeds: tuple[Feed, ...]
    watchlists: tuple[Watchlist, ...]
    receivers: tuple[ReceiverSpec, ...]
    default_routes: tuple[str, ...]  # receivers of watches that name none
    policies: Mapping[str, Policy] = msgspec.field(default_factory=dict)  # of each watch, by its id
    mutes: tuple[Mute, ...] = ()  # those that watchlists hold
    samples: tuple[Sample, ...] = ()
    warnings: tuple[Mistake, ...] = ()  # what is suspicious but may be meant so
