"""`wirewatch topics`: the topics of the log."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from agents.composition.program import create_topics
from monitor.cli.options import config_option, configuration, group_config_option, json_option, log_beside
from monitor.config.load import SETTINGS, watchlist_names
from monitor.records import Record, encode


class Told(Record, frozen=True, kw_only=True):
    """A topic as it is."""

    topic: str
    partitions: int
    messages: int  # written so far, those included that the retention has dropped
    created: bool = False  # by this command


@click.group("topics")
@group_config_option
def topics_group() -> None:
    """The topics of the log."""


@topics_group.command("list")
@config_option
@json_option("One JSON object a topic and line.")
def list_command(directory: Path, as_json: bool) -> None:
    """Lists the topics there are, with their partitions and how many messages were written to each."""
    for each in asyncio.run(_listed(directory)):
        line = f"{each.topic}  {each.partitions} partition(s)  {each.messages} messages"
        click.echo(encode(each) if as_json else line)


@topics_group.command("create")
@config_option
@json_option("One JSON object a topic and line.")
def create_command(directory: Path, as_json: bool) -> None:
    """Makes the topics that do not exist and checks the partitions of those that do. `run` does this by itself."""
    for each in asyncio.run(_created(directory)):
        state = "created" if each.created else "exists"
        click.echo(encode(each) if as_json else f"{each.topic}  {each.partitions} partition(s)  {state}")


async def _listed(directory: Path) -> Sequence[Told]:
    async with log_beside(configuration(directory, SETTINGS)) as log:
        return [
            Told(topic=name, partitions=partitions, messages=sum((await log.end_offsets(name)).values()))
            for name, partitions in sorted((await log.topics()).items())
        ]


async def _created(directory: Path) -> Sequence[Told]:
    configured = configuration(directory, SETTINGS)
    async with log_beside(configured, make=True) as log:
        made = await create_topics(log, configured.settings, watchlist_names(directory))
        return [
            Told(topic=name, partitions=partitions, messages=0, created=name in made)
            for name, partitions in sorted((await log.topics()).items())
        ]
