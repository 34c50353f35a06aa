"""A writer that is patient with the cluster and impatient with a connection."""

from typing import Any

from aiokafka import AIOKafkaProducer  # type: ignore[import-untyped]

from monitor.log.kafka.connection import REQUEST_SECONDS


class PatientProducer(AIOKafkaProducer):  # type: ignore[misc]
    """Gives up a connection on which no answer comes for 8 s, and the message only after `request_timeout_ms`.

    The library has one setting for both. A message that is to wait for the end of an outage would then wait as long on
    a connection that went silent, though a new one were answered at once.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        request_ms = int(REQUEST_SECONDS * 1000)
        self.client._request_timeout_ms = request_ms  # of a request, seen from here
        self._sender._request_timeout_ms = request_ms  # of the same, seen from the broker
