"""When what is held at receivers is to be planned anew: at the start, when their timing changes, and now and then.

What waits for the digest of a receiver whose digest was taken out must not wait for ever; and a clock that is set may
leave it waiting for a moment that is far away.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from monitor.alerting.receivers.routing import Addressee
from monitor.alerting.timing import Timing

_OFTEN: Final = timedelta(minutes=10)


class Changes:
    """Tells when the timing of a receiver has changed since it was last asked."""

    def __init__(self, receivers: Callable[[], Sequence[Addressee]]) -> None:
        self._receivers = receivers
        self._known: dict[str, Timing] | None = None
        self._last: datetime | None = None

    def since_last(self, now: datetime) -> bool:
        """Whether all that is held is to be planned anew."""
        timings = {receiver.name: receiver.timing for receiver in self._receivers()}
        is_recent = self._last is not None and self._last <= now < self._last + _OFTEN
        if is_recent and timings == self._known:
            return False
        self._known, self._last = timings, now
        return True
