"""The log of a morning, replayed by the real program into a second state."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from seeds.serve import SeedServer
from tests.kafka.clean import empty, kafka_alone
from tests.whole.installation import Installation, wirewatch
from tests.whole.webhook import WebhookServer

_ONE_PARTITION = {"partitions": 1}
_PASSING = "leases"  # a table of what is held for a minute


def content(state: Path) -> list[str]:
    """All that the files of a state hold: its store, and its log where that is embedded."""
    files = [state / name for name in ("wirewatch-log.db", "wirewatch-store.db")]
    return [line for file in files if file.exists() for line in _lines(file)]


def _lines(file: Path) -> Iterator[str]:
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        yield from (line for line in database.iterdump() if _PASSING not in line)
    finally:
        database.close()


def ledger(config: Path) -> list[tuple[str, str, str]]:
    lines = wirewatch("deliveries", "list", "--json", "--config", str(config)).splitlines()
    found: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return sorted((each["receiver"], each["alert"]["id"], each["state"]) for each in found)


def alert_ids(config: Path) -> list[str]:
    return sorted(
        json.loads(line)["id"] for line in wirewatch("alerts", "--json", "--config", str(config)).splitlines()
    )


@pytest.fixture(params=["embedded", kafka_alone])
async def broker(request: pytest.FixtureRequest) -> str | None:
    """Where the log of the program is, if not in its data directory."""
    if request.param == "embedded":
        return None
    address: str = request.getfixturevalue("kafka_address")
    await empty(address)
    return f"kafka://{address}"


@pytest.mark.slow(25)
@pytest.mark.timeout(400)
def test_a_replay_of_the_morning_gives_its_alerts_and_touches_nothing(tmp_path: Path, broker: str | None) -> None:
    second = tmp_path / "second"
    with SeedServer() as server, WebhookServer() as webhook:
        config = server.write_config(tmp_path / "first")
        installation = Installation(config, broker=broker, webhook=webhook, more=_ONE_PARTITION)
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        before, received = content(installation.data), webhook.received.copy()
        replay = ("replay", "--from", "1h", "--into", str(second), "--json")
        told = json.loads(installation.output(*replay))
        assert content(installation.data) == before
        assert webhook.received == received, "nobody is told"
        once = content(second)
        again = json.loads(installation.output(*replay))
        assert webhook.received == received
    assert sorted(installation.alert_ids()) == alert_ids(second)
    assert ledger(second) == ledger(installation.directory)
    assert sum(told["alerts"].values()) == len(installation.alert_ids()) == told["routes"]["desk"]["alerts"]
    assert content(second) == once
    assert {**again, "until": ""} == {**told, "until": ""}
