"""What this process wrote to its log last, kept in memory: whoever reads for a group need not read it from the file."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence

from monitor.log.base import LogRecord, TopicPartition

KEPT_BYTES = 4 << 20  # of values and keys, over all partitions
_EACH = 350  # bytes that a record takes beside them
_NONE = range(0)


class Recent:
    """The last records of each partition, without a gap, and where each partition ends as far as is known."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes, self._bytes = kept_bytes, 0
        self._records: OrderedDict[tuple[TopicPartition, int], LogRecord] = OrderedDict()  # by offset, the oldest first
        self._kept: dict[TopicPartition, range] = {}  # the offsets of its records that are kept
        self._ends: dict[TopicPartition, int] = {}

    def add(self, record: LogRecord) -> None:
        """`record` is in the log now, put there by this process."""
        at = TopicPartition(record.topic, record.partition)
        kept = self._kept.get(at, _NONE)
        goes_on = bool(kept) and record.offset == kept.stop
        if record.offset < self._ends.get(at, 0) and not goes_on:
            return  # the file has it
        if not goes_on:  # another process wrote in between
            self._forget_all(at)
            kept = range(record.offset, record.offset)
        self._records[at, record.offset] = record
        self._kept[at] = range(kept.start, record.offset + 1)
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
        kept = self._kept.get(at, _NONE)
        if offset not in kept:
            return None
        return tuple(self._records[at, each] for each in range(offset, min(offset + limit, kept.stop)))

    def _forget_oldest(self) -> None:
        (at, offset), record = self._records.popitem(last=False)
        self._bytes -= _size(record)
        self._kept[at] = range(offset + 1, self._kept[at].stop)

    def _forget_all(self, at: TopicPartition) -> None:
        for offset in self._kept.pop(at, _NONE):
            self._bytes -= _size(self._records.pop((at, offset)))


def _size(record: LogRecord) -> int:
    return len(record.value or b"") + len(record.key or b"") + _EACH
