"""Mutes as they are printed."""

from datetime import datetime

import click
from rich.console import Group
from rich.text import Text

from monitor.actions.mutes import LOOK_BACK, Standing
from monitor.alerting.attention.mutes import ends, is_in_force, named
from monitor.alerting.attention.preview import Preview
from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import counted
from monitor.records import Decision, Mute


def show(found: Preview) -> None:
    """Prints what a mute would have held."""
    days = LOOK_BACK.days
    click.echo(f"it would have held {found.held} of the {counted(found.reached, 'match', 'matches')} of {days} days")
    listed(map(_title, found.newest))


def _title(decision: Decision) -> Text:
    known = facts(("", moment(decision.at)), ("", decision.watch), ("", printable(decision.publisher)))
    return Text(f"  {printable(decision.title)}\n    {known}")


def entry_of(standing: Standing, headline: str, now: datetime) -> Group:
    """A mute in a list, with the headline of its story and how many matches it holds."""
    mute = standing.mute
    head = Text.assemble((mute.id, "bold"), "  ", printable(named(mute.matcher)))
    state = "" if is_in_force(mute, now) else f"ended {moment(mute.ended or ends(mute))}"
    who = (("by", printable(mute.author)), ("from", moment(mute.created)), ("", mute.origin))
    known = facts(*who, ("holds", standing.holds), ("", state))
    lasts = f"until {until_words(mute)}: {printable(mute.reason)}"
    return entry(head, printable(headline), lasts, Text(known, "dim"))


def until_words(mute: Mute) -> str:
    """When a mute ends."""
    return moment(ends(mute)) + (" or a change" if mute.until_changed else "")
