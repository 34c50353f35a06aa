"""Where fetchers, clients of hubs, parsers and workers for pages are chosen."""

from monitor.fetch.base import Fetcher, Parser
from monitor.fetch.pages import main_text
from monitor.fetch.parsers import worker_parser
from monitor.fetch.settings import FetchSettings
from monitor.fetch.transport.http import HttpFetcher
from monitor.fetch.websub import HubClient
from monitor.workers.base import Limits, Workers
from monitor.workers.pebble import PebbleWorkers


def open_fetcher(settings: FetchSettings) -> Fetcher:
    """A fetcher for the open web; call it inside the event loop that will use it, and close it there."""
    return HttpFetcher(
        settings.user_agent, allow_networks=settings.networks, limits=settings.limits, proxy=settings.proxy
    )


def open_hub_client(settings: FetchSettings) -> HubClient:
    """A client of hubs that says who asks, within the same limits; call it inside the event loop."""
    return HubClient(
        settings.user_agent, allow_networks=settings.networks, limits=settings.limits, proxy=settings.proxy
    )


def open_parser(*, workers: int = 2) -> Parser:
    """A parser in `workers` processes of its own, which start with the first feed."""
    return worker_parser(workers=workers)


def open_page_workers(*, workers: int = 1, limits: Limits | None = None) -> Workers:
    """Worker processes for pages and robots.txt, which start with the first page."""
    return PebbleWorkers(processes=workers, limits=limits, warm_up=main_text.warm_up)
