"""kill -9 before and after what is held at receivers is planned anew: each alert ends once at each of them."""

import json
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.records import Delivery, DeliveryState
from monitor.store.open import open_store
from seeds.serve import SeedServer
from tests.whole.installation import Installation
from tests.whole.kills.budget import Budget
from tests.whole.test_holding import set_receivers
from tests.whole.test_kill import SEED

KILLS, KILLS_A_MORNING = 6, 2
LATEST = 8.0  # seconds after its start that a program is killed


def holding() -> dict[str, dict[str, Any]]:
    """A digest a minute, groups of a second, and quiet hours for the next ones."""
    now = datetime.now(UTC)
    quiet = {"tz": "UTC", "from": f"{now - timedelta(hours=1):%H:%M}", "to": f"{now + timedelta(hours=2):%H:%M}"}
    return {
        "digest": {"digest": {"cron": "* * * * *"}},
        "group": {"group_by": "story", "group_wait": "1s"},
        "quiet": {"quiet": quiet},
        "drop": {"quiet": {**quiet, "mode": "drop"}},
    }


@pytest.mark.slow(40)
@pytest.mark.timeout(900)
async def test_each_alert_ends_once_at_each_receiver_whose_timing_changes(tmp_path: Path) -> None:
    killed, mornings, draw = 0, 0, random.Random(SEED)
    budget = Budget(KILLS)
    while budget.allows(killed):
        mornings += 1
        with SeedServer() as server:
            installation = Installation(server.write_config(tmp_path / str(mornings)))
            set_receivers(installation, holding())
            for _ in range(KILLS_A_MORNING):
                killed += installation.kill_after(draw.uniform(0.2, LATEST))
            assert installation.finish("run", "--once") == 0, installation.log.read_text()
            set_receivers(installation, {name: {} for name in holding()})
            killed += installation.kill_after(draw.uniform(0.2, LATEST))
            assert installation.finish("run", "--once") == 0, installation.log.read_text()
        await each_alert_ended_once(installation)
    print(f"\n{killed} kills in {mornings} mornings: each alert ended once at each receiver")


async def each_alert_ended_once(installation: Installation) -> None:
    alerts = set(installation.alert_ids())
    rows = await ledger(installation)
    for receiver in holding():
        mine = [each for each in rows if each.receiver == receiver]
        single = {each.alert.id: each for each in mine if each.bundle is None}
        bundles = [each for each in mine if each.bundle is not None]
        assert set(single) == alerts, receiver
        assert {each.state for each in bundles} <= {DeliveryState.SENT}
        in_bundles = Counter(alert.id for each in bundles if each.bundle for alert in each.bundle.alerts)
        assert set(in_bundles.values()) <= {1}, f"{receiver}: no alert in two messages"
        assert set(in_bundles) == {name for name, each in single.items() if each.state is DeliveryState.BUNDLED}
        sent = set(in_bundles) | {name for name, each in single.items() if each.state is DeliveryState.SENT}
        assert arrived(installation, receiver) == sent
        dropped = {name for name, each in single.items() if each.state is DeliveryState.DROPPED}
        assert sent | dropped == alerts
        assert not (dropped and receiver != "drop")


async def ledger(installation: Installation) -> list[Delivery]:
    store = await open_store(f"sqlite:///{installation.directory}/data/wirewatch-store.db")
    try:
        return list(await store.deliveries(limit=100_000))
    finally:
        await store.close()


def arrived(installation: Installation, receiver: str) -> set[str]:
    """The alerts in the file of `receiver`; a kill between writing and recording writes a line twice, under one id."""
    file = next(iter(installation.directory.rglob(f"{receiver}.jsonl")), None)
    return {json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()} if file else set()
