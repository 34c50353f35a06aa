"""`wirewatch feeds list` and `show`: how each feed fares."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import click
import msgspec
from rich.console import Group
from rich.text import Text

from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import config_option, configuration, counted, json_option, store_beside
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.config.load import Part
from monitor.feeds.condition import Condition
from monitor.feeds.feed import Feed
from monitor.feeds.health.health import Health, health
from monitor.feeds.rhythm.pattern import Pattern, Rhythm
from monitor.feeds.state import FeedState
from monitor.feeds.websub.subscription import Subscription
from monitor.records import Record

_PARTS = frozenset({Part.FEEDS, Part.STORE})
_BARS = " ▁▂▃▄▅▆▇█"
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WELL = {Condition.OK: "green", Condition.NEVER_POLLED: "dim", Condition.WAITING: "dim"}


class Line(Record, frozen=True, kw_only=True):
    """A feed and how it fares."""

    feed: Feed
    state: FeedState | None
    health: Health
    subscription: Subscription | None


@click.command("list")
@config_option
@json_option("One JSON object a feed and line.")
@click.option("--bad", is_flag=True, help="Only feeds that are failing, silent, dead or gone.")
def list_command(directory: Path, as_json: bool, bad: bool) -> None:
    """Lists the feeds with their state and its reason; also while the program runs."""
    lines = asyncio.run(_lines(configuration(directory, _PARTS)))
    chosen = [line for line in lines if not bad or line.health.condition not in _WELL]
    if as_json:
        for line in chosen:
            click.echo(msgspec.json.encode(_row(line)))
        return
    listed(map(_entry, chosen))
    counts = Counter(str(line.health.condition) for line in lines)
    click.echo(f"{counted(len(lines), 'feed')}: {', '.join(f'{n} {state}' for state, n in counts.most_common())}")


def _entry(line: Line) -> Group:
    condition, state = line.health.condition, line.state
    head = Text.assemble((f"{condition:<12}", _WELL.get(condition, "red")), " ", (line.feed.id, "bold"))
    if state is None:
        return entry(head, line.health.reason)
    known = facts(
        ("last new", moment(state.last_new)),
        ("last success", moment(state.last_success)),
        ("next poll", moment(state.schedule.next_poll)),
        ("failed in a row", state.failures.count or ""),
    )
    return entry(head, printable(line.health.reason), Text(known, "dim"))


@click.command("show")
@config_option
@click.argument("identity", metavar="ID")
@json_option("All of it as one JSON object.")
def show_command(directory: Path, identity: str, as_json: bool) -> None:
    """Shows all that is known of one feed, its rhythm included."""
    lines = asyncio.run(_lines(configuration(directory, _PARTS)))
    found = [line for line in lines if line.feed.id == identity]
    if not found:
        raise click.ClickException(f"no feed {identity!r}; see `wirewatch feeds list`")
    if as_json:
        click.echo(msgspec.json.encode(_row(found[0]) | {"configured": found[0].feed, "known": found[0].state}))
        return
    for name, value in _whole(found[0]):
        click.echo(f"{name + ':':16}{value}")


async def _lines(configuration: Configuration) -> list[Line]:
    states, subscriptions = await _remembered(configuration)
    now = system_clock()
    return [_line(feed, states.get(feed.id), subscriptions.get(feed.id), now) for feed in configuration.feeds]


async def _remembered(configuration: Configuration) -> tuple[Mapping[str, FeedState], Mapping[str, Subscription]]:
    """What the program remembers, by feed id; nothing where it never ran, and then no file is made."""
    async with store_beside(configuration) as store:
        return (await store.feed_states(), await store.subscriptions()) if store else ({}, {})


def _line(feed: Feed, state: FeedState | None, subscription: Subscription | None, now: datetime) -> Line:
    return Line(feed=feed, state=state, health=health(feed, state, now), subscription=subscription)


def _row(line: Line) -> dict[str, object]:
    state = line.state
    return {
        "feed": line.feed.id,
        "url": state.address.url if state else line.feed.url,
        "state": line.health.condition,
        "since": line.health.since,
        "reason": line.health.reason,
        "last_success": state and state.last_success,
        "last_new": state and state.last_new,
        "next_poll": state and state.schedule.next_poll,
        "failures": state.failures.count if state else 0,
        "withheld": state.withheld if state else None,
    }


def _whole(line: Line) -> Iterator[tuple[str, object]]:
    feed, state = line.feed, line.state
    yield "feed", feed.id
    yield "title", feed.title or "-"
    yield "address", feed.url
    if state and state.address.url != feed.url:
        yield "moved to", state.address.url
    yield "state", f"{line.health.condition}, since {_long(line.health.since)}" if line.health.since else "never polled"
    yield "reason", line.health.reason
    yield "polled", "by its rhythm" if feed.by_rhythm else f"every {feed.interval:g} s"
    if state:
        yield from _polls(state)
    if line.subscription:
        yield from _hub(line.subscription)
    if state and state.rhythm:
        yield from _rhythm(state.rhythm)


def _polls(state: FeedState) -> Iterator[tuple[str, object]]:
    yield "polls", state.polls
    yield "failures", f"{state.failures.count} in a row"
    yield "last poll", _long(state.last_poll)
    yield "last success", _long(state.last_success)
    yield "last new", _long(state.last_new)
    yield "next poll", _long(state.schedule.next_poll)
    if withheld := _withheld(state):
        yield "no news", withheld
    yield "ETag", state.validators.etag or "-"
    yield "Last-Modified", state.validators.last_modified or "-"
    yield "error", state.failures.last or "-"


def _withheld(state: FeedState) -> str:
    found = state.withheld
    counts = {"repeated": found.repeated, "old": found.old, "left out as long past": found.long_past}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _hub(subscription: Subscription) -> Iterator[tuple[str, object]]:
    yield "hub", subscription.hub
    yield "subscribed", f"until {_long(subscription.until)}" if subscription.until else "not confirmed yet"
    if subscription.error:
        yield "hub said", subscription.error


def _rhythm(rhythm: Rhythm) -> Iterator[tuple[str, object]]:
    hours = Pattern(rhythm).hours
    by_hour = [sum(hours[hour::24]) for hour in range(24)]
    by_day = [sum(hours[24 * day : 24 * day + 24]) for day in range(7)]
    yield "entries a day", f"{sum(by_day) / 7:.1f}, learnt in {rhythm.days:.0f} days"
    yield "by hour, UTC", f"0 {_chart(by_hour)} 23"
    yield "by day", "  ".join(f"{name} {rate:.1f}" for name, rate in zip(_DAYS, by_day, strict=True))


def _chart(values: list[float]) -> str:
    most = max(values)
    return "".join(_BARS[round(value / most * (len(_BARS) - 1))] for value in values)


def _long(value: datetime | None) -> str:
    return moment(value) or "-"
