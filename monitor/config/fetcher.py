"""The fetcher that a configuration asks for."""

from importlib.metadata import version
from ipaddress import ip_network

from monitor.config.configuration import Ingest
from monitor.fetch.base import Fetcher
from monitor.fetch.limits import FetchLimits
from monitor.fetch.open import open_fetcher


def fetcher_for(ingest: Ingest) -> Fetcher:
    """A fetcher that says who polls, within the limits and networks of `ingest`; call it inside the event loop."""
    contact = f" (+{ingest.user_agent_contact})" if ingest.user_agent_contact else ""
    limits = FetchLimits(seconds=ingest.deadline_seconds, body_bytes=ingest.max_bytes)
    networks = [ip_network(network) for network in ingest.allow_networks]
    return open_fetcher(f"Wirewatch/{version('wirewatch')}{contact}", allow_networks=networks, limits=limits)
