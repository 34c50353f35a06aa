"""Lists that can be read at 80 columns: an entry is a head with lines of its own below, and never a cut word."""

import io
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import click
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

T = TypeVar("T")

_CONTROL = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if code != ord("\n")}


def entry(head: Text, *lines: str | Text) -> Group:
    """One entry: its head and the lines below it, those that say nothing left out."""
    below = [Padding(shown if isinstance(shown, Text) else Text(shown), (0, 0, 0, 2)) for shown in lines if shown]
    return Group(head, *below)


def listed(entries: Iterable[RenderableType], *, width: int | None = None, err: bool = False) -> None:
    """Prints entries on the standard output (err: standard error), as wide as it is or COLUMNS says, else `width`.

    What is no terminal gets no blanks at the end of a line.
    """
    if (sys.stderr if err else sys.stdout).isatty():
        console = Console(stderr=err, highlight=False)
        for each in entries:
            console.print(each, crop=False)
        return
    for each in entries:
        page = io.StringIO()
        Console(file=page, width=None if "COLUMNS" in os.environ else width, highlight=False).print(each, crop=False)
        click.echo("\n".join(line.rstrip(" ") for line in page.getvalue().split("\n")), nl=False, err=err)


def newest(rows: Sequence[T], last: int | None) -> Sequence[T]:
    """The `last` of `rows`, which are in order of time; all for None."""
    return rows if last is None else rows[len(rows) - min(last, len(rows)) :]


def facts(*named: tuple[str, object]) -> str:
    """What is known, in one line: `next poll 2026-10-05 06:30 UTC · 3 failures`."""
    return " · ".join(f"{name} {value}" if name else str(value) for name, value in named if value not in (None, ""))


def moment(value: datetime | None) -> str:
    """A moment with its year and zone; nothing for None."""
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if value else ""


def printable(text: str) -> str:
    """`text` for a terminal: what would move the cursor is written out."""
    return text.translate(_CONTROL)
