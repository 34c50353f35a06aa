"""The mute that a person asks for."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

import click

from monitor.alerting.attention.mutes import ends, is_in_force, new_mute
from monitor.cli.attention.shared import is_of_one_story
from monitor.clock import system_clock
from monitor.records import Mute, MuteMatcher
from monitor.store.base import DecisionRow

_COMMAND: Final = "command"


class Asked(NamedTuple):
    """What a person says of a mute."""

    lasts: timedelta | None
    until: datetime | None
    until_changed: bool
    reason: str
    author: str


def mute_asked(matcher: MuteMatcher, asked: Asked) -> Mute:
    """The mute that is asked for now; raises UsageError for one that cannot be."""
    now = system_clock()
    try:
        return new_mute(
            matcher,
            until=asked.until if asked.lasts is None else now + asked.lasts,
            until_changed=asked.until_changed,
            reason=asked.reason,
            author=asked.author,
            now=now,
            origin=_COMMAND,
        )
    except (ValueError, OverflowError) as error:
        raise click.UsageError(str(error)) from error


def matcher_of(row: DecisionRow) -> MuteMatcher:
    """What a mute of the alert of `row` is about: its watch in its story; of no single story, its watch."""
    story = row.decision.story if is_of_one_story(row) else None
    return MuteMatcher(watch=row.decision.watch, story=story)


def is_same(known: Mute, asked: Mute) -> bool:
    """Whether `known`, in force, does what is `asked` for: about the same, and as long or until later."""
    alike = known.matcher == asked.matcher and known.until_changed == asked.until_changed
    as_long = known.until - known.created == asked.until - asked.created or ends(known) >= ends(asked)
    return alike and as_long and is_in_force(known, asked.created)
