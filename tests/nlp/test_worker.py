"""A worker that fails costs the article that it held, and no other one."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from monitor.errors import NoWorker, Unprocessable, WorkerDied, WorkerTimeout
from monitor.nlp.forked.worker import WorkerAnnotator
from monitor.records import AnnotatedArticle, StoryArticle
from tests.nlp.articles import placed
from tests.nlp.hostile_work import obey

pytestmark = pytest.mark.slow(1)  # each: child processes


@pytest.fixture
async def workers() -> AsyncIterator[WorkerAnnotator]:
    # long enough for a process to start on a busy machine
    annotator = WorkerAnnotator(processes=2, model="none", work=obey, deadline_s=10.0)
    yield annotator
    await annotator.close()


async def outcome(workers: WorkerAnnotator, article: StoryArticle) -> AnnotatedArticle | Exception:
    try:
        return await workers.annotate(article)
    except Unprocessable as error:
        return error


@pytest.mark.parametrize(
    ("order", "failure", "words"),
    [
        ("raise", Unprocessable, "KeyError: 'no such word'"),
        ("die", WorkerDied, "exit code -9"),
        ("exit", WorkerDied, "exit code 3"),
        ("hang", WorkerTimeout, "within 10 s"),
        ("eat memory", WorkerDied, "ran out of the memory"),
    ],
)
async def test_one_hostile_article_among_twenty_fails_alone(
    workers: WorkerAnnotator, order: str, failure: type[Exception], words: str
) -> None:
    articles = [placed(f"Text {number}.", title=order if number == 7 else "fine") for number in range(20)]
    outcomes = await asyncio.gather(*(outcome(workers, article) for article in articles))
    failed = [number for number, one in enumerate(outcomes) if isinstance(one, Exception)]
    assert failed == [7]
    assert type(outcomes[7]) is failure
    assert words in str(outcomes[7])


async def test_a_worker_that_dies_while_idle_costs_no_article() -> None:
    annotator = WorkerAnnotator(processes=1, model="none", work=obey)
    first = await annotator.annotate(placed())
    os.kill(int(first.annotator.removeprefix("obeyed in ")), signal.SIGKILL)
    again = [await annotator.annotate(placed(f"Text {number}.")) for number in range(5)]
    await annotator.close()
    assert first.annotator not in {one.annotator for one in again}


async def test_closing_ends_what_is_under_way_and_what_waits(tmp_path: Path) -> None:
    annotator = WorkerAnnotator(processes=1, model=str(tmp_path), work=obey)
    hanging = asyncio.create_task(annotator.annotate(placed(title="hang")))
    waiting = asyncio.create_task(annotator.annotate(placed()))
    while not (tmp_path / "hanging").exists():
        await asyncio.sleep(0.01)
    await annotator.close()
    outcomes = await asyncio.wait_for(asyncio.gather(hanging, waiting, return_exceptions=True), 30)
    assert [type(one) for one in outcomes] == [NoWorker, NoWorker]


async def test_a_worker_is_recycled_after_as_many_articles_as_told() -> None:
    annotator = WorkerAnnotator(processes=1, model="none", work=obey, recycle_after=2)
    names = [(await annotator.annotate(placed(f"Text {number}."))).annotator for number in range(6)]
    await annotator.close()
    assert [names.count(name) for name in dict.fromkeys(names)] == [2, 2, 2]


async def test_an_article_given_up_by_its_caller_frees_its_worker(tmp_path: Path) -> None:
    annotator = WorkerAnnotator(processes=1, model=str(tmp_path), work=obey)
    hanging = asyncio.create_task(annotator.annotate(placed(title="hang")))
    while not (tmp_path / "hanging").exists():
        await asyncio.sleep(0.01)
    hanging.cancel()
    assert (await annotator.annotate(placed())).annotator.startswith("obeyed")
    await annotator.close()


def test_no_workers_are_refused() -> None:
    with pytest.raises(ValueError, match="0 worker processes"):
        WorkerAnnotator(processes=0, model="none")
