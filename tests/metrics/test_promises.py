"""Each promise that is broken moves the metric that its rule looks at: the part itself fails here."""

import asyncio
import re
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from agents.alert import alert_agent
from agents.archive import archive_articles_agent
from agents.ingest import ingest_once
from agents.measuring.survey import Surveyed, survey
from agents.measuring.tally import Tally
from agents.polling.base import Polling
from agents.runtime.edges import Edges, Emission, Message
from agents.runtime.faust_app import GROUP
from agents.runtime.processing import Agent, Outcome, process
from agents.sending.sender import Sending, send_due_to
from agents.topics import ANNOTATED, topic_specs
from monitor.alerting.receivers.attempts import Patience
from monitor.clock import ManualClock
from monitor.errors import DeliveryError, DeliveryRejected, Transient
from monitor.fetch.parsers import inline_parser
from monitor.fetch.transport.memory import Answer, MemoryFetcher, answer
from monitor.ledger.rules import GivenRules
from monitor.log.base import TopicPartition
from monitor.log.memory import MemoryLog
from monitor.metrics.metric import PREFIX
from monitor.notify.memory import MemoryReceiver
from monitor.notify.spec import Console
from monitor.records import AnnotatedArticle, DecisionOutcome, Match, encode
from monitor.store.base import DecisionRow, Store
from monitor.store.memory import MemoryStore
from monitor.store.open import open_store
from tests.alerting.builders import evidence, match
from tests.config.builders import loaded
from tests.docs.pages import page
from tests.feeds.builders import a_feed
from tests.metrics.promtool import rules
from tests.metrics.test_rules import names_of
from tests.store.builders import NOON, annotated, decided, delivery


class _Away(MemoryLog):
    async def end_offsets(self, topic: str) -> Mapping[TopicPartition, int]:
        raise Transient("no broker")


