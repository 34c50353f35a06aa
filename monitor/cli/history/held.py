"""`wirewatch held`: what is held now, by what and until when: matches, and deliveries at receivers."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import click
from rich.console import Group
from rich.text import Text

from monitor.cli.entries import entry, facts, listed, moment, printable
from monitor.cli.options import (
    config_option,
    configuration,
    counted,
    json_option,
    store_beside,
    warn_of_unknown_watch,
)
from monitor.config.load import Part
from monitor.records import Decision, DecisionOutcome, Delivery, DeliveryState, encode
from monitor.store.base import DecisionQuery

_MOST: Final = 1_000_000


class _Held(NamedTuple):
    """What is held, the oldest first."""

    matches: Sequence[Decision] = ()
    deliveries: Sequence[Delivery] = ()

    def of(self, watch: str | None) -> "_Held":
        """That of one watch, or all."""
        return _Held(
            [each for each in self.matches if watch in (None, each.watch)],
            [each for each in self.deliveries if watch in (None, each.alert.watch)],
        )


@click.command("held")
@config_option
@click.option("--watch", help="Only what this watch found.")
@json_option("One JSON object a line: the decision on each match that is held, then each delivery.")
def held_command(directory: Path, watch: str | None, as_json: bool) -> None:
    """Shows what is held now, by what and until when; none of it is forgotten.

    Matches are held by a mute, a throttle or a cap, deliveries by quiet hours, a digest or a group of their receiver.
    """
    everything = asyncio.run(_held(directory))
    seen = {each.watch for each in everything.matches} | {each.alert.watch for each in everything.deliveries}
    warn_of_unknown_watch(directory, watch, seen)
    held = everything.of(watch)
    if as_json:
        for record in (*held.matches, *held.deliveries):
            click.echo(encode(record))
        return
    listed(map(_match, held.matches))
    listed(map(_delivery, held.deliveries))
    deliveries = counted(len(held.deliveries), "delivery", "deliveries")
    click.echo(f"{counted(len(held.matches), 'match', 'matches')} and {deliveries} held")


async def _held(directory: Path) -> _Held:
    async with store_beside(configuration(directory, frozenset({Part.STORE}))) as store:
        if store is None:
            return _Held()
        rows = await store.decisions(DecisionQuery(outcome=DecisionOutcome.HELD, receiver=""), _MOST)
        deliveries = await store.deliveries(DeliveryState.HELD, _MOST)
        return _Held([row.decision for row in reversed(rows)], list(reversed(deliveries)))


def _match(decision: Decision) -> Group:
    head = Text.assemble((f"{decision.watchlist}/{decision.watch}", "bold"), f"  {decision.reason}")
    known = facts(
        ("since", moment(decision.at)), ("until", moment(decision.until)), ("by", decision.by), ("", decision.subject)
    )
    return entry(head, printable(decision.detail), printable(decision.title), Text(known, "dim"))


def _delivery(delivery: Delivery) -> Group:
    alert, why = delivery.alert, delivery.held_for or "held"
    head = Text.assemble((f"→ {delivery.receiver}", "bold"), f"  {why}")
    known = facts(("since", moment(delivery.created)), ("until", moment(delivery.next_attempt)), ("", delivery.id))
    return entry(head, printable(f"{alert.watchlist}/{alert.watch}: {alert.title}"), Text(known, "dim"))
