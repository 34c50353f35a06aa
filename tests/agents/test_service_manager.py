"""What systemd is told, over a real datagram socket, as the program starts, turns, reloads and ends."""

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.runtime.service_manager import ADDRESS, PERIOD, PROCESS, ServiceManager
from seeds.serve import SeedServer
from tests.whole.installation import Installation

PATIENCE = 60.0  # seconds


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[socket.socket]:
    with listening(str(tmp_path / "notify")) as made:
        yield made


@contextlib.contextmanager
def listening(address: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
        made.bind(address)
        made.settimeout(PATIENCE)
        yield made


def told(manager: socket.socket) -> list[str]:
    return manager.recv(4096).decode().split("\n")


def told_next(manager: socket.socket, state: str) -> list[str]:
    """What comes with `state`, past the signs of life before it."""
    while (found := told(manager)) == ["WATCHDOG=1"]:
        pass
    assert found[0] == state
    return found


def test_each_state_is_one_message(manager: socket.socket) -> None:
    to = ServiceManager(str(manager.getsockname()))
    to.ready("5 feeds")
    assert told(manager) == ["READY=1", "STATUS=5 feeds"]
    to.reloading()
    state, moment = told(manager)
    assert (state, moment.partition("=")[0]) == ("RELOADING=1", "MONOTONIC_USEC")
    to.ready()
    to.stopping()
    assert [told(manager), told(manager)] == [["READY=1"], ["STOPPING=1"]]


def test_a_socket_may_have_no_file() -> None:
    name = f"wirewatch-test-{os.getpid()}"
    with listening(f"\0{name}") as manager:
        ServiceManager(f"@{name}").stopping()
        assert told(manager) == ["STOPPING=1"]


async def test_the_watchdog_is_told_again_and_again_that_the_loop_turns(manager: socket.socket) -> None:
    environ = {ADDRESS: str(manager.getsockname()), PERIOD: "30000"}
    telling = asyncio.create_task(ServiceManager.of(environ, 7).keep_alive())
    for _ in range(3):
        assert await asyncio.to_thread(told, manager) == ["WATCHDOG=1"]
    telling.cancel()


@pytest.mark.parametrize(
    "environ", [{}, {PERIOD: "1"}, {PERIOD: "1", PROCESS: "8", ADDRESS: "/none"}, {PERIOD: "soon", ADDRESS: "/none"}]
)
async def test_where_nobody_looks_there_is_nothing_to_keep_up(environ: dict[str, str]) -> None:
    await asyncio.wait_for(ServiceManager.of(environ, 7).keep_alive(), PATIENCE)


def test_a_manager_that_is_gone_is_no_fault_of_the_program(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ServiceManager(str(tmp_path / "gone")).ready()
    assert "service_manager_deaf state=READY=1" in caplog.text


@pytest.mark.slow(8)
def test_systemd_knows_when_the_program_works_reloads_and_ends(
    manager: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, str(manager.getsockname()))
    monkeypatch.setenv(PERIOD, "1000000")
    with SeedServer() as server:
        installation = Installation(server.write_config(tmp_path / "config"))
        process = installation.start("run")
        try:
            assert told_next(manager, "READY=1") == ["READY=1", "STATUS=5 feeds, 16 watches"]
            process.send_signal(signal.SIGHUP)
            told_next(manager, "RELOADING=1")
            told_next(manager, "READY=1")
            while told(manager) != ["WATCHDOG=1"]:
                pass
            process.terminate()
            told_next(manager, "STOPPING=1")
            assert process.wait(20) == 0
        finally:
            process.kill()
            process.wait()
