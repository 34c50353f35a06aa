"""How the user wants the web to be asked."""

from importlib.metadata import version
from ipaddress import ip_network

from monitor.fetch.transport.limits import FetchLimits
from monitor.net.guard import Network
from monitor.records import Record
from monitor.secret import Secret


class FetchSettings(Record, frozen=True, kw_only=True):
    """Who asks, within which limits, and which addresses that are not public may be asked too."""

    contact: str = ""  # address or mail that a publisher may write to, "" for none
    allow_networks: tuple[str, ...] = ()  # CIDR
    limits: FetchLimits = FetchLimits()
    proxy: Secret | None = None  # for all that is public; see `monitor.net.proxy`

    @property
    def user_agent(self) -> str:
        """What servers are told of us, as RFC 9110 §10.1.5 has it."""
        return f"Wirewatch/{version('wirewatch')}" + (f" (+{self.contact})" if self.contact else "")

    @property
    def networks(self) -> list[Network]:
        """The networks of `allow_networks`; raises ValueError where one is none."""
        return [ip_network(network) for network in self.allow_networks]
