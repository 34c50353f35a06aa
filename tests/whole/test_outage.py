"""A Kafka that is killed and away for a while: the program waits for it, and nothing is lost."""

import time
from pathlib import Path

import pytest

from seeds.serve import SeedServer
from tests.kafka.server import KafkaServer
from tests.seeds.morning import expected_alerts
from tests.whole.installation import Installation, wait_for_line
from tests.whole.webhook import WebhookServer

AWAY_SECONDS = 20.0  # longer than any one question to the broker may take


@pytest.mark.slow(28)
@pytest.mark.timeout(200)
def test_a_broker_that_is_killed_in_the_middle_of_the_morning_costs_nothing(
    kafka_to_kill: KafkaServer, tmp_path: Path
) -> None:
    kafka, expected = kafka_to_kill, sum(expected_alerts().values())
    with SeedServer() as server, WebhookServer() as webhook:
        broker = f"kafka://{kafka.address}"
        installation = Installation(server.write_config(tmp_path), broker=broker, webhook=webhook)
        installation.log.touch()
        with installation.log.open("rb") as log:
            running = installation.start("run", "--verbose")
            try:
                assert wait_for_line(log, b"first_message", running)
                kafka.kill()
                time.sleep(AWAY_SECONDS)
                assert running.poll() is None, installation.log.read_text()
                kafka.start()
                deadline = time.monotonic() + 60
                while len(webhook.taken) < expected and time.monotonic() < deadline:
                    time.sleep(0.2)
                running.terminate()
                assert running.wait(20) == 0
            finally:
                running.kill()
                running.wait()
    assert len(webhook.taken) == expected
    assert len(installation.log.read_text().splitlines()) < 100, "the client's complaints are bounded"
