"""Two workers on one Kafka and one store share the work; when one is killed, the other one finishes it."""

import os
import signal
from pathlib import Path

import pytest

from seeds.serve import SeedServer
from tests.kafka.clean import empty, kafka_alone
from tests.seeds.morning import expected_alerts
from tests.whole.installation import Installation, wait_for_line
from tests.whole.kills.looking import is_done, matched, until
from tests.whole.webhook import WebhookServer


@pytest.mark.parametrize("engine", [kafka_alone])
@pytest.mark.slow(17)
@pytest.mark.timeout(400)
async def test_when_one_worker_is_killed_the_other_finishes_the_morning(
    engine: str, kafka_address: str, tmp_path: Path
) -> None:
    await empty(kafka_address)
    with SeedServer() as server, WebhookServer() as webhook:
        alone = Installation(server.write_config(tmp_path / "alone"))
        assert alone.finish("run", "--once") == 0, alone.log.read_text()
        expected = await matched(alone)
        first, second = (
            Installation(
                server.write_config(tmp_path / name),
                broker=f"kafka://{kafka_address}",
                webhook=webhook,
                worker=name,
                data=tmp_path / "data",
            )
            for name in ("first", "second")
        )
        first.output("topics", "create")
        second.log.touch()
        with second.log.open("rb") as log:
            workers = [first.start("run", "--verbose"), second.start("run", "--verbose")]
            try:
                assert wait_for_line(log, b"first_message", workers[1])
                os.kill(workers[0].pid, signal.SIGKILL)
                await until(lambda: has_finished(second, expected), workers[1:], second.log)
                workers[1].terminate()
                assert workers[1].wait(20) == 0
            finally:
                for worker in workers:
                    worker.kill()
                    worker.wait()
        assert await matched(second) == expected
        assert {alert["watch"] for alert in second.alerts()} == expected_alerts().keys()
        assert webhook.taken == set(second.alert_ids())


async def has_finished(installation: Installation, expected: set[str]) -> bool:
    """Whether all of `expected` is matched, decided on and told."""
    return await matched(installation) >= expected and await is_done(installation)
