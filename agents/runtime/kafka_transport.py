"""Kafka as Faust speaks to it, with a producer that gives up a connection sooner than a message."""

from typing import ClassVar

from faust.transport.drivers import aiokafka
from faust.types import AppT
from faust.types.transports import ProducerT

from monitor.log.kafka.producer import PatientProducer


class Producer(aiokafka.Producer):
    """Writes through `PatientProducer`."""

    @property
    def _producer_type(self) -> type[PatientProducer]:
        return PatientProducer


class Transport(aiokafka.Transport):
    """Faust's own, but for the producer."""

    Producer: ClassVar[type[ProducerT]] = Producer

    def __init__(self, app: AppT) -> None:
        super().__init__(app.conf.broker, app)
