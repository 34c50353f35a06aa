"""Tasks in this process, without limits: for tests, tools and short-lived commands."""

from typing import Any, TypeVar

from monitor.errors import NoWorker, WorkerDied
from monitor.workers.base import Task

T = TypeVar("T")


class InlineWorkers:
    """Workers without a process of their own; `run` blocks the event loop."""

    def __init__(self) -> None:
        self._closed = False

    async def run(self, task: Task[T], *args: Any, size: int = 0, trusted: bool = False) -> T:
        """See Workers."""
        if self._closed:
            raise NoWorker("the workers were closed")
        try:
            return task(*args)
        except MemoryError as error:
            raise WorkerDied("the task ran out of memory") from error

    async def close(self) -> None:
        """See Workers."""
        self._closed = True
