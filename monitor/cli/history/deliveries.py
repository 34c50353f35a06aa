"""`wirewatch deliveries`: which alert went to which receiver, what waits or is held, and what failed and why."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from monitor.actions.deliveries import Retried, retry
from monitor.cli.entries import listed, newest
from monitor.cli.history.delivery import row, whole
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
from monitor.clock import system_clock
from monitor.config.load import Part
from monitor.errors import NotThere
from monitor.records import Delivery, DeliveryState, encode

_MOST = 1_000_000  # of the ledger; retention keeps it far smaller
_ID = click.argument("names", metavar="ID…", nargs=-1)


@click.group("deliveries")
@group_config_option
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
        _print_json(shown)
        return
    listed(map(row, shown))
    click.echo(f"{len(shown)} of {len(ledger)} deliveries in the ledger" + (f" that are {state}" if state else ""))


@deliveries_group.command("show")
@config_option
@click.argument("name", metavar="ID")
@json_option("One JSON object a delivery and line.")
def show_command(directory: Path, name: str, as_json: bool) -> None:
    """Shows all that is known of a delivery, or of those of an alert; of a bundle, what it holds."""
    ledger = asyncio.run(_ledger(directory))
    found = [each for each in ledger if name in (each.id, each.alert.id) and (each.id == name or not each.bundle)]
    if not found:
        raise click.ClickException(f"the ledger has no delivery {name!r}, nor one of such an alert")
    if as_json:
        _print_json(found)
        return
    parts = {each.id: [part for part in ledger if part.bundled_in == each.id] for each in found}
    listed(whole(each, parts[each.id]) for each in found)


@deliveries_group.command("retry")
@config_option
@_ID
@click.option("--failed", is_flag=True, help="All that have failed.")
@click.option("--receiver", help="Of these, only those to this receiver.")
def retry_command(directory: Path, names: tuple[str, ...], failed: bool, receiver: str | None) -> None:
    """Sends again what has failed or was dropped, while the program runs or once it does; quiet hours still hold."""
    if bool(names) is failed:
        raise click.UsageError("give the ids of deliveries, or --failed for all that have failed")
    moved, left = asyncio.run(_retry(directory, names, receiver))
    for each in left:
        click.echo(f"{each.id} is {each.state.value}: only what has failed or was dropped is sent again", err=True)
    click.echo(f"{counted(moved, 'delivery', 'deliveries')} to send again")
    if left:
        raise click.exceptions.Exit(1)


async def _ledger(directory: Path, state: str | None = None) -> Sequence[Delivery]:
    """The oldest first; empty where the program never ran."""
    async with store_beside(configuration(directory, frozenset({Part.STORE}))) as store:
        return [] if store is None else list(reversed(await store.deliveries(state, _MOST)))


async def _retry(directory: Path, names: Sequence[str], receiver: str | None) -> Retried:
    async with store_beside(configuration(directory, frozenset({Part.STORE}))) as store:
        try:
            return await retry(store, names, receiver, system_clock()) if store else Retried(0, ())
        except NotThere as error:
            raise click.ClickException(str(error)) from error


def _print_json(deliveries: Sequence[Delivery]) -> None:
    for delivery in deliveries:
        click.echo(encode(delivery))
