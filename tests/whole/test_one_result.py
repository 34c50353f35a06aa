"""The same feeds give the same alerts through the pipeline, the embedded log and a real Kafka."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from agents.topics import ARTICLES
from monitor.clock import system_clock
from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.feeds.seen import SeenEntry
from monitor.fetch.open import open_fetcher, open_parser
from monitor.fetch.poll import poll
from monitor.fetch.settings import FetchSettings
from monitor.log.open import open_log
from monitor.log.tail import tail
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.pipeline import Passage, Pipeline
from monitor.records import Article, decode
from seeds.serve import SeedServer
from tests.kafka.clean import empty, kafka_alone
from tests.seeds.morning import expected_alerts
from tests.whole.installation import Installation
from tests.whole.kills.looking import matched, met
from tests.whole.webhook import WebhookServer

_ONE_PARTITION = {"partitions": 1}
"""Which of two stories of a storyline is told hangs on which comes first, and between partitions there is no order."""


async def nothing_seen() -> dict[str, SeenEntry]:
    return {}


@pytest.fixture(params=["embedded", kafka_alone])
async def broker(request: pytest.FixtureRequest) -> str | None:
    """The broker of each engine in turn, empty; None is the embedded log."""
    if request.param == "embedded":
        return None
    kafka: str = request.getfixturevalue("kafka_address")
    await empty(kafka)
    return f"kafka://{kafka}"


async def articles_of(configuration: Configuration) -> list[Article]:
    """Feed by feed."""
    fetcher, parser = open_fetcher(FetchSettings(contact="tests")), open_parser()
    articles: list[Article] = []
    for feed in configuration.feeds:
        outcome = await poll(feed, None, nothing_seen, fetcher, parser, now=system_clock(), jitter=0.0)
        articles += outcome.articles
    await fetcher.close()
    await parser.close()
    return articles


async def articles_in_the_log_of(installation: Installation) -> list[Article]:
    """In the order in which the program read them: feeds are polled side by side.

    That is the order of their one partition, from which that of the times at which they were written may differ.
    """
    log = await open_log(installation.broker, owner=False)
    try:
        records = [record async for record in tail(log, ARTICLES)]
    finally:
        await log.close()
    return [decode(record.value or b"", Article) for record in sorted(records, key=lambda record: record.offset)]


async def through_the_pipeline(configuration: Configuration, articles: Iterable[Article]) -> Sequence[Passage]:
    pipeline = Pipeline(InlineAnnotator(), compile_watchlists(configuration.watchlists), system_clock, configuration)
    return await pipeline.take_all(articles)


async def test_the_morning_gives_what_a_reader_expects_of_it(tmp_path: Path) -> None:
    with SeedServer() as server:
        configuration = load(server.write_config(tmp_path), os.environ)
        passages = await through_the_pipeline(configuration, await articles_of(configuration))
    assert Counter(alert.watch for passage in passages for alert in passage.alerts) == expected_alerts()


@pytest.mark.slow(8)
async def test_each_engine_gives_what_the_pipeline_gives(broker: str | None, tmp_path: Path) -> None:
    with SeedServer() as server, WebhookServer() as webhook:
        configuration = load(server.write_config(tmp_path / "pipeline"), os.environ)
        installation = Installation(
            server.write_config(tmp_path / "engine"), broker=broker, webhook=webhook, more=_ONE_PARTITION
        )
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        articles = await articles_in_the_log_of(installation)
        passages = await through_the_pipeline(configuration, articles)
        assert await matched(installation) == met(match for passage in passages for match in passage.matched.matches)
        expected = {alert.id for passage in passages for alert in passage.alerts}
        assert sorted(installation.alert_ids()) == sorted(expected)
        assert webhook.taken == expected
        assert set(webhook.received.values()) == {1}
        assert webhook.forged == 0


@pytest.mark.slow(7)
async def test_a_second_run_on_unchanged_feeds_brings_nothing(broker: str | None, tmp_path: Path) -> None:
    with SeedServer() as server, WebhookServer() as webhook:
        installation = Installation(server.write_config(tmp_path), broker=broker, webhook=webhook)
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        first = webhook.received.copy()
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        assert webhook.received == first
        again = [served.status for served in server.served[5:]]
        assert again == [304] * 4, "one of the five asks to be left alone for a while"
