"""Two workers on one Kafka and one store, killed while they hold: what one held the other one releases, once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from tests.kafka.clean import empty, kafka_alone
from tests.whole.installation import Installation
from tests.whole.kills.accounts import faults
from tests.whole.kills.desk import THINKS, GrowingFeed, write_config
from tests.whole.kills.looking import accounts_of, holds, is_done, until
from tests.whole.webhook import WebhookServer

MUTED: Final = timedelta(seconds=60)  # from the start; by then one of them is gone


@pytest.mark.slow(100)
@pytest.mark.timeout(600)
@pytest.mark.parametrize("engine", [kafka_alone])
async def test_what_a_worker_held_is_released_once_by_the_one_that_takes_over(
    engine: str, kafka_address: str, tmp_path: Path
) -> None:
    await empty(kafka_address)
    began = datetime.now(UTC)
    with GrowingFeed(began) as feed, WebhookServer(THINKS) as webhook:
        feed.grow()
        first, second = (
            Installation(
                write_config(tmp_path / name, began, feed, webhook, MUTED),
                broker=f"kafka://{kafka_address}",
                worker=name,
                data=tmp_path,
            )
            for name in ("first", "second")
        )
        first.output("topics", "create")
        workers = [first.start("run"), second.start("run")]
        try:
            await until(lambda: holds(first), workers)
            workers[0].kill()
            workers[0].wait()
            workers[0] = first.start("run")
            dead = workers.pop()
            dead.kill()
            dead.wait()
            await until(lambda: is_done(first), workers)
        finally:
            for worker in workers:
                worker.terminate()
                worker.wait(30)
        accounts = await accounts_of(first, webhook)
    assert faults(accounts) == []
    assert any(alert.held for alert in accounts.alerts)
