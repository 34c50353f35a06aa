"""A Kafka cluster as a log."""

import asyncio
import math
from collections.abc import Awaitable, Mapping, Sequence
from datetime import datetime
from typing import Any

from aiokafka import AIOKafkaConsumer  # type: ignore[import-untyped]
from aiokafka import TopicPartition as Partition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic  # type: ignore[import-untyped]
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType  # type: ignore[import-untyped]
from aiokafka.errors import (  # type: ignore[import-untyped]
    GroupCoordinatorNotAvailableError,
    TopicAlreadyExistsError,
    for_code,
)

from monitor.errors import LogError
from monitor.log.base import LARGEST_MESSAGE, Headers, LogRecord, TopicPartition, TopicSpec
from monitor.log.kafka.connection import ANSWER_SECONDS, Connection
from monitor.log.kafka.consumer import KafkaConsumer, as_record, close
from monitor.log.kafka.failures import translated
from monitor.log.kafka.producer import PatientProducer
from monitor.log.kafka.security import PLAIN, KafkaSecurity
from monitor.log.partition import partition_for
from monitor.log.topics import check_partitions

_READ_BYTES = 8 << 20  # one read holds about this much at most
_SILENT_SECONDS = 4.0  # after which the reader gives a connection up; it asks again on a new one
_DELIVERY_SECONDS = 40.0  # how long a message waits for a broker that takes it
_REPLICAS = 3  # of a new topic, where there are as many brokers


