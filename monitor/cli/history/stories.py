"""`wirewatch stories`: what each story said, article by article, who carried it, and what it was merged from."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import (
    config_option,
    configuration,
    counted,
    group_config_option,
    json_option,
    last_option,
    since_option,
    store_beside,
)
from monitor.config.load import Part
from monitor.records import Record, Relation, encode
from monitor.store.base import StoryEntry, StorySummary

_SHOWN = 20  # stories, where nobody says how many


class Told(Record, frozen=True, kw_only=True):
    """A story with its articles, and what else stands in its storyline."""

    story: StorySummary
    articles: tuple[StoryEntry, ...]
    also: tuple[StorySummary, ...] = ()


@click.group("stories")
@group_config_option
def stories_group() -> None:
    """What is known of stories."""


@stories_group.command("list")
@config_option
@since_option
@last_option
@json_option("One JSON object a story and line.")
def list_command(directory: Path, since: datetime | None, last: int | None, as_json: bool) -> None:
    """Lists the stories with the latest news; the one whose last article came last is last."""
    most = last if last is not None or since is not None else _SHOWN
    found = asyncio.run(_stories(directory, since, most))
    if as_json:
        _print_json(found)
        return
    listed(map(_line, found))
    click.echo(counted(len(found), "story", "stories"))


@stories_group.command("show")
@config_option
@click.argument("name", metavar="ID")
@json_option("One JSON object.")
def show_command(directory: Path, name: str, as_json: bool) -> None:
    """Shows a story, by any id that it had: its articles in order of time, what was new in each, who carried it."""
    told = asyncio.run(_told(directory, name))
    if told is None:
        raise click.ClickException(f"the store knows no story {name!r}; `wirewatch stories list` names those it knows")
    if as_json:
        _print_json([told])
        return
    if name != told.story.story:
        click.echo(f"{name} is a part of {told.story.story} by now")
    listed([_head(told), *(_article(each) for each in told.articles)])
    if told.also:
        click.echo("\nAlso in this storyline:")
        listed(map(_line, told.also))


async def _stories(directory: Path, since: datetime | None, last: int | None) -> Sequence[StorySummary]:
    async with store_beside(configuration(directory, frozenset({Part.STORE}))) as store:
        return [] if store is None else await store.stories(since, last=last)


async def _told(directory: Path, name: str) -> Told | None:
    async with store_beside(configuration(directory, frozenset({Part.STORE}))) as store:
        articles = await store.story_entries(name) if store else []
        found = await store.stories(story=articles[0].story) if store and articles else []
        if store is None or not found:
            return None
        beside = await store.stories(storyline=found[0].storyline)
        return Told(story=found[0], articles=tuple(articles), also=tuple(each for each in beside if each != found[0]))


def _print_json(records: Sequence[Record]) -> None:
    for each in records:
        click.echo(encode(each))


def _line(story: StorySummary) -> Group:
    carried = facts(
        ("", moment(story.last)),
        ("", counted(story.articles, "article")),
        ("", counted(story.publishers, "publisher")),
        ("", f"{story.independent} independent"),
    )
    return entry(Text(printable(story.title) or "(no title)", "bold"), Text(carried), Text(story.story, "dim"))


def _head(told: Told) -> Group:
    story = told.story
    lines = [Text(facts(("from", moment(story.first)), ("to", moment(story.last))))]
    publishers = dict.fromkeys(each.publisher for each in told.articles if each.publisher)
    names = printable(", ".join(publishers))
    independent = f"{counted(story.publishers, 'publisher')}, {story.independent} independent"
    lines.append(Text(f"{independent}: {names}" if names else independent))
    if story.parts:
        lines.append(Text(f"merged from {', '.join(story.parts)}"))
    return entry(Text(f"{story.story} {printable(told.articles[0].title)}", "bold"), *lines)


def _article(each: StoryEntry) -> Group:
    similar = f"{each.similarity:.2f}" if each.relation is Relation.FOLLOW_UP else ""
    head = Text(facts(("", moment(each.at)), ("", each.relation.value), ("similar by", similar)))
    lines = [Text(facts(("", printable(each.publisher)), ("", printable(each.title))))]
    if each.new:
        lines.append(Text(f"new: {printable(each.new)}"))
    if each.words:
        lines.append(Text(f"new words: {printable(', '.join(each.words))}"))
    return entry(head, *lines, Text(each.url, "dim"))
