"""The directory of a replay: a new one, or that of an earlier replay, which goes on."""

from datetime import datetime
from pathlib import Path
from typing import Final

import click

from monitor.config.files import digest
from monitor.errors import Unprocessable
from monitor.records import Record, decode, encode

_MARK: Final = "replay.json"
_SETTINGS: Final = "monitor.yaml"  # so that commands that look at a state look at this one, with --config
_ANOTHER: Final = "give another directory"
_WORDS: Final = "# What `wirewatch replay` made: nobody is told of it.\ndata_dir: .\n"


class Held(Record, frozen=True, kw_only=True):
    """What a directory holds a replay of."""

    begin: datetime  # articles that came from then on, UTC
    files: str  # digest of the configuration that they were replayed under


def earlier(directory: Path, begin: datetime, configuration: Path) -> Held | None:
    """The replay that `directory` holds, which goes on from where it ended; None where there is nothing in it.

    Raises ClickException where it holds anything else, or a replay that cannot go on: under another configuration, or
    of articles after `begin` only.
    """
    found = _found(directory)
    if found is None:
        return None
    if found.files != digest(configuration):
        raise click.ClickException(
            f"{directory} holds a replay under another configuration than {configuration} has now: {_ANOTHER}"
        )
    if begin < found.begin:
        raise click.ClickException(f"{directory} holds a replay from {found.begin:%Y-%m-%d %H:%M} UTC on: {_ANOTHER}")
    return found


def made(directory: Path, begin: datetime, configuration: Path) -> Held:
    """Makes `directory` for a replay; raises ClickException where that cannot be done."""
    held = Held(begin=begin, files=digest(configuration))
    try:
        directory.mkdir(parents=True, exist_ok=True)
        (directory / _SETTINGS).write_text(_WORDS, "utf-8")
        (directory / _MARK).write_bytes(encode(held))
    except OSError as error:
        raise click.ClickException(f"{directory}: {error.strerror}") from error
    return held


def _found(directory: Path) -> Held | None:
    """The replay in `directory`; None where there is nothing in it."""
    try:
        names = sorted(path.name for path in directory.iterdir())
        if not names:
            return None
        if _MARK in names:
            return decode((directory / _MARK).read_bytes(), Held)
    except FileNotFoundError:
        return None
    except (OSError, Unprocessable) as error:
        raise click.ClickException(f"{directory}: {error}") from error
    raise click.ClickException(f"{directory} is not empty and holds no replay ({names[0]} is there): {_ANOTHER}")
