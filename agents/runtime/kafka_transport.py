"""Kafka as Faust speaks to it: a producer that gives up a connection sooner than a message, and no message skipped."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from faust.transport.drivers import aiokafka
from faust.types import TP, AppT
from faust.types.transports import ConsumerT, ProducerT

from monitor.log.kafka.producer import PatientProducer


class Producer(aiokafka.Producer):
    """Writes through `PatientProducer`."""

    @property
    def _producer_type(self) -> type[PatientProducer]:
        return PatientProducer


class ConsumerThread(aiokafka.AIOKafkaConsumerThread):
    """Goes back to the beginning of a partition of which nothing is committed.

    In a rebalance Faust throws away what it had fetched and goes back to what is committed. aiokafka leaves a partition
    without a committed offset where it is, behind what was thrown away, which then nobody reads.
    """

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Goes back to the first message of each partition that is not committed; none where none is assigned."""
        committed = await self.call_thread(seek_to_committed, self._ensure_consumer())
        return cast(Mapping[TP, int], committed)

    def verify_event_path(self, now: float, tp: TP) -> None:
        """Does nothing: whether the program gets on is what `agents.runtime.watchdog` sees.

        Faust would look from its own thread at a position that a rebalance takes away meanwhile, and end of that.
        """


async def seek_to_committed(consumer: Any) -> Mapping[TP, int | None]:
    """Goes back to what is committed of each partition of `consumer`, or to its beginning; returns what is committed.

    A partition that a rebalance takes away meanwhile is left to the worker that gets it; aiokafka's own way refuses it,
    and the program would end of that.
    """
    committed: dict[TP, int | None] = {}
    for tp in consumer.assignment():
        offset = await consumer.committed(tp)
        if offset and tp in consumer.assignment():
            consumer.seek(tp, offset)
        committed[tp] = offset
    held = consumer.assignment()
    if untouched := [tp for tp, offset in committed.items() if not offset and tp in held]:
        await consumer.seek_to_beginning(*untouched)
    return {tp: offset for tp, offset in committed.items() if tp in consumer.assignment()}


class Consumer(aiokafka.Consumer):
    """Reads in a `ConsumerThread`."""

    def _new_consumer_thread(self) -> ConsumerThread:
        return ConsumerThread(self, loop=self.loop, beacon=self.beacon)


class Transport(aiokafka.Transport):
    """Faust's own, but for the producer and the thread of the consumer."""

    Consumer: ClassVar[type[ConsumerT]] = Consumer
    Producer: ClassVar[type[ProducerT]] = Producer

    def __init__(self, app: AppT) -> None:
        super().__init__(app.conf.broker, app)
