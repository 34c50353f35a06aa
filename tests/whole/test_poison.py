"""Poison on the embedded log: each bad message becomes one dead letter with its reason, all others go through."""

import asyncio
import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.composition.program import Program, opened
from agents.composition.running import run
from agents.measuring.tally import Tally
from agents.runtime.backlog import drained
from agents.runtime.faust_app import GROUP
from agents.topics import ANNOTATED, ARTICLES, DEADLETTERS, MATCHES, STORIES
from monitor.config.load import load
from monitor.identity import article_id
from monitor.log.tail import tail
from monitor.nlp.forked.worker import WorkerAnnotator
from monitor.records import AnnotatedArticle, Article, DeadLetter, DeadLetterReason, decode, encode
from tests.nlp.hostile_work import obey
from tests.whole.installation import Installation

pytestmark = pytest.mark.slow(4)  # each: child processes

NOW = datetime(2026, 10, 5, 7, 30, tzinfo=UTC)
HOSTILE = ("raise", "die", "exit", "hang", "eat memory")


def article(title: str) -> Article:
    url = f"https://example.org/{title.replace(' ', '-')}"
    return Article(
        id=article_id(url, "test", None, title, ""), feed="test", entry=url, url=url, title=title, text="", fetched=NOW
    )


def write_configuration(directory: Path) -> None:
    (directory / "watchlists").mkdir(parents=True)
    (directory / "feeds.yaml").write_text("version: 1\nfeeds: [{id: test, url: http://127.0.0.1:9/refused}]\n")
    (directory / "receivers.yaml").write_text("version: 1\nreceivers: {console: {type: console}}\n")
    (directory / "watchlists" / "any.yaml").write_text(
        "version: 1\nterms: {truce: {en: [truce]}}\nwatches: [{id: truce, when: {term: truce}}]\n"
    )


async def worked_off(program: Program) -> None:
    running = asyncio.create_task(run(program, once=False))
    try:
        await asyncio.wait_for(drained(program.log, GROUP, asyncio.sleep), 60)
    finally:
        program.stop()
        await running


async def dead_letters(program: Program) -> list[DeadLetter]:
    return [decode(record.value, DeadLetter) async for record in tail(program.log, DEADLETTERS) if record.value]


async def test_each_poison_is_one_dead_letter_and_the_rest_goes_through(tmp_path: Path) -> None:
    write_configuration(tmp_path)
    annotator = WorkerAnnotator(processes=2, model="none", work=obey, deadline_s=3.0)
    titles = [f"truce number {number}" for number in range(30)]
    for place, order in enumerate(HOSTILE):
        titles.insert(place * 6, order)
    async with opened(load(tmp_path, os.environ), Tally(), annotator=annotator) as program:
        for title in titles:
            await program.log.produce(ARTICLES, b"key", encode(article(title)))
        for topic in (ARTICLES, STORIES, ANNOTATED, MATCHES):
            await program.log.produce(topic, b"key", b"\xff\xfe{")
        await worked_off(program)
        letters = await dead_letters(program)
        annotated = [
            decode(r.value or b"", AnnotatedArticle)
            async for r in tail(program.log, ANNOTATED)
            if r.value != b"\xff\xfe{"
        ]
    assert Counter(letter.reason for letter in letters) == {
        DeadLetterReason.UNDECODABLE: 5,  # news.annotated has two readers
        DeadLetterReason.UNPROCESSABLE: 1,
        DeadLetterReason.WORKER_DIED: 3,
        DeadLetterReason.WORKER_TIMEOUT: 1,
    }
    assert all(letter.value == b"\xff\xfe{" for letter in letters if letter.reason is DeadLetterReason.UNDECODABLE)
    assert {each.article.title for each in annotated} == set(titles) - set(HOSTILE)
    assert program.tally.alerts["truce"] == 30


async def test_a_dead_letter_that_is_replayed_passes_once_the_cause_is_gone(tmp_path: Path) -> None:
    write_configuration(tmp_path)
    configuration = load(tmp_path, os.environ)
    dying = WorkerAnnotator(processes=1, model="none", work=obey, deadline_s=3.0)
    async with opened(configuration, Tally(), annotator=dying) as program:
        await program.log.produce(ARTICLES, b"key", encode(article("die")))
        await worked_off(program)
        (letter,) = await dead_letters(program)
    installation = Installation(tmp_path)
    assert letter.id[:12] in installation.output("deadletters", "list")
    shown = installation.output("deadletters", "show", letter.id)
    assert "worker died" in shown
    assert "WorkerDied" in shown
    assert "1 messages replayed" in installation.output("deadletters", "replay", "--all")
    assert "0 dead letters" in installation.output("deadletters", "list")
    async with opened(configuration, Tally()) as program:
        await worked_off(program)
        annotated = [decode(record.value or b"", AnnotatedArticle) async for record in tail(program.log, ANNOTATED)]
    assert [each.article.title for each in annotated] == ["die"]
    assert "0 messages replayed" in installation.output("deadletters", "replay", "--all")
