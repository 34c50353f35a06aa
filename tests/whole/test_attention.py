"""A mute made and ended beside the running program: held, visible, and told within seconds."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agents.topics import ANNOTATED
from monitor.records import AnnotatedArticle, decode
from monitor.store.open import open_store
from seeds.serve import SeedServer
from tests.kafka.clean import empty, kafka_alone
from tests.seeds.morning import expected_alerts
from tests.whole.installation import Installation
from tests.whole.kills import looking
from tests.whole.webhook import WebhookServer

MUTED = "ceasefire"
PATIENCE_SECONDS = 120.0


def until(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.2)
    return holds()


def make_store(data: Path) -> None:
    """What the first start of the program makes."""

    async def make() -> None:
        data.mkdir(parents=True, exist_ok=True)
        await (await open_store(f"sqlite:///{data / 'wirewatch-store.db'}")).close()

    asyncio.run(make())


@pytest.mark.slow(20)
def test_a_mute_holds_while_the_program_runs_and_its_end_tells_all_in_one_message(tmp_path: Path) -> None:
    expected = {watch: count for watch, count in expected_alerts().items() if watch != MUTED}
    data = tmp_path / "data"
    with SeedServer() as server, WebhookServer() as webhook:
        installation = Installation(server.write_config(tmp_path), webhook=webhook, data=data)
        make_store(data)
        installation.output("mute", "add", "--watch", MUTED, "--for", "1h", "--reason", "known", "--author", "anna")
        running = installation.start("run")
        try:
            assert until(lambda: len(webhook.taken) >= sum(expected.values())), installation.log.read_text()
            assert until(lambda: "holds 0" not in installation.output("mute", "list"))
            assert MUTED not in {alert["watch"] for alert in installation.alerts()}
            (mute,) = installation.output("mute", "list", "--json").splitlines()
            installation.output("mute", "end", json.loads(mute)["id"])
            assert until(lambda: MUTED in {alert["watch"] for alert in installation.alerts()})
            assert until(lambda: len(webhook.taken) == len(installation.alerts()))
            running.terminate()
            assert running.wait(20) == 0
        finally:
            running.kill()
            running.wait()
        (release,) = [alert for alert in installation.alerts() if alert["watch"] == MUTED]
    assert (release["kind"], release["held"]["why"].split(" until ")[0]) == ("release", "muted by anna")
    assert release["held"]["count"] >= expected_alerts()[MUTED]
    assert set(webhook.received.values()) == {1}


@pytest.mark.slow(15)
def test_what_a_mute_of_the_watchlist_held_is_told_at_the_end_of_the_next_run_without_it(tmp_path: Path) -> None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    with SeedServer() as server, WebhookServer() as webhook:
        installation = Installation(server.write_config(tmp_path), webhook=webhook, data=tmp_path / "data")
        watchlist = installation.directory / "watchlists" / "morning.yaml"
        without = watchlist.read_text("utf-8")
        mutes = f"\nmutes:\n  - {{watch: {MUTED}, until: {tomorrow:%Y-%m-%dT%H:%MZ}, reason: known, by: anna}}\n"
        watchlist.write_text(without + mutes, "utf-8")
        assert installation.finish("run", "--once") == 0
        assert MUTED not in {alert["watch"] for alert in installation.alerts()}
        before = webhook.taken
        watchlist.write_text(without, "utf-8")
        assert installation.finish("run", "--once") == 0
        (release,) = [alert for alert in installation.alerts() if alert["watch"] == MUTED]
    assert release["held"]["count"] >= expected_alerts()[MUTED]
    assert webhook.taken - before == {release["id"]}
    assert set(webhook.received.values()) == {1}


@pytest.mark.slow(25)
@pytest.mark.timeout(800)
@pytest.mark.parametrize("engine", [kafka_alone])
async def test_of_two_workers_one_tells_what_a_mute_held(engine: str, kafka_address: str, tmp_path: Path) -> None:
    await empty(kafka_address)
    with SeedServer() as server, WebhookServer() as webhook:
        alone = Installation(server.write_config(tmp_path / "alone"))
        assert alone.finish("run", "--once") == 0, alone.log.read_text()
        expected = await annotated(alone)
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
        await asyncio.to_thread(make_store, first.data)
        first.output("mute", "add", "--watch", MUTED, "--for", "1h", "--reason", "known", "--author", "anna")
        workers = [first.start("run"), second.start("run")]
        try:
            await looking.until(lambda: has_read(first, expected), workers, first.log, second.log)
            assert MUTED not in {alert["watch"] for alert in first.alerts()}
            (mute,) = first.output("mute", "list", "--json").splitlines()
            first.output("mute", "end", json.loads(mute)["id"])
            await looking.until(lambda: looking.is_done(first), workers, first.log, second.log)
            for worker in workers:
                worker.terminate()
                assert worker.wait(20) == 0
        finally:
            for worker in workers:
                worker.kill()
                worker.wait()
        releases = [alert for alert in first.alerts() if alert["watch"] == MUTED]
    held = [item["subject"] for alert in releases for item in alert["held"]["items"]]
    assert len(held) == len(set(held)) > 1
    assert set(webhook.received.values()) == {1}


async def has_read(installation: Installation, expected: set[str]) -> bool:
    """Whether all of `expected` went the whole way.

    Articles are counted and not matches: there is no order between the partitions of a topic, and which of two texts is
    the copy hangs on which came first.
    """
    return await annotated(installation) >= expected and await looking.is_read(installation)


async def annotated(installation: Installation) -> set[str]:
    """The ids of the articles that are annotated."""
    values = await looking.messages(installation, ANNOTATED)
    return {decode(value, AnnotatedArticle).article.id for value in values}
