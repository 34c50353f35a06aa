"""The Kafka that tests share, and who runs when there is none."""

import os
from collections.abc import Iterator

import pytest

from tests.kafka.server import KafkaServer, KafkaUnavailable, find_server

ADDRESS = os.environ.get("WIREWATCH_TEST_KAFKA", "")


def pytest_configure(config: pytest.Config) -> None:
    """Declares the marker that deselects by name: `-m "not kafka"`."""
    config.addinivalue_line("markers", "kafka: needs a real Apache Kafka (see tests/kafka/server.py)")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what uses Kafka; WIREWATCH_TEST_KAFKA=skip deselects it."""
    for item in items:
        if "kafka_server" in getattr(item, "fixturenames", ()):
            item.add_marker("kafka")
    if ADDRESS == "skip":
        left_out = [item for item in items if item.get_closest_marker("kafka")]
        items[:] = [item for item in items if not item.get_closest_marker("kafka")]
        config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def kafka_server(request: pytest.FixtureRequest) -> Iterator[KafkaServer]:
    """A real Apache Kafka, started once for the whole session; its log is shown where a test failed."""
    try:
        server = find_server(ADDRESS)
        server.start()
    except KafkaUnavailable as error:
        pytest.fail(str(error), pytrace=False)
    failed = request.session.testsfailed
    yield server
    if request.session.testsfailed > failed:
        print(f"Kafka's own log ends with:\n{server.log_tail()}")
    server.stop()
