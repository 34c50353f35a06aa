"""Looks at what a program has told and held, from outside: at its store, its log, and who got its alerts."""

import asyncio
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from agents.runtime.backlog import backlog
from agents.runtime.faust_app import GROUP
from agents.topics import ALERTS, DECISIONS, MATCHES
from monitor.log.open import open_log
from monitor.notify.cloudevent import alert_of
from monitor.records import Decision, DeliveryState, Match, decode
from monitor.store.base import DecisionQuery
from monitor.store.open import open_store
from tests.whole.installation import Installation
from tests.whole.kills.accounts import Accounts
from tests.whole.kills.desk import RECEIVERS
from tests.whole.webhook import WebhookServer

PATIENCE: Final = 200.0  # seconds until all that is held is due
_ALL: Final = 1_000_000


async def until(
    condition: Callable[[], Awaitable[bool]], workers: Sequence["subprocess.Popen[bytes]"], *logs: Path
) -> None:
    """Waits until `condition` holds; where it does not, what the workers wrote into `logs` is shown."""
    deadline = time.monotonic() + PATIENCE
    while not await condition():
        assert time.monotonic() < deadline, f"it did not come to that: {_ends(logs)}"
        assert all(worker.poll() is None for worker in workers), f"a worker ended by itself: {_ends(logs)}"
        await asyncio.sleep(0.5)


def _ends(logs: Iterable[Path]) -> str:
    return "\n".join(log.read_text("utf-8")[-10_000:] for log in logs)


async def is_done(installation: Installation) -> bool:
    """Whether something came, and nothing is unread, held, to be sent, or perhaps not said yet."""
    store, log = await open_store(_store(installation)), await open_log(installation.broker, owner=False)
    try:
        unread = sum((await backlog(log, GROUP)).values())
        counts, rows = await store.delivery_counts(), await store.decisions(DecisionQuery(receiver=""), _ALL)
        is_waiting = any(row.is_held or row.unsent for row in rows)
        is_sent = bool(counts) and not counts.keys() & {DeliveryState.HELD, DeliveryState.PENDING}
        return is_sent and not is_waiting and not unread
    finally:
        await log.close()
        await store.close()


async def is_read(installation: Installation) -> bool:
    """Whether nothing in the log is unread."""
    log = await open_log(installation.broker, owner=False)
    try:
        return not any((await backlog(log, GROUP)).values())
    finally:
        await log.close()


async def matched(installation: Installation) -> set[str]:
    """The matches of articles that meet a watch.

    Which articles take up what was told without meeting it hangs on what was told first, and between the partitions of
    a topic there is no order.
    """
    return met(decode(value, Match) for value in await messages(installation, MATCHES))


def met(matches: Iterable[Match]) -> set[str]:
    """The ids of those of `matches` whose article meets the watch."""
    return {match.id for match in matches if match.withdrawal is None}


async def holds(installation: Installation) -> bool:
    """Whether matches are held, and alerts at receivers."""
    store = await open_store(_store(installation))
    try:
        rows = await store.decisions(DecisionQuery(receiver=""), _ALL)
        return any(row.is_held for row in rows) and bool(await store.receivers_holding())
    finally:
        await store.close()


PATHS: Final = {name: name for name in RECEIVERS}
"""Of the webhook, by receiver."""


async def accounts_of(installation: Installation, webhook: WebhookServer, paths: Mapping[str, str] = PATHS) -> Accounts:
    """What every account says; `paths` are those at which the receivers are told."""
    store = await open_store(_store(installation))
    try:
        rows, deliveries = await store.decisions(DecisionQuery(), _ALL), await store.deliveries(limit=_ALL)
    finally:
        await store.close()
    return Accounts(
        matches=[decode(value, Match) for value in await messages(installation, MATCHES)],
        rows=rows,
        deliveries=deliveries,
        said=[decode(value, Decision) for value in await messages(installation, DECISIONS)],
        alerts=[alert_of(value) for value in await messages(installation, ALERTS)],
        received={name: list(webhook.messages[path]) for name, path in paths.items()},
    )


async def messages(installation: Installation, topic: str) -> list[bytes]:
    """All that the topic carries, partition by partition."""
    log, found = await open_log(installation.broker, owner=False), list[bytes]()
    try:
        for at, end in (await log.end_offsets(topic)).items():
            offset = 0
            while offset < end and (read := await log.read(at, offset)):
                found += [each.value for each in read if each.value is not None]
                offset = read[-1].offset + 1
    finally:
        await log.close()
    return found


def _store(installation: Installation) -> str:
    return f"sqlite:///{installation.data}/wirewatch-store.db"
