"""The test Kafka is what the other tests take it for."""

import socket

import pytest

from tests.kafka.server import ForeignServer, KafkaServer, KafkaUnavailable


def test_a_killed_broker_comes_back_at_the_same_address(kafka_server: KafkaServer) -> None:
    host, _, port = kafka_server.bootstrap.rpartition(":")
    kafka_server.kill()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((host, int(port)), timeout=5)
    kafka_server.start()
    socket.create_connection((host, int(port)), timeout=5).close()


def test_a_named_server_where_nobody_listens_is_reported_with_its_address() -> None:
    with pytest.raises(KafkaUnavailable, match="WIREWATCH_TEST_KAFKA=127"):
        ForeignServer("127.0.0.1:9").start()


def test_a_named_server_is_never_killed() -> None:
    with pytest.raises(KafkaUnavailable, match="not ours to kill"):
        ForeignServer("127.0.0.1:9").kill()
