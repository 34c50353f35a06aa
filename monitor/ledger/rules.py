"""What the configuration says of decisions, and where they are recorded."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.alerting.policy import Policy
from monitor.records import Mute, Record
from monitor.store.base import AlertStore, AttentionStore, WatchStore


class Rules(Protocol):
    """What holds for the matches of each watch; a configuration has it."""

    @property
    def policies(self) -> Mapping[str, Policy]:
        """By watch id; a watch without one is told as its matches say."""

    @property
    def mutes(self) -> Sequence[Mute]:
        """Those that are configured, beside those that the store has."""


class GivenRules(Record, frozen=True, kw_only=True):
    """Rules without a configuration."""

    policies: Mapping[str, Policy] = {}
    mutes: tuple[Mute, ...] = ()


class LedgerStore(AlertStore, AttentionStore, WatchStore, Protocol):
    """The parts of the store that decisions follow from and are recorded in."""


async def all_mutes(store: AttentionStore, rules: Rules, now: datetime) -> tuple[Mute, ...]:
    """The mutes that may hold at `now`; what people said of a configured one goes before what the file says."""
    said = {mute.id: mute for mute in await store.mutes(now)}
    return (*said.values(), *(mute for mute in rules.mutes if mute.id not in said))
