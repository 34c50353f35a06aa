"""A writer that is patient with the cluster and impatient with a connection."""

import asyncio
from typing import Any

from aiokafka import AIOKafkaProducer  # type: ignore[import-untyped]
from aiokafka.errors import UnknownTopicOrPartitionError  # type: ignore[import-untyped]

from monitor.log.kafka.connection import REQUEST_SECONDS


class PatientProducer(AIOKafkaProducer):  # type: ignore[misc]
    """Gives up a connection on which no answer comes for 8 s, and the message only after `request_timeout_ms`.

    The library has one setting for both. A message that is to wait for the end of an outage would then wait as long on
    a connection that went silent, though a new one were answered at once.
    """

    def __init__(self, *, request_timeout_ms: int, **settings: Any) -> None:
        super().__init__(request_timeout_ms=request_timeout_ms, **settings)
        self._patience = request_timeout_ms / 1000
        request_ms = int(REQUEST_SECONDS * 1000)
        self.client._request_timeout_ms = request_ms  # of a request, seen from here
        self._sender._request_timeout_ms = request_ms  # of the same, seen from the broker

    async def send(self, *message: Any, **named: Any) -> "asyncio.Future[Any]":
        """As the library's, also while no broker tells where the topic is."""
        now = asyncio.get_running_loop().time
        end = now() + self._patience
        while True:
            try:
                sent: asyncio.Future[Any] = await super().send(*message, **named)
            except UnknownTopicOrPartitionError:
                if now() > end:
                    raise
            else:
                return sent
