"""What happens in a worker process: it bounds itself, and each task that it runs."""

import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from monitor.workers.base import Limits, Task

T = TypeVar("T")

OUT_OF_MEMORY = 77  # exit code of a worker that reached its memory limit

_STATM = Path("/proc/self/statm")


def prepare(limits: Limits, warm_up: Callable[[], object]) -> None:
    """Once in every process: loads all that a task may load, and bounds the address space."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not limits.memory_beyond_start:
        _bound(limits.memory_bytes)
        warm_up()
        return
    warm_up()
    if _STATM.exists():  # Linux; elsewhere RLIMIT_AS is not kept to, and time limits must do
        in_use = int(_STATM.read_text().split()[0]) * resource.getpagesize()
        _bound(in_use + limits.memory_bytes)


def run(task: Task[T], args: tuple[Any, ...], cpu_seconds: int | None) -> T:
    """One task. The kernel ends the process (SIGXCPU) when its CPU time is used up; so does want of memory."""
    if cpu_seconds is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + cpu_seconds, hard))
    try:
        return task(*args)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _bound(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
