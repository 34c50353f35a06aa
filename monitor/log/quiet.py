"""Keeps what complains without end from filling the disk: the Kafka client, and our own retries of what is unavailable.

While no broker answers the Kafka client writes more than a hundred lines a second of half a dozen kinds. Here each kind
gets through once in a while, and how many were held back is said.
"""

import logging
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

NOISY = ("aiokafka", "faust", "mode", "agents.retry")
_NUMBER = re.compile(r"0x[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]+")
_KINDS = 500  # remembered at most
_logger = logging.getLogger(__name__)


class RepeatFilter(logging.Filter):
    """Lets each message of the noisy loggers, and of those below them, through once in `seconds`.

    Messages that differ in numbers are one. What was held back is told by `tell` with the first record of any logger
    after the time is over. It is a filter for one handler: filters of a logger do not see what its children write.
    Errors and warnings are held back too; the first of each kind is always written.
    """

    def __init__(
        self,
        seconds: float = 60.0,
        *,
        noisy: tuple[str, ...] = NOISY,
        now: Callable[[], float] = time.monotonic,
        tell: Callable[[str], None] = _logger.warning,
    ) -> None:
        super().__init__()
        self._seconds, self._noisy, self._now, self._tell = seconds, noisy, now, tell
        self._kinds: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()  # first written, held back since
        self._lock = threading.Lock()  # clients write from threads of their own

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether `record` is written."""
        now = self._now()
        with self._lock:
            over = self._take_what_is_over(now)
            passes = not self._is_noisy(record.name) or self._is_first(record, now)
        for (name, kind), held in over:
            self._tell(f"{held} more in {self._seconds:.0f} s: {name}: {kind}")
        return passes

    def _is_noisy(self, name: str) -> bool:
        return any(name == noisy or name.startswith(f"{noisy}.") for noisy in self._noisy)

    def _is_first(self, record: logging.LogRecord, now: float) -> bool:
        kind = (record.name, _NUMBER.sub("#", record.getMessage()))
        since, held = self._kinds.get(kind, (now, -1))
        self._kinds[kind] = (since, held + 1)
        return held < 0

    def _take_what_is_over(self, now: float) -> list[tuple[tuple[str, str], int]]:
        """Forgets the kinds whose time is over, the oldest first; returns those that had something held back."""
        over = []
        while self._kinds:
            kind, (since, held) = next(iter(self._kinds.items()))
            if now - since < self._seconds and len(self._kinds) < _KINDS:
                break
            del self._kinds[kind]
            if held:
                over.append((kind, held))
        return over
