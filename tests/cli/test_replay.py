"""`wirewatch replay` where it refuses, as a person types it; `tests/whole/test_replay.py` has it at work."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from agents.topics import topic_specs
from monitor.cli.main import cli
from monitor.cli.replay.directory import made
from monitor.cli.replay.told import OfReceiver, shown, told
from monitor.log.open import open_log
from monitor.records import DecisionOutcome, DeliveryState
from monitor.store.memory import MemoryStore
from tests.config.builders import directory
from tests.store.builders import NOON, alert, decided, delivery, minutes


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration whose program has run and found no article."""
    root = directory(tmp_path)

    async def run() -> None:
        log = await open_log(f"sqlite:///{root}/data/wirewatch-log.db")
        await log.create_topics(topic_specs(1, [], 24))
        await log.close()

    asyncio.run(run())
    return root


def types(config: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["replay", "--config", str(config), *words])


def mark(target: Path, config: Path, begin: datetime) -> Path:
    """A directory with a replay of `config` as it is."""
    made(target, begin, config)
    return target


def test_a_directory_with_anything_else_in_it_is_refused_and_left_as_it_is(config: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "thesis.txt").write_text("chapter one")
    refused = types(config, "--from", "7d", "--into", str(tmp_path / "papers"))
    assert refused.exit_code == 1
    assert "is not empty and holds no replay (thesis.txt is there): give another directory" in refused.stderr
    assert [path.name for path in (tmp_path / "papers").iterdir()] == ["thesis.txt"]


def test_the_data_of_the_running_program_is_refused(config: Path) -> None:
    refused = types(config, "--from", "7d", "--into", str(config / "data"))
    assert refused.exit_code == 1
    assert "is not empty and holds no replay" in refused.stderr


def test_a_replay_does_not_go_on_under_another_configuration(config: Path, tmp_path: Path) -> None:
    target = mark(tmp_path / "second", config, datetime.now(UTC) - timedelta(days=7))
    (config / "watchlists" / "desk.yaml").write_text("watches:\n  - {id: truce, when: {keyword: talks}}\n")
    refused = types(config, "--from", "6d", "--into", str(target))
    assert refused.exit_code == 1
    assert "holds a replay under another configuration" in refused.stderr


def test_a_replay_does_not_go_back(config: Path, tmp_path: Path) -> None:
    target = mark(tmp_path / "second", config, datetime(2026, 10, 5, 6, 0, tzinfo=UTC))
    refused = types(config, "--from", "2026-10-04", "--into", str(target))
    assert refused.exit_code == 1
    assert "holds a replay from 2026-10-05 06:00 UTC on: give another directory" in refused.stderr


def test_the_future_cannot_be_replayed(config: Path, tmp_path: Path) -> None:
    refused = types(config, "--from", "2100-01-01", "--into", str(tmp_path / "second"))
    assert refused.exit_code == 2
    assert "in the future" in refused.stderr
    assert not (tmp_path / "second").exists()


def test_without_a_log_there_is_nothing_to_replay(tmp_path: Path) -> None:
    refused = types(directory(tmp_path), "--from", "7d", "--into", str(tmp_path / "second"))
    assert refused.exit_code == 1
    assert "no log yet" in refused.stderr
    assert not (tmp_path / "second").exists()


async def test_what_would_have_been_told_is_counted_by_watch_and_by_receiver() -> None:
    store = MemoryStore()
    alerts = [replace(alert(number), watch="truce" if number else "talks") for number in range(3)]
    for each in alerts:
        await store.archive_alert(each)
    states = (DeliveryState.SENT, DeliveryState.HELD, DeliveryState.DROPPED)
    await store.enqueue([delivery(number, state=state) for number, state in enumerate(states)])
    await store.record_decisions([decided("m-9", DecisionOutcome.HELD)])
    counted = await told(store, NOON, NOON + minutes(60), 1)
    assert counted.alerts == {"truce": 2, "talks": 1}
    assert (counted.held, counted.dead_letters) == (1, 1)
    assert counted.routes == {"console": OfReceiver(alerts=1, messages=1, held=1, dropped=1)}
    lines = list(shown(counted))
    assert "3 alerts, 1 match held at the end" in lines
    assert "to console: 1 alert in 1 message, 1 held, 1 dropped" in lines
