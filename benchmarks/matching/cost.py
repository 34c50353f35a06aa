"""What a piece of work costs."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

_PAGE = 4096
_Made = TypeVar("_Made")


class Cost(NamedTuple):
    """Processor seconds, and by how many megabytes the process has grown."""

    seconds: float
    megabytes: float


def resident() -> float:
    """The memory of this process, in megabytes."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE / 1e6


def measured(work: Callable[[], _Made]) -> tuple[_Made, Cost]:
    """What `work` makes, and what that costs."""
    gc.collect()
    before, begun = resident(), time.process_time()
    made = work()
    seconds = time.process_time() - begun
    gc.collect()
    return made, Cost(seconds, resident() - before)
