"""`wirewatch deadletters`: what could not be handled, why, and once more."""

import asyncio
from datetime import datetime
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from agents.topics import DEADLETTERS, headers
from monitor.cli.entries import entry, facts, listed, moment, newest, printable
from monitor.cli.options import (
    config_option,
    configuration,
    counted,
    group_config_option,
    json_option,
    last_option,
    log_beside,
    since_option,
)
from monitor.config.load import SETTINGS
from monitor.errors import Unprocessable
from monitor.log.base import Log
from monitor.log.tail import tail
from monitor.records import DeadLetter, decode, encode


@click.group("deadletters")
@group_config_option
def deadletters_group() -> None:
    """What could not be handled: the raw message, where it came from and why."""


@deadletters_group.command("list")
@config_option
@since_option
@last_option
@json_option("One JSON object a dead letter and line.")
def list_command(directory: Path, since: datetime | None, last: int | None, as_json: bool) -> None:
    """Lists the dead letters, the oldest first."""
    letters = [letter for letter in asyncio.run(_letters(directory)).values() if since is None or letter.at >= since]
    shown_letters = newest(letters, last)
    if as_json:
        for letter in shown_letters:
            click.echo(encode(letter))
        return
    if not letters:
        click.echo("0 dead letters: whatever came could be handled")
        return
    listed(map(_entry, shown_letters))
    click.echo(counted(len(letters), "dead letter"))


def _entry(letter: DeadLetter) -> Group:
    place = f"{letter.topic}/{letter.partition}@{letter.offset}"
    head = Text.assemble((str(letter.reason), "red"), "  ", (letter.id, "bold"))
    known = facts(("", moment(letter.at)), ("agent", letter.agent), ("from", place))
    return entry(head, printable(letter.error), Text(known, "dim"))


@deadletters_group.command("show")
@config_option
@click.argument("identity", metavar="ID")
@click.option("--raw", is_flag=True, help="The message byte for byte, which may do strange things to a terminal.")
@json_option("All of it as one JSON object.")
def show_command(directory: Path, identity: str, raw: bool, as_json: bool) -> None:
    """Shows one dead letter whole: the error with its stack, and the message as it came."""
    letter = _one(asyncio.run(_letters(directory)), identity)
    if as_json:
        click.echo(encode(letter))
        return
    click.echo(f"{letter.id}  {letter.reason}\nagent {letter.agent}, {moment(letter.at)}")
    click.echo(f"from {letter.topic}, partition {letter.partition}, offset {letter.offset}, key {letter.key!r}")
    click.echo(f"{letter.error}\n{letter.trace}")
    click.echo(letter.value if raw else printable(letter.value.decode("utf-8", "backslashreplace")))


@deadletters_group.command("replay")
@config_option
@click.argument("identities", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every dead letter.")
def replay_command(directory: Path, identities: tuple[str, ...], everything: bool) -> None:
    """Puts messages back on the topics they came from, to be handled once more; their dead letters are then closed.

    A message that fails again becomes a new dead letter.
    """
    if everything == bool(identities):
        raise click.UsageError("name the dead letters to replay, or say --all")
    click.echo(f"{asyncio.run(_replay(directory, identities))} messages replayed")


async def _letters(directory: Path) -> dict[str, DeadLetter]:
    async with log_beside(configuration(directory, SETTINGS)) as log:
        return await _read(log)


async def _read(log: Log) -> dict[str, DeadLetter]:
    """The open dead letters by id: one written twice, since a crash came between, stands here once.

    A message without a value says that the dead letter of that key was replayed.
    """
    letters: dict[str, DeadLetter] = {}
    async for record in tail(log, DEADLETTERS):
        if not record.value:
            letters.pop((record.key or b"").decode("utf-8", "replace"), None)
            continue
        try:
            letter = decode(record.value, DeadLetter)
        except Unprocessable as error:
            click.echo(f"skipped {record.topic}/{record.partition}@{record.offset}: {error}", err=True)
        else:
            letters[letter.id] = letter
    return letters


async def _replay(directory: Path, identities: tuple[str, ...]) -> int:
    async with log_beside(configuration(directory, SETTINGS)) as log:
        letters = await _read(log)
        chosen = [_one(letters, identity) for identity in identities] or list(letters.values())
        for letter in chosen:
            await log.produce(
                letter.topic, letter.key, letter.value, partition=letter.partition, headers=headers(letter.topic)
            )
            await log.produce(DEADLETTERS, letter.id.encode(), None)
        return len(chosen)


def _one(letters: dict[str, DeadLetter], identity: str) -> DeadLetter:
    found = [letter for name, letter in letters.items() if name.startswith(identity)]
    if len(found) != 1:
        several = f"{len(found)} dead letters begin" if found else "no dead letter begins"
        raise click.ClickException(f"{several} with {identity!r}; see `wirewatch deadletters list`")
    return found[0]
