"""The test Kafka is what the other tests take it for."""

import socket

import pytest

from tests.kafka.server import KafkaServer, check_address
from tests.services.processes import ServiceUnavailable


@pytest.mark.slow(6)
def test_a_killed_broker_comes_back_at_the_same_address(kafka_to_kill: KafkaServer) -> None:
    host, _, port = kafka_to_kill.address.rpartition(":")
    kafka_to_kill.kill()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((host, int(port)), timeout=5)
    kafka_to_kill.start()
    socket.create_connection((host, int(port)), timeout=5).close()


def test_a_named_server_where_nobody_listens_is_reported_with_its_address() -> None:
    with pytest.raises(ServiceUnavailable, match="WIREWATCH_TEST_KAFKA=127"):
        check_address("127.0.0.1:9")
