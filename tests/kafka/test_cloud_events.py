"""Programs of others read alerts off Kafka with the CloudEvents SDKs of Java and Python, and know nothing of us."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer  # type: ignore[import-untyped]
from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka_event

from seeds.serve import SeedServer
from tests.kafka.clean import empty, kafka_alone
from tests.kafka.server import HERE, JARS, resolve_jars
from tests.services.processes import check, run
from tests.whole.installation import Installation

TOPIC = "news.alerts.morning"
NO_JDK = "the program in Java is compiled as it starts: install a JDK, 17 or later (Debian: openjdk-17-jdk-headless)"


@pytest.fixture(params=[kafka_alone])
async def broker(kafka_address: str) -> str:
    await empty(kafka_address)
    return kafka_address


@pytest.fixture
def morning(broker: str, tmp_path: Path) -> Iterator[Installation]:
    """A run over the feeds of the seeds, under the name of a newsroom."""
    with SeedServer() as server:
        directory = server.write_config(tmp_path)
        with (directory / "monitor.yaml").open("a", encoding="utf-8") as monitor:
            monitor.write("installation: newsroom\n")
        installation = Installation(directory, broker=f"kafka://{broker}")
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        yield installation


@pytest.mark.kafka
@pytest.mark.slow(12)
async def test_the_sdks_of_java_and_python_read_every_alert(broker: str, morning: Installation) -> None:
    if shutil.which("javac") is None:
        pytest.fail(NO_JDK, pytrace=False)
    told = {alert["id"]: alert for alert in morning.alerts()}
    assert told
    rows = [line.split("\t") for line in _read_in_java(broker, len(told)).splitlines() if line.startswith("al-")]
    assert {row[0] for row in rows} == told.keys()
    for identity, type_, source, subject, content in rows:
        assert (type_, source) == ("io.wirewatch.alert.v2", "urn:wirewatch:newsroom:morning")
        assert (subject, content) == (told[identity]["watch"], "application/json")
    assert await _read_in_python(broker, len(told)) == told


def _read_in_java(broker: str, count: int) -> str:
    resolve_jars()
    done = run(["java", "-cp", f"{JARS}/*", str(HERE / "ReadAlerts.java"), broker, TOPIC, str(count)], 120)
    check(done)
    return done.stdout


async def _read_in_python(broker: str, count: int) -> dict[str, object]:
    consumer = AIOKafkaConsumer(TOPIC, bootstrap_servers=broker, auto_offset_reset="earliest")
    await consumer.start()
    events: dict[str, object] = {}
    try:
        while len(events) < count:
            record = await consumer.getone()
            message = KafkaMessage(dict(record.headers), record.key, record.value)
            event = from_kafka_event(message)
            assert message.headers["content-type"].startswith(b"application/cloudevents+json")
            data = event.get_data()
            events[event.get_id()] = json.loads(data) if isinstance(data, bytes | str) else data
    finally:
        await consumer.stop()
    return events
