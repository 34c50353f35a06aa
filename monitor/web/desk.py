"""What the API works on: the edges that the running program has open, and its configuration as it is by now."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from monitor.clock import Clock
from monitor.config.configuration import Configuration
from monitor.log.base import Log
from monitor.match.matcher import Matcher
from monitor.metrics.registry import Metrics
from monitor.status import TopicLag
from monitor.store.base import Store
from monitor.web.stream.alerts import AlertFeed


@dataclass(frozen=True)
class Desk:
    """All that handlers are given."""

    store: Store
    log: Log
    alerts: AlertFeed  # the topic that carries every alert
    configuration: Callable[[], Configuration]  # a reload changes it
    matcher: Callable[[], Matcher]  # its watchlists, compiled
    lags: Callable[[], Awaitable[tuple[TopicLag, ...]]]  # what waits in the log for agents
    measured: Callable[[], Awaitable[Metrics]]  # the metrics, measured anew
    poll: Callable[[str], None]  # has this worker poll the feed of this id as soon as it may
    clock: Clock
