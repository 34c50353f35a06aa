"""`wirewatch deadletters`: what could not be handled, why, and once more."""

import asyncio
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from agents.topics import DEADLETTERS
from monitor.cli.options import config_option, configuration, log_beside
from monitor.log.base import Log
from monitor.log.tail import tail
from monitor.records import DeadLetter, decode

REPLAYED = "wirewatch-replayed"  # header of a message that was replayed: the id of its dead letter


@click.group("deadletters")
def deadletters_group() -> None:
    """What could not be handled: the raw message, where it came from and why."""


@deadletters_group.command("list")
@config_option
def list_command(directory: Path) -> None:
    """Lists the dead letters, the oldest first."""
    letters = asyncio.run(_letters(directory))
    table = Table("id", "when", "agent", "from", "reason", "error", title=f"{len(letters)} dead letters")
    for letter in letters.values():
        place = f"{letter.topic}/{letter.partition}@{letter.offset}"
        table.add_row(letter.id, f"{letter.at:%Y-%m-%d %H:%M:%S}", letter.agent, place, letter.reason, letter.error)
    Console().print(table)


@deadletters_group.command("show")
@config_option
@click.argument("identity", metavar="ID")
def show_command(directory: Path, identity: str) -> None:
    """Shows one dead letter whole: the error with its stack, and the message as it came."""
    letter = _one(asyncio.run(_letters(directory)), identity)
    click.echo(f"{letter.id}  {letter.reason}\nagent {letter.agent}, {letter.at:%Y-%m-%d %H:%M:%S} UTC")
    click.echo(f"from {letter.topic}, partition {letter.partition}, offset {letter.offset}, key {letter.key!r}")
    click.echo(f"{letter.error}\n{letter.trace}")
    click.echo(letter.value)


@deadletters_group.command("replay")
@config_option
@click.argument("identities", metavar="[ID]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every dead letter.")
def replay_command(directory: Path, identities: tuple[str, ...], everything: bool) -> None:
    """Puts messages back on the topics they came from, to be handled once more."""
    if everything == bool(identities):
        raise click.UsageError("name the dead letters to replay, or say --all")
    click.echo(f"{asyncio.run(_replay(directory, identities))} messages replayed")


async def _letters(directory: Path) -> dict[str, DeadLetter]:
    async with log_beside(configuration(directory)) as log:
        return await _read(log)


async def _read(log: Log) -> dict[str, DeadLetter]:
    """Every dead letter by id: what was buried twice, since a crash came between, stands here once."""
    letters = [decode(record.value or b"", DeadLetter) async for record in tail(log, DEADLETTERS)]
    return {letter.id: letter for letter in letters}


async def _replay(directory: Path, identities: tuple[str, ...]) -> int:
    async with log_beside(configuration(directory)) as log:
        letters = await _read(log)
        chosen = [_one(letters, identity) for identity in identities] or list(letters.values())
        for letter in chosen:
            headers = ((REPLAYED, letter.id.encode()),)
            await log.produce(letter.topic, letter.key, letter.value, partition=letter.partition, headers=headers)
        return len(chosen)


def _one(letters: dict[str, DeadLetter], identity: str) -> DeadLetter:
    found = [letter for name, letter in letters.items() if name.startswith(identity)]
    if len(found) != 1:
        raise click.ClickException(
            f"{len(found)} dead letters are called {identity!r}; see `wirewatch deadletters list`"
        )
    return found[0]
