"""Faust on the embedded log: a thin adapter from Faust's transport interface to a log of this process.

It leans on Faust's inner API, which is why faust-streaming is pinned exactly. There is one worker on an embedded log,
so a rebalance happens once, when Faust subscribes: all partitions of all topics come to this worker.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any, ClassVar, cast

from faust.transport import base
from faust.transport.producer import Producer as BaseProducer
from faust.types import TP, AppT, HeadersArg, RecordMetadata
from faust.types.transports import ConsumerT, ProducerT

from agents.runtime.embedded_consumer import TIMESTAMP_TYPE, Consumer, OnLog
from monitor.log.base import EmbeddedLog, Headers


class Producer(BaseProducer):
    """Writes to the log for Faust; what is awaited of `send` ends when the message is on the disk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._log = cast(OnLog, self.transport).log

    async def send(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int | None,
        timestamp: float | None,
        headers: HeadersArg | None,
        *,
        transactional_id: str | None = None,
    ) -> Awaitable[RecordMetadata]:
        """Begins to write one message; the result is a future of its place."""
        return asyncio.ensure_future(self.send_and_wait(topic, key, value, partition, timestamp, headers))

    async def send_and_wait(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int | None,
        timestamp: float | None,
        headers: HeadersArg | None,
        *,
        transactional_id: str | None = None,
    ) -> RecordMetadata:
        """Writes one message and returns its place."""
        record = await self._log.produce(topic, key, value, partition=partition, headers=_headers(headers))
        tp = TP(record.topic, record.partition)
        return RecordMetadata(*tp, tp, record.offset, record.timestamp_ms / 1000, TIMESTAMP_TYPE)

    async def create_topic(self, topic: str, partitions: int, replication: int, **_options: Any) -> None:
        """Nothing: topics are made before the agents start, by `wirewatch topics create` or `run`."""

    async def flush(self) -> None:
        """Waits for what Faust itself still holds back; what was sent is awaited by who sent it."""
        await self.buffer.flush()

    def supports_headers(self) -> bool:
        """Yes."""
        return True


class Transport(base.Transport):
    """The embedded log as a Faust transport. The composition root opens the log and hands it in."""

    Consumer: ClassVar[type[ConsumerT]] = Consumer
    Producer: ClassVar[type[ProducerT]] = Producer
    driver_version = "wirewatch embedded log"

    def __init__(self, log: EmbeddedLog, app: AppT) -> None:
        super().__init__(app.conf.broker, app)
        self.log = log


def _headers(headers: HeadersArg | None) -> Headers:
    pairs = headers.items() if isinstance(headers, Mapping) else headers or ()
    return tuple((name, value if isinstance(value, bytes) else str(value).encode()) for name, value in pairs)
