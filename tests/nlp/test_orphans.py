"""Worker processes end with the program that started them, even where it is killed."""

import asyncio
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(1)  # each: child processes

ROOT = Path(__file__).parents[2]


def is_running(process: int) -> bool:
    """Whether a process runs; one that ended and waits to be reaped does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] not in ("Z", "X")


async def test_an_idle_worker_ends_when_its_program_is_killed() -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.nlp.lone_program", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    worker = int(await program.stdout.readline())
    program.kill()
    await program.wait()
    async with asyncio.timeout(30):
        while is_running(worker):
            await asyncio.sleep(0.05)
