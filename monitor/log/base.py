"""The log: named topics of ordered, durable messages, read by consumer groups.

One contract suite (`tests/log/`) runs on every implementation: `memory`, `sqlite` (the embedded default) and `kafka`.

What every implementation promises:

- `produce` returns when the message is durable, with its place; messages of one partition keep their order.
- Equal keys go to one partition; a message without a key goes to partition 0.
- A consumer of a group starts at the group's committed offset, or at the beginning where there is none. The committed
  offset is that of the next message to read. What is not committed is read again by the next consumer.
- Consumers of one group share the partitions between them; each partition has one reader in a group at a time.
- May raise LogError and its kinds (final), and Transient (try again).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

LARGEST_MESSAGE = 8 << 20  # bytes; a dead letter holds its message in base64
Headers = tuple[tuple[str, bytes], ...]


class TopicPartition(NamedTuple):
    """One partition of a topic."""

    topic: str
    partition: int


class LogRecord(NamedTuple):
    """One message and its place."""

    topic: str
    partition: int
    offset: int
    timestamp_ms: int  # when it was produced, milliseconds since 1970
    key: bytes | None
    value: bytes | None
    headers: Headers = ()


class TopicSpec(NamedTuple):
    """A topic as it should be."""

    name: str
    partitions: int = 1
    retention_hours: float = 24 * 7  # what is older and read by every group may go
    max_message_bytes: int = LARGEST_MESSAGE


class Consumer(Protocol):
    """One reader in a group."""

    async def poll(self, timeout: float, limit: int = 500) -> Sequence[LogRecord]:
        """Up to `limit` next messages in order; waits up to `timeout` seconds for the first, may return none."""

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Makes `offsets` (of the next message to read) durable for the group."""

    async def assignment(self) -> frozenset[TopicPartition]:
        """The partitions that this reader holds now."""

    async def close(self) -> None:
        """Gives its partitions to the other readers of the group; commits nothing."""


class Log(Protocol):
    """A log, open."""

    async def create_topics(self, topics: Sequence[TopicSpec]) -> None:
        """Makes the topics that do not exist; raises TopicMismatch where one has another number of partitions."""

    async def topics(self) -> Mapping[str, int]:
        """The topics there are, each with its number of partitions."""

    async def produce(
        self, topic: str, key: bytes | None, value: bytes | None, *, partition: int | None = None, headers: Headers = ()
    ) -> LogRecord:
        """Appends a message and returns it with its place once it is durable."""

    async def consumer(self, group: str, topics: Sequence[str]) -> Consumer:
        """A new reader in `group`."""

    async def read(self, at: TopicPartition, offset: int, limit: int = 500) -> Sequence[LogRecord]:
        """Messages from `offset` on, without a group; begins at the oldest kept where `offset` is older."""

    async def end_offsets(self, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the offset that the next message will get."""

    async def committed(self, group: str, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the committed offset of `group`, 0 where it has none."""

    async def trim(self, now: datetime, max_bytes: int | None = None) -> int:
        """Drops what is older at `now` than its topic's retention, or above `max_bytes` in all, oldest first.

        Never drops what a group of the topic has not committed. Returns how many messages went; a log that keeps its
        retention by itself, or keeps everything, drops none here.
        """

    async def size(self) -> int | None:
        """The size of what is kept, in bytes; None where a broker keeps it, or memory."""

    def embedded(self) -> "EmbeddedLog | None":
        """This log where its groups live in this process, None where a broker keeps them."""

    async def close(self) -> None:
        """Releases files and connections."""


class EmbeddedLog(Log, Protocol):
    """A log whose consumer groups live in the one process that owns it."""

    async def register(self, group: str, topics: Sequence[str]) -> None:
        """Makes `group` known for `topics`, so that nothing it has not committed is dropped."""

    async def commit(self, group: str, offsets: Mapping[TopicPartition, int]) -> None:
        """Makes `offsets` (of the next message to read) durable for `group`."""

    async def fetch(self, at: TopicPartition, offset: int, limit: int) -> Sequence[LogRecord]:
        """As `read`; what another process wrote in the last moments may be missing yet."""

    async def wait_for_arrival(self, seconds: float) -> None:
        """Returns when a message may have arrived, or after `seconds`."""
