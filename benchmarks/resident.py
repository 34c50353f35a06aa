"""How much memory processes hold (Linux)."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Held(NamedTuple):
    """What one process holds: its share of pages, each divided by the number of processes that have it (PSS)."""

    pid: int
    megabytes: float
    command: str


def now() -> int:
    """Resident bytes of this process."""
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * os.sysconf("SC_PAGESIZE")


def tree(parent: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield parent
    for task in Path(f"/proc/{parent}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from tree(int(child))


def shares(parent: int) -> list[Held]:
    """What a process and all that descend from it hold; in sum, what the machine holds for them."""
    return [_held(pid) for pid in tree(parent)]


def _held(pid: int) -> Held:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kilobytes = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    command = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return Held(pid, kilobytes / 1024, command)
