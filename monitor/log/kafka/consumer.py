"""A reader in a Kafka consumer group."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from aiokafka import TopicPartition as Partition  # type: ignore[import-untyped]
from aiokafka.errors import CommitFailedError, IllegalStateError  # type: ignore[import-untyped]

from monitor.log.base import LogRecord, TopicPartition
from monitor.log.kafka.connection import ANSWER_SECONDS
from monitor.log.kafka.failures import translated

CLOSE_SECONDS = 5.0  # a client that is closed while no broker answers would wait for it


class KafkaConsumer:
    """One reader in a Kafka consumer group."""

    def __init__(self, client: Any, servers: str) -> None:
        self._client, self._servers = client, servers

    async def poll(self, timeout: float, limit: int = 500) -> Sequence[LogRecord]:
        """Up to `limit` next messages, in order within each partition; waits up to `timeout` seconds for the first."""
        with translated(self._servers):
            batches = await self._client.getmany(timeout_ms=int(timeout * 1000), max_records=limit)
        return [as_record(message) for batch in batches.values() for message in batch]

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """Makes `offsets` durable; those of partitions it no longer holds are left to their new reader."""
        held = self._client.assignment()
        mine = {Partition(*tp): offset for tp, offset in offsets.items() if Partition(*tp) in held}
        if not mine:
            return
        with translated(self._servers), suppress(CommitFailedError, IllegalStateError):
            await asyncio.wait_for(self._client.commit(mine), ANSWER_SECONDS)

    async def assignment(self) -> frozenset[TopicPartition]:
        """The partitions that this reader holds now."""
        return frozenset(TopicPartition(*tp) for tp in self._client.assignment())

    async def close(self) -> None:
        """Gives its partitions to the other readers of the group; commits nothing."""
        await close(self._client.stop())


async def close(end: Awaitable[None]) -> None:
    """While no broker answers the client may raise anything here, CancelledError too, and nothing is left to save."""
    await asyncio.gather(asyncio.wait_for(end, CLOSE_SECONDS), return_exceptions=True)


def as_record(message: Any) -> LogRecord:
    """The message of the library as one of ours."""
    return LogRecord(
        message.topic,
        message.partition,
        message.offset,
        message.timestamp,
        message.key,
        message.value,
        tuple(message.headers),
    )
