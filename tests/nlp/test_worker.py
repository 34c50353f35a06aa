"""A worker that fails costs the article that it held, and no other one."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from monitor.errors import Unprocessable, WorkerDied, WorkerTimeout
from monitor.nlp.worker import WorkerAnnotator
from monitor.records import AnnotatedArticle, StoryArticle
from tests.nlp.articles import placed
from tests.nlp.hostile_work import obey


@pytest.fixture
async def workers() -> AsyncIterator[WorkerAnnotator]:
    annotator = WorkerAnnotator(processes=2, model="none", work=obey, deadline_s=3.0)
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
        ("hang", WorkerTimeout, "within 3 s"),
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


async def test_a_worker_that_died_while_idle_is_replaced(workers: WorkerAnnotator) -> None:
    await outcome(workers, placed(title="die"))
    await outcome(workers, placed(title="die"))
    outcomes = [await outcome(workers, placed(f"Text {number}.")) for number in range(6)]
    assert all(isinstance(one, AnnotatedArticle) for one in outcomes)


async def test_a_worker_is_recycled_after_as_many_articles_as_told() -> None:
    annotator = WorkerAnnotator(processes=1, model="none", work=obey, recycle_after=2)
    names = [(await annotator.annotate(placed(f"Text {number}."))).annotator for number in range(6)]
    await annotator.close()
    assert [names.count(name) for name in dict.fromkeys(names)] == [2, 2, 2]


async def test_an_article_given_up_by_its_caller_frees_its_worker() -> None:
    annotator = WorkerAnnotator(processes=1, model="none", work=obey, deadline_s=60.0)
    hanging = asyncio.create_task(annotator.annotate(placed(title="hang")))
    await annotator.start()
    await asyncio.sleep(0)
    hanging.cancel()
    assert (await annotator.annotate(placed())).annotator.startswith("obeyed")
    await annotator.close()


def test_no_workers_are_refused() -> None:
    with pytest.raises(ValueError, match="0 worker processes"):
        WorkerAnnotator(processes=0, model="none")
