"""Two programs of one worker_id: the second is refused, and a program that died has its id back at once."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agents.composition.program import opened
from agents.composition.running import run
from agents.composition.sole_worker import Worker, sole
from agents.measuring.tally import Tally
from monitor.errors import ConfigError, StoreError
from monitor.nlp.memory import MemoryAnnotator
from monitor.store.memory import MemoryStore
from tests.config.builders import loaded

TOLD = "worker_id 'north': is that of another program that runs: give each its own, .* --worker-id"


class Time:
    """A clock that goes on while somebody waits."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class Machines:
    """One store, and data directories on different machines."""

    def __init__(self, root: Path) -> None:
        self.root, self.store, self.time = root, MemoryStore(), Time()
        self.failures: list[BaseException] = []

    def worker(self, machine: str, worker_id: str = "north") -> Worker:
        (self.root / machine).mkdir(exist_ok=True)
        time = self.time
        return Worker(worker_id, self.root / machine, self.store, time, self.failures.append, time.sleep)

    async def dies(self, machine: str) -> None:
        """A worker there is killed: the system lifts its lock, and nobody gives up its lease."""
        release, self.store.release = self.store.release, _nothing  # type: ignore[method-assign, assignment]
        async with sole(self.worker(machine)):
            await asyncio.sleep(0)
        self.store.release = release  # type: ignore[method-assign]


async def _nothing(_worker: str) -> None:
    """Does nothing."""


@pytest.fixture
def machines(tmp_path: Path) -> Machines:
    return Machines(tmp_path)


async def test_a_second_program_on_another_machine_is_refused_while_the_first_one_runs(machines: Machines) -> None:
    async with sole(machines.worker("a")):
        with pytest.raises(ConfigError, match=TOLD):
            async with sole(machines.worker("b")):
                raise AssertionError
    assert not machines.failures
    async with sole(machines.worker("b")):
        await asyncio.sleep(0)


async def test_a_second_program_in_the_same_directory_is_refused_at_once(machines: Machines) -> None:
    async with sole(machines.worker("a")):
        await asyncio.sleep(0)
        before = machines.time.now
        with pytest.raises(ConfigError, match=TOLD):
            async with sole(machines.worker("a")):
                raise AssertionError
        assert machines.time.now == before


async def test_programs_of_different_ids_run_beside_each_other_also_in_one_directory(machines: Machines) -> None:
    async with sole(machines.worker("a")), sole(machines.worker("a", "south")), sole(machines.worker("b", "east")):
        await asyncio.sleep(0)
    assert not machines.failures


async def test_a_program_that_was_killed_has_its_id_back_without_waiting(machines: Machines) -> None:
    await machines.dies("a")
    before = machines.time.now
    async with sole(machines.worker("a")):
        assert machines.time.now == before
        await asyncio.sleep(0)


async def test_on_another_machine_the_id_of_one_that_was_killed_is_free_soon(machines: Machines) -> None:
    await machines.dies("a")
    async with sole(machines.worker("b")):
        await asyncio.sleep(0)
    assert not machines.failures


async def test_a_program_whose_id_was_taken_while_the_store_was_away_ends(machines: Machines) -> None:
    async with sole(machines.worker("a")):
        machines.time.now += timedelta(hours=1)
        assert await machines.store.claim("workers/north", "somebody else", machines.time.now, 3600)
        while not machines.failures:
            await asyncio.sleep(0)
    assert isinstance(machines.failures[0], ConfigError)


async def test_a_directory_that_cannot_be_written_to_is_named(machines: Machines) -> None:
    worker = machines.worker("a")
    (machines.root / "a" / "worker-north.lock").mkdir()
    with pytest.raises(StoreError, match="needs a data_dir it may write to"):
        async with sole(worker):
            raise AssertionError


@pytest.mark.slow(0.5)  # processes that parse
async def test_a_program_that_is_refused_has_taken_nothing_over(tmp_path: Path) -> None:
    configuration = loaded(tmp_path, None, monitor="store: memory://\nworker_id: north\n")
    async with opened(configuration, Tally(), annotator=MemoryAnnotator()) as program:
        program.log.embedded = lambda: None  # type: ignore[method-assign]
        data = configuration.settings.data_dir
        async with sole(Worker("north", data, MemoryStore(), program.clock, program.fail)):
            with pytest.raises(ConfigError, match="worker_id 'north'"):
                await run(program, once=True)
        assert await program.store.known_watches() == []
