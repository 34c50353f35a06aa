"""What this process wrote to its log last, kept in memory: whoever reads for a group need not read it from the file."""

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import islice

from monitor.log.base import LogRecord, TopicPartition

KEPT_BYTES = 4 << 20  # of values and keys, over all partitions
_EACH = 200  # bytes that a record takes beside them


class Recent:
    """The last records of each partition, without a gap, and where each partition ends as far as is known."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes, self._bytes = kept_bytes, 0
        self._records: dict[TopicPartition, deque[LogRecord]] = {}
        self._in_order: deque[TopicPartition] = deque()  # of the oldest record kept, and so on
        self._ends: dict[TopicPartition, int] = {}

    def add(self, record: LogRecord) -> None:
        """`record` is in the log now, put there by this process."""
        at = TopicPartition(record.topic, record.partition)
        kept = self._records.setdefault(at, deque())
        if record.offset < self._ends.get(at, 0) and not (kept and record.offset == kept[-1].offset + 1):
            return  # the file has it
        if kept and record.offset != kept[-1].offset + 1:  # another process wrote in between
            self._forget_all(at)
        kept.append(record)
        self._in_order.append(at)
        self._bytes += _size(record)
        self._ends[at] = max(self._ends.get(at, 0), record.offset + 1)
        while self._bytes > self._kept_bytes:
            self._forget_oldest()

    def learn(self, ends: Mapping[TopicPartition, int]) -> None:
        """Each partition ends at least there: other processes write as well."""
        for at, end in ends.items():
            self._ends[at] = max(self._ends.get(at, 0), end)

    def read(self, at: TopicPartition, offset: int, limit: int) -> Sequence[LogRecord] | None:
        """Up to `limit` records from `offset` on, none where the partition ends there; None: the file must tell."""
        if offset >= self._ends.get(at, 0):
            return ()
        kept = self._records.get(at)
        if not kept or not kept[0].offset <= offset <= kept[-1].offset:
            return None
        first = offset - kept[0].offset
        return tuple(islice(kept, first, first + limit))

    def _forget_oldest(self) -> None:
        at = self._in_order.popleft()
        if self._records[at]:
            self._bytes -= _size(self._records[at].popleft())

    def _forget_all(self, at: TopicPartition) -> None:
        self._bytes -= sum(map(_size, self._records[at]))
        self._records[at].clear()
        self._in_order = deque(other for other in self._in_order if other != at)


def _size(record: LogRecord) -> int:
    return len(record.value or b"") + len(record.key or b"") + _EACH
