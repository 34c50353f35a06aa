"""What the commands share that take a watch in one line: how they say what is wrong with it."""

from pathlib import Path

import click

from monitor.config.question import ID, asked
from monitor.errors import ConfigError
from monitor.match.watchlist import Watch, Watchlist

watchlist_option = click.option(
    "--watchlist", metavar="NAME", help="Whose actors, groups and terms the line speaks of; left out, those of all."
)


def asked_watch(line: str, directory: Path, watchlist: str | None) -> tuple[Watchlist, Watch]:
    """The watch of `line` in its watchlist. Raises ClickException (exit 2) that points at what is wrong."""
    try:
        made = asked(line, directory, watchlist).watchlist
    except ConfigError as error:
        raise refused(line, error) from error
    return made, made.watches[0]


def refused(line: str, error: ConfigError) -> Exception:
    """`error` as it is told of a line: the line, and below it a mark with what was expected; others as they are."""
    if any(mistake.file != ID for mistake in error.mistakes):
        return error
    shown = " ".join(line.splitlines())
    marks = (f"{' ' * ((each.line or 1) - 1)}^ column {each.line}: {each.problem}" for each in error.mistakes)
    return _Refused("\n".join([f"\n{shown}", *marks]))


def is_file(source: str) -> bool:
    """Whether a watchlist in a file is meant."""
    return source.endswith((".yaml", ".yml"))


class _Refused(click.ClickException):
    exit_code = 2
