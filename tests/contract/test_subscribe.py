"""What `docs/subscribe.md` shows works as it stands there: on a real Kafka, and on a webhook."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer  # type: ignore[import-untyped]
from msgspec.structs import replace

from agents.topics import ALERTS, DECISIONS, alert_topic, headers, topic_specs
from monitor.log.open import open_log
from monitor.notify.cloudevent import cloud_event
from monitor.records import Alert, AlertKind, Decision, DecisionOutcome, DecisionReason, Severity, encode
from monitor.records.schemas import CLOSED
from tests.contract.programs import PAGE, Shell, block, need
from tests.kafka.clean import empty, kafka_alone
from tests.notify.builders import alert

MOMENT = datetime(2026, 10, 1, tzinfo=UTC)  # that the page goes back to
BEFORE, AFTER = MOMENT - timedelta(milliseconds=1), MOMENT + timedelta(hours=1)
YEARS = 24.0 * 365 * 20  # hours: the messages are older than they would be kept
PROGRAMS = ("# alerts.py", "# replay.py", "# hook.py")
COMMANDS = {
    "alerts": 'kcat -C -q -b "$BROKER" -t news.alerts.desk -o beginning',
    "decisions": 'kcat -C -q -b "$BROKER" -t news.decisions',
    "console": "kafka-console-consumer.sh",
    "since": 'kcat -C -q -b "$BROKER" -t news.alerts.desk -o "s@',
    "reset": "kafka-consumer-groups.sh",
    "try": "# try.sh",
    "verify": "# verify.sh",
}
GIVEN = "export BROKER="


def test_every_block_of_the_page_is_run_here() -> None:
    run = (*PROGRAMS, *COMMANDS.values(), GIVEN)
    shown = [each.text for each in PAGE.blocks if each.language in ("python", "sh")]
    assert [text for text in shown if not text.startswith(run)] == []
    assert len(shown) == len(run)


def test_the_page_names_every_enumeration_that_may_not_get_members() -> None:
    assert [kind.__name__ for kind in CLOSED if f"`{kind.__name__}`" not in PAGE.text] == []


def test_the_page_says_what_each_kind_of_alert_and_each_outcome_means() -> None:
    said = [*AlertKind, *DecisionOutcome]
    assert [member.value for member in said if f"`{member.value}`" not in PAGE.text] == []


def numbered(*numbers: int) -> list[Alert]:
    return [replace(alert(number, title=f"Alert {number}"), watchlist="desk") for number in numbers]


class Desk:
    """The topics of a program with the watchlist "desk", and what it writes there."""

    def __init__(self, broker: str) -> None:
        self.broker = broker

    async def make(self) -> None:
        await empty(self.broker)
        log = await open_log(f"kafka://{self.broker}")
        await log.create_topics(topic_specs(2, ["desk"], YEARS))
        await log.close()

    async def raise_alerts(self, *numbers: int, at: datetime = AFTER) -> None:
        events = [(each.id, cloud_event(each)) for each in numbered(*numbers)]
        for topic in (ALERTS, alert_topic("desk")):
            await self._write(topic, events, at)

    async def decide(self, *decisions: Decision) -> None:
        await self._write(DECISIONS, [(each.watch, encode(each)) for each in decisions], AFTER)

    async def _write(self, topic: str, messages: Iterable[tuple[str, bytes]], at: datetime) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self.broker) as producer:
            for key, value in messages:
                moment = int(at.timestamp() * 1000)
                await producer.send(topic, value, key.encode(), timestamp_ms=moment, headers=list(headers(topic)))


@pytest.fixture(params=[kafka_alone])
async def desk(kafka_address: str) -> Desk:
    made = Desk(kafka_address)
    await made.make()
    return made


@pytest.fixture
def shell(desk: Desk, tmp_path: Path) -> Shell:
    return Shell(tmp_path, BROKER=desk.broker)


@pytest.mark.kafka
@pytest.mark.slow(8)
async def test_the_program_in_python_tells_each_alert_once_though_it_is_killed_and_alerts_come_again(
    desk: Desk, shell: Shell
) -> None:
    program = (sys.executable, "-c", block("# alerts.py"))
    await desk.raise_alerts(1, 2, 1)
    with shell.started(*program) as running:
        assert running.lines(2) == ["al-1\thigh\tfirst\tAlert 1", "al-2\thigh\tfirst\tAlert 2"]
        await committed(desk, 3)
    await desk.raise_alerts(2, 3)
    with shell.started(*program) as running:
        assert running.lines(1) == ["al-3\thigh\tfirst\tAlert 3"]


@pytest.mark.kafka
@pytest.mark.slow(4)
async def test_kcat_shows_the_alerts_of_a_watchlist_in_their_order(desk: Desk, shell: Shell) -> None:
    need("kcat", "jq")
    await desk.raise_alerts(*range(1, 10))
    done = shell.run(block(COMMANDS["alerts"]))
    assert done.stdout.splitlines() == [f"al-{number}\thigh\tAlert {number}" for number in range(1, 10)], done.stderr


@pytest.mark.kafka
@pytest.mark.slow(4)
async def test_kcat_shows_what_was_held_or_not_told_and_why(desk: Desk, shell: Shell) -> None:
    need("kcat", "jq")
    told = decision("a", DecisionOutcome.TOLD, DecisionReason.FIRST_IN_STORY)
    held = replace(decision("a", DecisionOutcome.HELD, DecisionReason.MUTED), until=AFTER)
    await desk.decide(told, held, decision("b", DecisionOutcome.NOT_TOLD, DecisionReason.SHADOW_WATCH))
    done = shell.run(block(COMMANDS["decisions"]))
    assert sorted(done.stdout.splitlines()) == [
        "a\theld\tmuted\t2026-10-01T01:00:00Z\tTalks begin",
        "b\tnot told\tshadow watch\t\tTalks begin",
    ], done.stderr


def decision(watch: str, outcome: DecisionOutcome, reason: DecisionReason) -> Decision:
    return Decision(
        id=f"dc-{watch}-{outcome}",
        subject="m-1",
        outcome=outcome,
        reason=reason,
        watch=watch,
        watchlist="desk",
        severity=Severity.HIGH,
        story="s-1",
        article="a-1",
        title="Talks begin",
        at=MOMENT,
    )


@pytest.mark.kafka
@pytest.mark.slow(10)
async def test_the_console_consumer_of_kafka_shows_the_events(desk: Desk, shell: Shell) -> None:
    await desk.raise_alerts(1, 2)
    with shell.with_kafka_tools().started("sh", "-c", block(COMMANDS["console"])) as running:
        assert [json.loads(line) for line in running.lines(2)] == [
            json.loads(cloud_event(each)) for each in numbered(1, 2)
        ]


@pytest.mark.kafka
@pytest.mark.slow(5)
async def test_one_may_begin_at_a_moment(desk: Desk, shell: Shell) -> None:
    need("kcat", "jq")
    await desk.raise_alerts(1, 2, 3, at=BEFORE)
    await desk.raise_alerts(4, at=MOMENT)
    await desk.raise_alerts(5, 6)
    done = shell.run(block(COMMANDS["since"]))
    assert done.stdout.splitlines() == ["al-4", "al-5", "al-6"], done.stderr
    done = shell.python(block("# replay.py"), "2026-10-01T00:00:00+00:00")
    assert sorted(done.stdout.splitlines()) == ["al-4", "al-5", "al-6"], done.stderr
    done = shell.python(block("# replay.py"), "2026-10-02T00:00:00+00:00")
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


@pytest.mark.kafka
@pytest.mark.slow(12)
async def test_a_group_goes_back_and_is_told_nothing_twice(desk: Desk, shell: Shell) -> None:
    program = (sys.executable, "-c", block("# alerts.py"))
    await desk.raise_alerts(1, at=BEFORE)
    await desk.raise_alerts(2, 3)
    with shell.started(*program, killed=False) as running:
        assert len(running.lines(3)) == 3
        await committed(desk, 3)
    done = shell.with_kafka_tools().run(block(COMMANDS["reset"]))
    assert done.returncode == 0, done.stdout + done.stderr
    await committed(desk, 1)
    await desk.raise_alerts(4)
    with shell.started(*program) as running:
        assert running.lines(1) == ["al-4\thigh\tfirst\tAlert 4"]


async def committed(desk: Desk, offset: int) -> None:
    """Returns once the group of the page has committed `offset`."""
    log = await open_log(f"kafka://{desk.broker}")
    try:
        for _ in range(600):
            if offset in (await log.committed("my-program", alert_topic("desk"))).values():
                return
    finally:
        await log.close()
    pytest.fail(f"{offset} is not committed")
