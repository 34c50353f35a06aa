"""Two workers on one Kafka and one store share the work; when one is killed, the other one finishes it."""

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from seeds.serve import SeedServer
from tests.kafka.clean import empty, kafka_alone
from tests.seeds.morning import expected_alerts
from tests.whole.installation import Installation, wait_for_line
from tests.whole.webhook import WebhookServer

SECONDS = 120  # until the survivor must have finished: a session timeout and the work itself


@pytest.mark.parametrize("engine", [kafka_alone])
@pytest.mark.slow(17)
@pytest.mark.timeout(400)
async def test_when_one_worker_is_killed_the_other_finishes_the_morning(
    engine: str, kafka_address: str, tmp_path: Path
) -> None:
    await empty(kafka_address)
    broker, expected = f"kafka://{kafka_address}", sum(expected_alerts().values())
    with SeedServer() as server, WebhookServer() as webhook:
        first, second = (
            Installation(
                server.write_config(tmp_path / name), broker=broker, webhook=webhook, worker=name, data=tmp_path
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
                deadline = time.monotonic() + SECONDS
                while len(webhook.taken) < expected and time.monotonic() < deadline:
                    await asyncio.sleep(0.2)
                workers[1].terminate()
                assert workers[1].wait(20) == 0
            finally:
                for worker in workers:
                    worker.kill()
                    worker.wait()
    assert len(webhook.taken) == expected, second.log.read_text()
