"""Tests that run in several processes share one server of each kind."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.services.processes import ServiceUnavailable
from tests.services.shared import Desk, Servers, ask


class Counted:
    """A server that remembers how often it was started and stopped."""

    started = 0
    stopped = 0
    address = "127.0.0.1:7"

    def start(self) -> "Counted":
        self.started += 1
        return self

    def stop(self) -> None:
        self.stopped += 1

    def log_tail(self) -> str:
        return "all is well"


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def servers(counted: Counted) -> Servers:
    return Servers({"counted": counted.start, "missing": missing})


@pytest.fixture
def socket(servers: Servers) -> Iterator[str]:
    desk = Desk(servers)
    yield desk.socket
    desk.close()


def missing() -> Counted:
    raise ServiceUnavailable("install it")


def test_all_who_ask_at_once_are_sent_to_one_server(socket: str, counted: Counted) -> None:
    with ThreadPoolExecutor(8) as workers:
        answers = list(workers.map(lambda _: ask(socket, "counted"), range(8)))
    assert answers == ["127.0.0.1:7"] * 8
    assert counted.started == 1


def test_everybody_is_told_why_a_server_cannot_be_had(socket: str) -> None:
    for _ in range(2):
        with pytest.raises(ServiceUnavailable, match="install it"):
            ask(socket, "missing")


def test_what_was_started_is_stopped_and_nothing_else(servers: Servers, counted: Counted) -> None:
    servers.stop()
    assert counted.stopped == 0
    servers.address("counted")
    assert servers.log_tails() == {"counted": "all is well"}
    servers.stop()
    assert counted.stopped == 1