FEED = "https://herald.example/rss"
SECTION = re.compile(r"^## (\d+)\. [^\n]+\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class Program:
    """A program at noon whose edges are in memory, and may fail."""

    def __init__(self, directory: Path) -> None:
        self.directory, self.clock = directory, ManualClock(NOON)
        self.log, self.tally = MemoryLog(self.clock), Tally()
        self.store: Store = MemoryStore()
        self.away = 0  # how often the log will not answer

    @property
    def edges(self) -> Edges:
        return Edges(
            self.emit,
            self.clock,
            lambda error: pytest.fail(str(error)),
            self.sleep,
            handled=self.tally.count_message,
            retried=self.tally.count_retry,
            rejected=self.tally.count_rejected,
        )

    async def emit(self, emission: Emission) -> None:
        if self.away > 0:
            self.away -= 1
            raise Transient("no broker")

    async def sleep(self, seconds: float) -> None:
        self.clock.advance(seconds)

    async def handle(self, agent: Agent[Any], value: bytes) -> None:
        await process(agent, Message(agent.topic, 0, 0, b"key", value), self.edges)

    async def poll(self, found: Answer, url: str = FEED) -> None:
        feed = a_feed(url=url)
        polling = Polling(
            feeds=lambda: [feed],
            store=self.store,
            fetcher=MemoryFetcher({url: [found]}),
            parser=inline_parser(),
            edges=self.edges,
            random=lambda: 0.0,
            worker="w",
            concurrency=1,
            report=self.tally.count_poll,
        )
        await ingest_once(polling)

    async def shown(self) -> str:
        """What Prometheus would read."""
        configuration = loaded(self.directory, None)
        surveyed = Surveyed(
            metrics=self.tally.metrics,
            log=self.log,
            store=self.store,
            configuration=lambda: configuration,
            group=GROUP,
            began=NOON,
            agents=(archive_articles_agent(self.store),),
            held=lambda: {TopicPartition(ANNOTATED, 0)},
            clock=self.clock,
        )
        return (await survey(surveyed)).shown("")[0].decode()


async def log_is_away(at: Program) -> None:
    at.away = 3
    await at.handle(alert_agent(MemoryStore(), GivenRules, at.clock, asyncio.Lock()), encode(_match()))


async def log_never_answers(at: Program) -> None:
    await at.log.create_topics(topic_specs(1, [], 1))
    at.log = _Away(at.clock)


async def receiver_refuses(at: Program) -> None:
    await _send(at, DeliveryRejected("400 Bad Request"))


async def receiver_is_away(at: Program) -> None:
    await at.store.enqueue([delivery(1, "desk")])
    at.clock.advance(1000)


async def message_is_poison(at: Program) -> None:
    async def stumble(_: AnnotatedArticle) -> Outcome:
        raise ZeroDivisionError

    await at.handle(archive_articles_agent(at.store)._replace(handle=stumble), encode(annotated("a-1")))


async def feed_is_a_bomb(at: Program) -> None:
    await at.poll(answer(b" " * (11 << 20)))


async def nobody_reads(at: Program) -> None:
    await at.log.create_topics(topic_specs(1, [], 1))
    await at.log.produce(ANNOTATED, None, b"{}")
    at.clock.advance(1000)


async def feed_leads_home(at: Program) -> None:
    await at.poll(answer(b""), "http://127.0.0.1/rss")


async def publisher_has_enough(at: Program) -> None:
    await at.poll(answer(b"", status=429))


async def ledger_is_lost(at: Program) -> None:
    for _ in range(2):
        store = MemoryStore()
        agent = alert_agent(store, GivenRules, at.clock, asyncio.Lock(), at.tally.count_decision, at.tally.count_told)
        await at.handle(agent, encode(_match()))


async def release_is_forgotten(at: Program) -> None:
    await at.store.record_decisions([decided("m-1", DecisionOutcome.HELD, until=NOON)])
    at.clock.advance(1000)


async def another_program_wrote(at: Program) -> None:
    await at.handle(archive_articles_agent(at.store), b"<xml/>")


async def index_is_behind(at: Program) -> None:
    file = at.directory / "store.db"
    at.store = await open_store(f"sqlite:///{file}")
    await at.store.archive_article(annotated("a-1"))
    with sqlite3.connect(file) as db:
        db.execute("UPDATE articles SET indexed = ''")
    db.close()


def _match() -> Match:
    return match("a-1", evidence("term sanctions", "sanctions"))


async def _send(at: Program, error: DeliveryError) -> None:
    async def say(_: Sequence[DecisionRow]) -> None:
        """To nobody."""

    receiver = MemoryReceiver("desk")
    receiver.failures.append(error)
    await at.store.enqueue([delivery(1, "desk")])
    sending = Sending(
        store=at.store,
        receivers={"desk": receiver},
        clock=at.clock,
        jitter=lambda: 0.0,
        patience=Patience(),
        addressee=lambda name: Console(name=name),
        say=say,
        tally=at.tally.count_attempt,
    )
    await send_due_to("desk", sending)


class Broken(NamedTuple):
    """A promise that is broken: how, and what shows it."""

    by: Callable[[Program], Awaitable[None]]
    rule: str
    sample: str  # that tells it, without the prefix of all
    value: float


BROKEN = (
    Broken(log_is_away, "WirewatchRetries", 'retries_total{agent="alert"}', 3),
    Broken(log_never_answers, "WirewatchNotReady", "ready", 0),
    Broken(receiver_refuses, "WirewatchDeliveryFailed", 'deliveries_total{receiver="desk",result="failed"}', 1),
    Broken(receiver_is_away, "WirewatchReceiverBehind", 'delivery_oldest_waiting_seconds{receiver="desk"}', 1000),
    Broken(message_is_poison, "WirewatchDeadLetters", 'dead_letters_total{reason="unexpected"}', 1),
    Broken(feed_is_a_bomb, "WirewatchHostileFeed", 'polls_total{result="too_large"}', 1),
    Broken(nobody_reads, "WirewatchWorkWaits", 'oldest_waiting_seconds{agent="archive_articles"}', 1000),
    Broken(feed_leads_home, "WirewatchAddressRefused", 'polls_total{result="refused"}', 1),
    Broken(publisher_has_enough, "WirewatchUnwelcome", "polls_told_to_wait_total", 1),
    Broken(ledger_is_lost, "WirewatchStoryToldTwice", "repeated_alerts_total", 1),
    Broken(release_is_forgotten, "WirewatchHoldOverdue", "held_overdue_seconds", 1000),
    Broken(another_program_wrote, "WirewatchUnreadableMessages", 'dead_letters_total{reason="undecodable"}', 1),
    Broken(index_is_behind, "WirewatchSearchBehind", "articles_unindexed", 1),
)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.by.__name__)
async def test_what_fails_moves_the_metric_of_its_rule(broken: Broken, tmp_path: Path) -> None:
    at = Program(tmp_path)
    before = _value(await at.shown(), broken.sample)
    await broken.by(at)
    after = _value(await at.shown(), broken.sample)
    await at.store.close()
    assert (before, after) == (1.0 if broken.sample == "ready" else 0.0, broken.value)


def test_each_promise_is_broken_here() -> None:
    promise = {rule.name: rule.promise for rule in rules()}
    assert {promise[broken.rule] for broken in BROKEN} == {rule.promise for rule in rules()} - {""}
    looked_at = {rule.name: rule.expression for rule in rules()}
    assert [each.rule for each in BROKEN if PREFIX + each.sample.partition("{")[0] not in looked_at[each.rule]] == []


@pytest.mark.parametrize("section", SECTION.findall(page("docs/promises.md").text), ids=lambda section: section[0])
def test_the_page_of_promises_names_the_rules_and_metrics_that_watch_over_each(section: tuple[str, str]) -> None:
    number, text = section
    watching = [rule for rule in rules() if rule.promise == number]
    wanted = {name for rule in watching for name in (rule.name, *names_of(rule.expression))}
    assert {name for name in wanted if f"`{name.removesuffix('_bucket')}`" not in text} == set()


def _value(shown: str, sample: str) -> float:
    """0 where it is not shown yet."""
    found = [line.rpartition(" ")[2] for line in shown.splitlines() if line.startswith(f"{PREFIX}{sample} ")]
    return float(found[0]) if found else 0.0
