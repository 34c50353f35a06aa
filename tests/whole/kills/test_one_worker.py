"""kill -9 at random moments while alerts are held everywhere: nothing is lost, and nothing is told twice."""

import os
import random
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from tests.kafka.clean import empty, kafka_alone
from tests.whole.installation import Installation
from tests.whole.kills.accounts import Accounts, faults
from tests.whole.kills.budget import Budget
from tests.whole.kills.desk import THINKS, GrowingFeed, write_config
from tests.whole.kills.looking import accounts_of, is_done, until
from tests.whole.webhook import WebhookServer

KILLS: Final = int(os.environ.get("WIREWATCH_TEST_KILLS", "50"))  # of each engine; fewer while it is worked on
GROWING: Final = 0.5  # of the kills, after which nothing new comes
SOONER: Final = 0.9  # of the time in which it is killed, after a run that had ended by itself
SEED: Final = 20261129


@pytest.fixture
async def whole(tmp_path: Path) -> tuple[float, set[str]]:
    """What an undisturbed run takes in seconds, and the matches that it tells, at once or once they are due."""
    began = datetime.now(UTC)
    with GrowingFeed(began) as feed, WebhookServer() as webhook:
        installation = Installation(_configuration(tmp_path / "whole", began, feed, webhook))
        feed.grow()
        start = time.monotonic()
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        seconds = time.monotonic() - start
        accounts = await accounts_of(installation, webhook)
    assert accounts.held, "some of it is held"
    return seconds, accounts.shown | accounts.held


@pytest.mark.slow(130)
@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine", ["embedded", kafka_alone])
async def test_what_is_held_goes_out_once_wherever_the_program_is_killed(
    engine: str, whole: tuple[float, set[str]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seconds, told = whole
    broker: str | None = None
    if engine == "kafka":
        address = request.getfixturevalue("kafka_address")
        await empty(address)
        broker = f"kafka://{address}"
    began = datetime.now(UTC)
    draw = random.Random(SEED)
    killed, starts = 0, 0
    with GrowingFeed(began) as feed, WebhookServer(THINKS) as webhook:
        installation = Installation(_configuration(tmp_path / "desk", began, feed, webhook), broker=broker)
        a_kill = -(-len(feed.items) // max(1, int(KILLS * GROWING)))
        budget = Budget(KILLS)
        while budget.allows(killed):
            feed.grow(a_kill)
            starts += 1
            is_killed = installation.kill_after(draw.uniform(0.2, seconds))
            killed += is_killed
            seconds *= 1.0 if is_killed else SOONER
        feed.grow()
        accounts = await after_all_is_due(installation, webhook)
    assert faults(accounts) == []
    assert accounts.shown == told
    print(summary(engine, killed, starts, accounts))


def _configuration(target: Path, began: datetime, feed: GrowingFeed, webhook: WebhookServer) -> Path:
    """One partition: of two matches that tell the same the first is told, and only within a partition one is first."""
    return write_config(target, began, feed, webhook, partitions=1)


async def after_all_is_due(installation: Installation, webhook: WebhookServer) -> Accounts:
    """Runs the program until nothing is held any more; what was told and recorded by then."""
    assert installation.finish("run", "--once") == 0, installation.log.read_text()
    process = installation.start("run")
    try:
        await until(lambda: is_done(installation), [process])
    finally:
        process.terminate()
        process.wait(30)
    return await accounts_of(installation, webhook)


def summary(engine: str, killed: int, starts: int, accounts: Accounts) -> str:
    matches = Counter(str(row.decision.outcome) for row in accounts.on_matches.values())
    bundles = Counter(each.receiver for each in accounts.deliveries if each.bundle)
    alerts = {alert.id for alert in accounts.alerts}
    return (
        f"\n{engine}: {killed} kills in {starts} starts; {len(accounts.on_matches)} matches ({_listed(matches)}), "
        f"{len(alerts)} alerts, {sum(1 for alert in accounts.alerts if alert.held)} of them tell what was held; "
        f"messages with several alerts: {_listed(bundles)}; "
        f"0 lost, 0 told twice, {accounts.repeats} repeated under an id already given"
    )


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