class KafkaLog:
    """The log on a Kafka cluster, reached through `servers` ("host:port,host:port")."""

    def __init__(self, connection: Connection, session_seconds: float = 10.0) -> None:
        """`session_seconds`: how long a group waits for a reader that died; brokers allow 6 and more by default."""
        self.servers, self._connection = connection.servers, connection
        self._session_seconds = session_seconds
        settings = connection.settings()
        self._producer = PatientProducer(
            acks="all",
            enable_idempotence=True,
            max_request_size=LARGEST_MESSAGE,
            **connection.settings(request_seconds=_DELIVERY_SECONDS),
        )
        self._reader = AIOKafkaConsumer(enable_auto_commit=False, fetch_max_wait_ms=100, **settings)
        # it gives a question up after as long as a request may take, and then never the connection, which stays silent
        self._reader._client._request_timeout_ms = int(_SILENT_SECONDS * 1000)
        self._admin = AIOKafkaAdminClient(**settings)
        self._consumers: list[KafkaConsumer] = []
        self._partitions: Mapping[str, int] = {}
        self._reading = asyncio.Lock()

    @classmethod
    async def open(cls, servers: str, *, security: KafkaSecurity = PLAIN, session_seconds: float = 10.0) -> "KafkaLog":
        """Connects; raises Transient where no broker answers, LogError where one answers and does not let us in."""
        connection = Connection(servers, security)
        await connection.check()
        log = cls(connection, session_seconds)
        try:
            for client in (log._producer, log._reader, log._admin):
                await log._ask(client.start())
        except BaseException:
            await log.close()
            raise
        return log

    async def create_topics(self, topics: Sequence[TopicSpec]) -> None:
        """Makes the topics that do not exist, and waits until all can be used.

        Raises TopicMismatch where one has another number of partitions. The retention is set when a topic is made; that
        of an existing one is left as it is, for it may have been changed with Kafka's own tools.
        """
        existing = await self.topics()
        check_partitions(topics, existing)
        missing = [spec for spec in topics if spec.name not in existing]
        if missing:
            await self._create(missing)
            check_partitions(topics, await self._ask(self._wait_until_usable(missing)))

    async def topics(self) -> Mapping[str, int]:
        """The topics there are, each with its number of partitions; without Kafka's own."""
        described = await self._ask(self._admin.describe_topics())
        self._partitions = {
            topic["topic"]: len(topic["partitions"])
            for topic in described
            if not topic["error_code"] and not topic["is_internal"]
        }
        return self._partitions

    async def produce(
        self, topic: str, key: bytes | None, value: bytes | None, *, partition: int | None = None, headers: Headers = ()
    ) -> LogRecord:
        """Appends a message and returns it with its place once all replicas in sync have it.

        Raises Transient where no broker has taken it for 40 s, Unprocessable where it is too large for the broker.
        """
        count = await self._count(topic)
        if partition is None:
            partition = partition_for(key, count)
        if not 0 <= partition < count:
            raise LogError(f"kafka {self.servers}: no partition {partition} of a topic {topic!r}")
        with translated(self.servers):
            place = await self._producer.send_and_wait(topic, value, key, partition, headers=list(headers))
        return LogRecord(topic, partition, place.offset, place.timestamp, key, value, headers)

    async def consumer(self, group: str, topics: Sequence[str], *, instance: str | None = None) -> KafkaConsumer:
        """A new reader in `group`, which has joined when this returns.

        With an `instance` id, one for each reader of the group and for ever the same, it is a static member: it has its
        partitions back at once after a crash, while those of one that does not come back wait for the session to end.
        """
        for topic in topics:
            await self._count(topic)
        # the others of the group must notice, or their sessions end, before the partitions are shared anew
        patience = ANSWER_SECONDS + self._session_seconds
        client = AIOKafkaConsumer(
            *topics,
            group_id=group,
            group_instance_id=instance,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=int(self._session_seconds * 1000),
            heartbeat_interval_ms=int(self._session_seconds * 100),
            **self._connection.settings(request_seconds=patience),
        )
        consumer = KafkaConsumer(client, self.servers)
        try:
            await self._ask(client.start(), patience)
        except BaseException:
            await consumer.close()
            raise
        self._consumers.append(consumer)
        return consumer

    async def read(self, at: TopicPartition, offset: int, limit: int = 500) -> Sequence[LogRecord]:
        """Messages from `offset` on, at most `limit` of them and about 8 MB; one read at a time."""
        if not 0 <= at.partition < await self._count(at.topic):
            raise LogError(f"kafka {self.servers}: no partition {at.partition} of a topic {at.topic!r}")
        async with self._reading:
            records: list[LogRecord] = await self._ask(self._read(Partition(*at), offset, limit))
        return records

    async def end_offsets(self, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the offset that the next message will get."""
        places = await self._places(topic)
        ends = await self._ask(self._reader.end_offsets(places))
        return {TopicPartition(*tp): offset for tp, offset in ends.items()}

    async def committed(self, group: str, topic: str) -> Mapping[TopicPartition, int]:
        """For each partition the committed offset of `group`, 0 where it has none."""
        places = await self._places(topic)
        found = await self._ask(self._offsets(group, places))
        return {TopicPartition(*tp): max(found[tp].offset, 0) if tp in found else 0 for tp in places}

    async def trim(self, now: datetime, max_bytes: int | None = None) -> int:
        """Drops nothing: the brokers keep the retention of each topic by themselves."""
        return 0

    async def size(self) -> None:
        """None: the brokers know."""

    def embedded(self) -> None:
        """None: the brokers keep the groups."""

    async def settings(self, topics: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """What the brokers keep to in each of `topics`; raises LogError where our user lacks DescribeConfigs."""
        asked = [ConfigResource(ConfigResourceType.TOPIC, topic) for topic in topics]
        answers = await self._ask(self._admin.describe_configs(asked))
        found = [resource for answer in answers for resource in answer.resources]
        with translated(self.servers):
            for code, reason, _, topic, _ in found:
                if code:
                    raise for_code(code)(f"topic {topic}: {reason}")
        return {topic: {each[0]: each[1] for each in settings} for _, _, _, topic, settings in found}

    async def close(self) -> None:
        """Ends the consumers and the connections, within seconds also when the broker is unavailable."""
        await asyncio.gather(*[consumer.close() for consumer in self._consumers])
        ends = (self._reader.stop(), self._producer.stop(), self._admin.close())
        await asyncio.gather(*[close(end) for end in ends])

    async def _create(self, topics: Sequence[TopicSpec]) -> None:
        cluster = await self._ask(self._admin.describe_cluster())
        replicas = min(_REPLICAS, len(cluster["brokers"]))
        new = [NewTopic(spec.name, spec.partitions, replicas, topic_configs=_settings(spec)) for spec in topics]
        answer = await self._ask(self._admin.create_topics(new))
        with translated(self.servers):
            for name, code, reason in answer.topic_errors:
                # another worker that starts at the same moment may have made it
                if code not in (0, TopicAlreadyExistsError.errno):
                    raise for_code(code)(f"topic {name}: {reason}")

    async def _wait_until_usable(self, topics: Sequence[TopicSpec]) -> Mapping[str, int]:
        """An agent that starts before its topic can be used gets no partition of it, and is not told later."""
        while True:
            known = await self.topics()
            if all(spec.name in known for spec in topics):
                return known
            await asyncio.sleep(0.1)

    async def _offsets(self, group: str, places: list[Partition]) -> Mapping[Partition, Any]:
        """A cluster that never had a group makes its topic of offsets at the first question, and answers later ones."""
        while True:
            try:
                return dict(await self._admin.list_consumer_group_offsets(group, partitions=places))
            except GroupCoordinatorNotAvailableError:
                await asyncio.sleep(0.1)

    async def _read(self, at: Partition, offset: int, limit: int) -> list[LogRecord]:
        end = (await self._reader.end_offsets([at]))[at]
        start = max(offset, (await self._reader.beginning_offsets([at]))[at])
        records: list[LogRecord] = []
        size = 0
        self._reader.assign([at])
        self._reader.seek(at, start)
        while len(records) < limit and size < _READ_BYTES and await self._reader.position(at) < end:
            batch = await self._reader.getmany(at, timeout_ms=1000, max_records=limit - len(records))
            fresh = [as_record(message) for message in batch.get(at, ())]
            records.extend(fresh)
            size += sum(len(record.value or b"") for record in fresh)
        return records

    async def _count(self, topic: str) -> int:
        if topic not in self._partitions and topic not in await self.topics():
            raise LogError(f"kafka {self.servers}: there is no topic {topic!r}")
        return self._partitions[topic]

    async def _places(self, topic: str) -> list[Partition]:
        return [Partition(topic, partition) for partition in range(await self._count(topic))]

    async def _ask(self, answer: Awaitable[Any], seconds: float = ANSWER_SECONDS) -> Any:
        with translated(self.servers):
            return await asyncio.wait_for(answer, seconds)


def _settings(spec: TopicSpec) -> Mapping[str, str]:
    hours = spec.retention_hours
    return {
        "retention.ms": "-1" if math.isinf(hours) else str(int(hours * 3_600_000)),
        "max.message.bytes": str(spec.max_message_bytes),
        "cleanup.policy": "delete",
    }
