"""The Faust application: a factory that takes its agents and edges as arguments. No global app, no autodiscovery.

Topics are made before the agents start, there are no Faust tables, and Faust's own web server is off; `docs/` gives the
measurements behind each setting.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, cast

import faust
from faust.exceptions import ProducerSendError
from faust.streams import Stream
from faust.tables import TableManager
from faust.types import StreamT

from agents.runtime.edges import Edges, Emission, Message
from agents.runtime.embedded_transport import Transport as EmbeddedTransport
from agents.runtime.kafka_transport import Transport as KafkaTransport
from agents.runtime.processing import Agent
from agents.runtime.window import Arrival, consume
from agents.topics import headers
from monitor.errors import Transient
from monitor.log.base import LARGEST_MESSAGE, Log
from monitor.log.kafka.failures import translated
from monitor.log.kafka.security import PLAIN, KafkaSecurity, tls

GROUP = "wirewatch"  # the one consumer group of all workers
_DAY = 86_400.0


def build_app(log: Log, broker: str, worker_id: str, data_dir: Path, *, security: KafkaSecurity = PLAIN) -> faust.App:
    """An app on `broker`: on the embedded log that is already open as `log`, or on Kafka (`kafka://host:port,…`)."""
    app = faust.App(
        GROUP,
        broker=broker,
        broker_credentials=_credentials(security),
        autodiscover=False,
        datadir=str(data_dir / "faust"),
        key_serializer="raw",
        value_serializer="raw",
        web_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=worker_id,
        consumer_max_fetch_size=LARGEST_MESSAGE,
        broker_session_timeout=10.0,
        broker_heartbeat_interval=1.0,
        broker_request_timeout=25.0,
        broker_rebalance_timeout=20.0,
        broker_commit_interval=0.5,
        broker_max_poll_records=64,
        producer_acks=-1,
        producer_linger=0.0,
        producer_max_request_size=LARGEST_MESSAGE,
        producer_request_timeout=_DAY,
        stream_buffer_maxsize=64,
        stream_recovery_delay=0.0,
        stream_wait_empty=False,
        stream_ack_exceptions=False,
        stream_ack_cancelled_tasks=False,
        table_standby_replicas=0,
        TableManager=NoTables,
    )
    embedded = log.embedded()
    transport = KafkaTransport(app) if embedded is None else EmbeddedTransport(embedded, app)
    app.transport = app.producer_transport = transport
    return app


def _credentials(security: KafkaSecurity) -> faust.SSLCredentials | faust.SASLCredentials | None:
    context = tls(security)
    if security.protocol.has_login and security.user and security.password:
        return faust.SASLCredentials(
            username=security.user.reveal(),
            password=security.password.reveal(),
            ssl_context=context,
            mechanism=str(security.mechanism),
        )
    return faust.SSLCredentials(context) if context else None


class NoTables(TableManager):
    """There are no Faust tables here, so none is waited for at the start; that would take a second of every resume."""

    async def on_start(self) -> None:
        """Goes on at once."""
        await self._update_channels()
        await self.recovery.start()


def register(app: faust.App, agents: Sequence[Agent[Any]], edges: Edges) -> None:
    """Registers `agents` with `app`, once, before it starts."""
    for agent in agents:
        topic = app.topic(agent.topic, key_type=bytes, value_type=bytes)
        app.agent(topic, name=agent.name, concurrency=1)(_body(agent, edges))


def leave_group(app: faust.App) -> None:
    """Lets the other workers have this one's partitions at once, for a stop that is meant to last.

    A static member never leaves by itself, so that a restart finds its partitions waiting; the client is told that it
    is no static member just before it goes. There is nothing to leave on the embedded log.
    """
    client = getattr(getattr(app.consumer, "_thread", None), "_consumer", None)
    if client is not None:
        client._coordinator._group_instance_id = None


class FaustEmit:
    """Writes messages through the app's producer; returns when the log has confirmed them."""

    def __init__(self, app: faust.App) -> None:
        self._app = app
        self._topics: dict[str, Any] = {}

    async def __call__(self, emission: Emission) -> None:
        """Writes `emission`; raises Transient or Unprocessable, and LogError where the log itself failed."""
        topic = self._topics.get(emission.topic)
        if topic is None:
            topic = self._topics[emission.topic] = self._app.topic(emission.topic, key_type=bytes, value_type=bytes)
        with translated(str(self._app.conf.broker[0])):
            try:
                # shielded: an agent that is cancelled must not cancel a message that is on its way
                key, named = emission.key.encode(), dict(headers(emission.topic))
                await asyncio.shield(await topic.send(key=key, value=emission.value, headers=named))
            except ProducerSendError as error:
                raise error.__cause__ or Transient(str(error)) from None


def _body(agent: Agent[Any], edges: Edges) -> Any:
    async def body(stream: StreamT[bytes]) -> None:
        await consume(_arrivals(stream), agent, edges)

    return body


async def _arrivals(stream: StreamT[bytes]) -> AsyncIterator[Arrival]:
    async for event in cast(Stream[bytes], stream).noack().events():
        raw = event.message
        message = Message(raw.topic, raw.partition, raw.offset, raw.key, raw.value or b"")
        yield Arrival(message, event.ack)
