"""How far a backup or a restore has come, on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import DownloadColumn, Progress, TimeRemainingColumn

from monitor.backup.files import Told


@contextmanager
def bar(does: str, total: int) -> Iterator[Told]:
    """On a terminal, a bar of `total` bytes; what is given is told of the bytes that are done."""
    columns = (*Progress.get_default_columns()[:2], DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(does, total=total)
        yield lambda number: progress.advance(task, number)
