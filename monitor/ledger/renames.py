"""A watch that is renamed keeps what it has told."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.alerting.renames import KnownWatch, changed, renamed
from monitor.store.base import WatchStore


async def take_over(store: WatchStore, configured: Sequence[KnownWatch], now: datetime) -> Mapping[str, str]:
    """Remembers what is `configured` from now on; by old id, the new ids of watches that went on under them now."""
    remembered = await store.known_watches()
    taken_over = renamed(remembered, configured)
    new = changed(remembered, configured, taken_over)
    return await store.remember_watches(new, taken_over, now) if new else {}


async def ids_of(store: WatchStore, watch: str) -> tuple[str, ...]:
    """All ids of the watch that has or had this one; first the one that it has now."""
    renames = await store.renames()
    now = renames.get(watch, watch)
    return now, *sorted(old for old, goes_on in renames.items() if goes_on == now)
