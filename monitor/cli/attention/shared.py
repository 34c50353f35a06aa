"""What both commands need: who speaks, and the store of a program that may be running."""

import contextlib
import getpass
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.cli.options import configuration, store_beside
from monitor.config.configuration import Configuration
from monitor.config.load import EVERYTHING, Part
from monitor.config.reading.quantities import seconds
from monitor.errors import Conflict, NotThere, Refused
from monitor.store.base import Store

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _author(_context: click.Context, _option: click.Parameter, given: str | None) -> str:
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:  # a container whose user has no name
        raise click.BadParameter("this machine knows no login name; give one") from error


author_option = click.option("--author", callback=_author, help="Who says so; left out, the login name.")


def duration(_context: click.Context, _option: click.Parameter, text: str | None) -> timedelta | None:
    """A duration such as 8h, for an option's callback."""
    if text is None:
        return None
    try:
        return timedelta(seconds=seconds(text))
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{text!r} is no duration; expected one such as 90m, 8h or 7d") from error


@contextlib.contextmanager
def refusals_told() -> Iterator[None]:
    """What is refused is told as wrong usage, and what cannot be found or done now as an error."""
    try:
        yield
    except (NotThere, Conflict) as error:
        raise click.ClickException(str(error)) from error
    except Refused as error:
        raise click.UsageError(str(error)) from error


class Defaulting(click.Group):
    """A group in which what is no command is handed to the one that is named `default`."""

    default = ""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the default before what is no command."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = [self.default, *args]
        return super().parse_args(ctx, args)


@contextlib.asynccontextmanager
async def opened(directory: Path, parts: frozenset[Part] = EVERYTHING) -> AsyncIterator[tuple[Configuration, Store]]:
    """The configuration and the store, for what may be refused.

    Raises ClickException where the program has not made its store yet.
    """
    read = configuration(directory, parts)
    async with store_beside(read) as store:
        if store is None:
            raise click.ClickException("no store yet; `wirewatch run` makes it")
        with refusals_told():
            yield read, store
