"""Workers: the family that runs tasks away from the event loop.

One contract suite (`tests/workers/`) runs on every member.

Raised by every member: what the task raises, WorkerDied where it took more memory than it may or ended its process,
WorkerTimeout where it took more time, and NoWorker once the workers are closed, or while none of them starts.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from monitor.records import Record

T = TypeVar("T")

Task = Callable[..., T]
"""What a worker runs: importable by name; arguments and result can be pickled."""


class Limits(Record, frozen=True, kw_only=True):
    """What one task may cost, and how long a worker process lives."""

    cpu_seconds: int | None = 5  # of a large task; a small one has less; None: only the clock counts
    wall_seconds: float = 30.0  # where the machine is busy or the worker sleeps
    start_seconds: float = 30.0  # beyond that, for a worker to start and to take the task up
    memory_bytes: int = 512 * 1024 * 1024
    memory_beyond_start: bool = True  # counted from what the worker holds once it is warm; else all its address space
    tasks: int = 500  # before a worker is replaced


class Workers(Protocol):
    """Runs tasks away from the event loop; `run` may be called for many at a time."""

    async def run(self, task: Task[T], *args: Any, size: int = 0, trusted: bool = False) -> T:
        """What `task` makes of `args`.

        Tasks wait by rank: `trusted` ones first, then by `size` in bytes, then in the order they came. `trusted` says
        that the last document from the same source was read well.
        """

    async def close(self) -> None:
        """Ends the workers, whatever they do."""
