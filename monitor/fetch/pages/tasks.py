"""Who runs a task on what strangers wrote: worker processes, or this process in tests and tools."""

from typing import Protocol, TypeVar

from monitor.fetch.pages.main_text import warm_up
from monitor.workers.pebble import Task, WorkerLimits, WorkerPool

T = TypeVar("T")


class Tasks(Protocol):
    """Runs tasks away from the event loop."""

    async def run(self, task: Task[T], body: bytes, content_type: str, url: str) -> T:
        """What `task` makes of a document.

        Raises as `task` does, and WorkerDied or WorkerTimeout where that takes more memory or time than it may.
        """

    async def close(self) -> None:
        """Ends the workers."""


class InProcessTasks:
    """Tasks without a process of their own and without limits."""

    async def run(self, task: Task[T], body: bytes, content_type: str, url: str) -> T:
        """See Tasks; blocks the event loop meanwhile."""
        return task(body, content_type, url)

    async def close(self) -> None:
        """Nothing is open."""


def open_page_tasks(*, workers: int = 1, limits: WorkerLimits | None = None) -> Tasks:
    """Worker processes for pages, which start with the first page."""
    return WorkerPool(workers=workers, limits=limits, warm_up=warm_up)
