"""Where fetchers and parsers are chosen."""

from collections.abc import Sequence

from monitor.fetch.base import Fetcher, Parser
from monitor.fetch.pages import main_text
from monitor.fetch.parsers import worker_parser
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.transport.limits import FetchLimits
from monitor.net.guard import Network
from monitor.workers.base import Limits, Workers
from monitor.workers.pebble import PebbleWorkers


def open_fetcher(
    user_agent: str, *, allow_networks: Sequence[Network] = (), limits: FetchLimits | None = None
) -> Fetcher:
    """A fetcher for the open web; call it inside the event loop that will use it, and close it there."""
    return HttpFetcher(user_agent, allow_networks=allow_networks, limits=limits)


def open_parser(*, workers: int = 2) -> Parser:
    """A parser in `workers` processes of its own, which start with the first feed."""
    return worker_parser(workers=workers)


def open_page_workers(*, workers: int = 1, limits: Limits | None = None) -> Workers:
    """Worker processes for pages and robots.txt, which start with the first page."""
    return PebbleWorkers(processes=workers, limits=limits, warm_up=main_text.warm_up)
