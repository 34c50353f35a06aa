"""What tests of every folder use: the servers they share, who runs when there is none, and in which order all run.

Kafka and PostgreSQL are started when the first test asks for them, by the process that pytest was started in; the
workers of pytest-xdist ask that process (`tests/services/shared.py`).
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Protocol

import hypothesis
import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.kafka.clean import ALONE
from tests.kafka.server import KafkaServer, find_server
from tests.kafka.server import check_address as check_kafka
from tests.postgres.server import PostgresServer, find_programs
from tests.postgres.server import check_address as check_postgres
from tests.services.processes import ServiceUnavailable
from tests.services.shared import Desk, Server, Servers, ask

ADDRESSES = {
    "kafka": os.environ.get("WIREWATCH_TEST_KAFKA", ""),
    "postgresql": os.environ.get("WIREWATCH_TEST_POSTGRES", ""),
}
MARKERS = (
    "kafka: needs a real Apache Kafka (tests/kafka/server.py)",
    "postgresql: needs a real PostgreSQL (tests/postgres/server.py)",
    "slow(seconds): takes about so long, more than a second; the longest begin first, and `make test-fast` has none",
)

# how long an example takes is nobody's promise
hypothesis.settings.register_profile(
    "wirewatch", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("wirewatch")

servers_key = pytest.StashKey[Servers]()
desk_key = pytest.StashKey[Desk]()


class Groups(LoadScopeScheduling):  # type: ignore[misc]
    """Each group of tests to one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return _group(nodeid)


class Node(Protocol):
    """A worker of pytest-xdist, seen from the process that steers it."""

    config: pytest.Config
    workerinput: dict[str, object]


def pytest_configure(config: pytest.Config) -> None:
    """Declares the markers; the process that pytest was started in will have the servers."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    if not hasattr(config, "workerinput"):
        config.stash[servers_key] = Servers({"kafka": _start_kafka, "postgresql": _start_postgres})


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Node) -> None:
    """Tells a worker where to ask for servers."""
    stash = node.config.stash
    if desk_key not in stash:
        stash[desk_key] = Desk(stash[servers_key])
    node.workerinput["desk"] = stash[desk_key].socket


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Groups:
    """Whatever `--dist` says: what shares the topics of the program must not run at the same time."""
    return Groups(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Where a test failed, the servers' own logs may say why."""
    if terminalreporter.stats.get("failed") or terminalreporter.stats.get("error"):
        for name, tail in config.stash[servers_key].log_tails().items():
            terminalreporter.write_line(f"The log of {name} ends with:\n{tail}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Ends the servers."""
    if desk_key in config.stash:
        config.stash[desk_key].close()
    if servers_key in config.stash:
        config.stash[servers_key].stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what uses a server, leaves out those of a server that is `skip`, and puts the longest first."""
    for item in items:
        for name in ADDRESSES:
            if _uses(item, name):
                item.add_marker(name)
    left_out = [item for item in items if any(ADDRESSES[name] == "skip" for name in _servers_of(item))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = _longest_first([item for item in items if item not in set(left_out)])


@pytest.fixture(scope="session")
def kafka_address(pytestconfig: pytest.Config) -> str:
    """The address (host:port) of a real Apache Kafka that other tests use at the same time."""
    return _address(pytestconfig, "kafka")


@pytest.fixture(scope="session")
def postgres_url(pytestconfig: pytest.Config) -> str:
    """The URL of a real PostgreSQL that other tests use at the same time, where databases may be made."""
    return _address(pytestconfig, "postgresql")


@pytest.fixture(scope="session")
def kafka_to_kill(request: pytest.FixtureRequest) -> Iterator[KafkaServer]:
    """A real Apache Kafka for tests that kill it; they start it again. Its log is shown where one of them failed."""
    try:
        server = find_server()
        server.start()
    except ServiceUnavailable as error:
        pytest.fail(str(error), pytrace=False)
    failed = request.session.testsfailed
    yield server
    if request.session.testsfailed > failed:
        print(f"The log of the Kafka that was killed ends with:\n{server.log_tail()}")
    server.stop()


def _start_kafka() -> Server:
    if ADDRESSES["kafka"]:
        check_kafka(ADDRESSES["kafka"])
        return Foreign(ADDRESSES["kafka"])
    server = find_server()
    server.start()
    return server


def _start_postgres() -> Server:
    if ADDRESSES["postgresql"]:
        check_postgres(ADDRESSES["postgresql"])
        return Foreign(ADDRESSES["postgresql"])
    server = PostgresServer(find_programs())
    server.start()
    return server


class Foreign:
    """A server that somebody else runs."""

    def __init__(self, address: str) -> None:
        self.address = address

    def stop(self) -> None:
        """Leaves it running."""

    def log_tail(self) -> str:
        """Somebody else has it."""
        return ""


def _address(config: pytest.Config, name: str) -> str:
    desk = getattr(config, "workerinput", {}).get("desk")
    try:
        return config.stash[servers_key].address(name) if desk is None else ask(desk, name)
    except ServiceUnavailable as error:
        pytest.fail(str(error), pytrace=False)


def _uses(item: pytest.Item, server: str) -> bool:
    """By a fixture, or because a parameter names it."""
    fixtures = {"kafka": {"kafka_address", "kafka_to_kill"}, "postgresql": {"postgres_url"}}[server]
    parameters = (
        item.callspec.params.values() if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ()
    )
    return not fixtures.isdisjoint(getattr(item, "fixturenames", ())) or server in parameters


def _servers_of(item: pytest.Item) -> list[str]:
    return [name for name in ADDRESSES if item.get_closest_marker(name)]


def _longest_first(items: list[pytest.Item]) -> list[pytest.Item]:
    """Groups by the seconds their tests take: one that takes long would otherwise begin when all others have ended."""
    seconds: Counter[str] = Counter()
    for item in items:
        marker = item.get_closest_marker("slow")
        seconds[_group(item.nodeid)] += marker.args[0] if marker else 0
    return sorted(items, key=lambda item: -seconds[_group(item.nodeid)])


def _group(nodeid: str) -> str:
    """Tests of one file share its fixtures; those that have Kafka for themselves are a group whatever their file."""
    return ALONE if ALONE in nodeid else nodeid.partition("::")[0]
