"""A configuration with a store beside it, and commands as a person types them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import click
from click.testing import CliRunner, Result
from msgspec.structs import replace

from monitor.alerting.renames import KnownWatch
from monitor.cli.attention.ack import ack_group
from monitor.cli.attention.feedback import feedback_group
from monitor.cli.attention.mute import mute_group
from monitor.cli.attention.token import token_group
from monitor.ledger.renames import take_over
from monitor.records import AlertKind, DecisionOutcome
from monitor.store.base import DecisionRow, Store
from monitor.store.open import open_store
from tests.config.builders import directory
from tests.store.builders import decided

T = TypeVar("T")
COMMANDS: dict[str, click.Command] = {
    "mute": mute_group,
    "ack": ack_group,
    "feedback": feedback_group,
    "token": token_group,
}


def now() -> datetime:
    """What the clock of the commands says: they ask the system's."""
    return datetime.now(UTC)


class Desk:
    """A desk whose program has run and told some alerts."""

    def __init__(self, root: Path, watchlist: str | None = None) -> None:
        files = {} if watchlist is None else {"watchlists__desk": watchlist}
        self.directory = directory(root, monitor=f"data_dir: {root}/data\n", **files)
        self.data = root / "data"

    def types(self, line: str, *more: str) -> Result:
        name, *words = line.split()
        return CliRunner().invoke(COMMANDS[name], [*words, *more, "--config", str(self.directory)])

    def store(self, act: Callable[[Store], Awaitable[T]]) -> T:
        """What `act` gives of the store, opened beside the program."""

        async def run() -> T:
            self.data.mkdir(exist_ok=True)
            store = await open_store(f"sqlite:///{self.data}/wirewatch-store.db")
            try:
                return await act(store)
            finally:
                await store.close()

        return asyncio.run(run())

    def renamed(self, old: str, new: str) -> None:
        """The program started again with the watch `old` under the id `new`."""
        for name in (old, new):
            known = [KnownWatch(watch=name, watchlist="desk", fingerprint="1")]
            self.store(lambda store, known=known: take_over(store, known, now()))  # type: ignore[misc]

    def told(self, *rows: DecisionRow) -> None:
        self.store(lambda store: store.record_decisions(rows))


def told(
    number: int = 1,
    *,
    hours_ago: float = 1,
    story: str = "s-1",
    watch: str = "truce",
    kind: AlertKind = AlertKind.FIRST,
    outcome: DecisionOutcome = DecisionOutcome.TOLD,
    by: str = "",
) -> DecisionRow:
    """The decision on a match that was told, with its alert."""
    row = decided(f"m-{number}", outcome, at=now() - timedelta(hours=hours_ago))
    assert row.alert is not None
    decision = replace(
        row.decision,
        watch=watch,
        story=story,
        title=f"Title {number}",
        publisher="Herald",
        alert=f"al-{number}",
        actors=("eu",),
        tags=("wire",),
        by=by,
    )
    return replace(row, decision=decision, alert=replace(row.alert, id=f"al-{number}", kind=kind, watch=watch))
