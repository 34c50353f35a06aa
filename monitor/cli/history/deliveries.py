"""`wirewatch deliveries`: which alert went to which receiver, which waits, and which failed and why."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.console import Group
from rich.text import Text

from monitor.cli.entries import entry, facts, listed, moment, newest, printable
from monitor.cli.options import config_option, configuration, json_option, last_option, since_option, store_beside
from monitor.config.load import Part
from monitor.records import Delivery, DeliveryState, encode

_COLOURS = {DeliveryState.PENDING: "yellow", DeliveryState.SENT: "green", DeliveryState.FAILED: "red"}
_MOST = 1_000_000  # of the ledger; retention keeps it far smaller


@click.group("deliveries")
def deliveries_group() -> None:
    """The ledger of deliveries."""


@deliveries_group.command("list")
@config_option
@click.option("--state", type=click.Choice([each.value for each in DeliveryState]), help="Only those in this state.")
@click.option("--receiver", help="Only those to this receiver.")
@since_option
@last_option
@json_option("One JSON object a delivery and line.")
def list_command(
    directory: Path, state: str | None, receiver: str | None, since: datetime | None, last: int | None, as_json: bool
) -> None:
    """Lists deliveries with their state and, where it went wrong, the reason; the oldest first."""
    ledger = asyncio.run(_ledger(directory, state))
    to_receiver = [each for each in ledger if receiver in (None, each.receiver)]
    shown = newest([each for each in to_receiver if since is None or each.created >= since], last)
    if as_json:
        for delivery in shown:
            click.echo(encode(delivery))
        return
    listed(map(_entry, shown))
    click.echo(f"{len(shown)} of {len(ledger)} deliveries in the ledger" + (f" that are {state}" if state else ""))


async def _ledger(directory: Path, state: str | None) -> Sequence[Delivery]:
    """The oldest first; empty where the program never ran."""
    async with store_beside(configuration(directory, frozenset({Part.STORE}))) as store:
        return [] if store is None else list(reversed(await store.deliveries(state, _MOST)))


def _entry(delivery: Delivery) -> Group:
    alert = delivery.alert
    head = Text.assemble(
        (f"{delivery.state:<7}", _COLOURS[delivery.state]), " ", (delivery.receiver, "bold"), "  ", alert.id
    )
    waits = delivery.state is DeliveryState.PENDING
    known = facts(
        ("made", moment(delivery.created)),
        ("sent", moment(delivery.sent)),
        ("next attempt", moment(delivery.next_attempt) if waits else ""),
        ("attempts", delivery.attempts),
    )
    title = Text(printable(f"{alert.watchlist}/{alert.watch}: {alert.title}"))
    return entry(head, Text(printable(delivery.error), "red"), title, Text(known, "dim"))
