"""The fetcher and the client of hubs that a configuration asks for."""

from importlib.metadata import version
from ipaddress import ip_network

from monitor.config.configuration import Ingest
from monitor.fetch.base import Fetcher
from monitor.fetch.open import open_fetcher
from monitor.fetch.transport.limits import FetchLimits
from monitor.fetch.websub import HubClient
from monitor.net.guard import Network


def fetcher_for(ingest: Ingest) -> Fetcher:
    """A fetcher that says who polls, within the limits and networks of `ingest`; call it inside the event loop."""
    return open_fetcher(_user_agent(ingest), allow_networks=_networks(ingest), limits=_limits(ingest))


def hub_client_for(ingest: Ingest) -> HubClient:
    """A client of hubs that says who asks, within the same limits; call it inside the event loop."""
    return HubClient(_user_agent(ingest), allow_networks=_networks(ingest), limits=_limits(ingest))


def _user_agent(ingest: Ingest) -> str:
    contact = f" (+{ingest.user_agent_contact})" if ingest.user_agent_contact else ""
    return f"Wirewatch/{version('wirewatch')}{contact}"


def _networks(ingest: Ingest) -> list[Network]:
    return [ip_network(network) for network in ingest.allow_networks]


def _limits(ingest: Ingest) -> FetchLimits:
    return FetchLimits(seconds=ingest.deadline_seconds, body_bytes=ingest.max_bytes)
