"""kill -9 at random moments of the morning: nothing is missing, and nothing comes twice to who counts ids.

Which article of a story is told hangs on which feed is read first, and that on the kills; so matches are compared, and
each has come to one end.
"""

import os
import random
import statistics
import time
from pathlib import Path

import pytest

from monitor.store.open import open_store
from seeds.serve import SeedServer
from tests.kafka.clean import empty, kafka_alone
from tests.whole.installation import Installation, wait_for_line
from tests.whole.kills.accounts import Accounts, faults
from tests.whole.kills.budget import Budget
from tests.whole.kills.looking import accounts_of
from tests.whole.webhook import WebhookServer

KILLS, KILLS_A_MORNING = 20, 3
SEED = 20261005
DESK = {"desk": ""}  # the receiver, and the path at which it is told


@pytest.fixture
async def whole(tmp_path: Path) -> tuple[float, set[str], int]:
    """What an undisturbed run takes in seconds, the matches it finds, and how many articles it archives."""
    with SeedServer() as server, WebhookServer() as webhook:
        installation = Installation(server.write_config(tmp_path / "whole"), webhook=webhook)
        start = time.monotonic()
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        seconds = time.monotonic() - start
        return seconds, found(await accounts_of(installation, webhook, DESK)), await articles(installation)


def found(accounts: Accounts) -> set[str]:
    """The matches of articles that meet a watch; which others take up what was told hangs on what came first."""
    return {match.id for match in accounts.matches if match.withdrawal is None}


async def articles(installation: Installation) -> int:
    store = await open_store(f"sqlite:///{installation.directory}/data/wirewatch-store.db")
    try:
        return (await store.counts())["articles"]
    finally:
        await store.close()


@pytest.mark.slow(95)
@pytest.mark.timeout(900)
@pytest.mark.parametrize("engine", ["embedded", kafka_alone])
async def test_nothing_is_lost_and_nothing_comes_twice(
    engine: str, whole: tuple[float, set[str], int], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    seconds, expected, count = whole
    kafka: str | None = request.getfixturevalue("kafka_address") if engine == "kafka" else None
    killed, mornings, repeats = 0, 0, 0
    resumed: list[float] = []
    draw = random.Random(SEED)
    budget = Budget(KILLS)
    while budget.allows(killed):
        mornings += 1
        if kafka is not None:
            await empty(kafka)
        with SeedServer() as server, WebhookServer() as webhook:
            broker = f"kafka://{kafka}" if kafka is not None else None
            installation = Installation(server.write_config(tmp_path / str(mornings)), broker=broker, webhook=webhook)
            for number in range(KILLS_A_MORNING):
                moment = draw.uniform(0.2, seconds)  # over the time that an undisturbed run takes
                was_killed = installation.kill_after(moment)
                killed += was_killed
                if number == 0 and not was_killed:  # it was timed while the machine was busier
                    seconds = moment
            resumed += time_to_resume(installation)
            assert installation.finish("run", "--once") == 0, installation.log.read_text()
            accounts = await accounts_of(installation, webhook, DESK)
            assert faults(accounts) == []
            assert found(accounts) == expected
            assert webhook.taken == set(installation.alert_ids())
            assert await articles(installation) == count
            repeats += webhook.received.total() - len(webhook.received)
    print(
        f"\n{engine}: {killed} kills in {mornings} mornings of {count} articles and {len(expected)} matches: "
        f"0 lost, {repeats} repeated under an id already given; work resumed after "
        f"{statistics.median(resumed):.1f} s (median of {len(resumed)}, longest {max(resumed):.1f} s)"
    )


def time_to_resume(installation: Installation) -> list[float]:
    """Starts the program and kills it at its first message: the seconds until then; empty where nothing was left."""
    with installation.log.open("rb") as log:
        log.seek(0, os.SEEK_END)
        process = installation.start("run", "--once", "--verbose")
        try:
            return wait_for_line(log, b"first_message", process)
        finally:
            process.kill()
            process.wait()
