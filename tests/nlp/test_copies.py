"""Language work is done once for all copies of an article, whichever of them is asked for first or beside it."""

import asyncio
from collections.abc import Callable

import pytest

from monitor.errors import Transient, Unprocessable
from monitor.nlp.copies import CopyAnnotator
from monitor.records import AnnotatedArticle, EntityType, Mention, Relation, StoryArticle
from monitor.text.article import article_of
from tests.nlp.articles import MORNING

TEXT = "Ada Velk opened the bridge at noon. The crowd cheered her for an hour."


class Slow:
    """Finds "Ada Velk" at the start of the text, when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go = asyncio.Event()
        self.fails: dict[str, Exception] = {}

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        self.asked.append(placed.article.document)
        await self.go.wait()
        if failure := self.fails.pop(placed.article.id, None):
            raise failure
        start = placed.article.document.find("Ada Velk")
        found = Mention(type=EntityType.PERSON, text="Ada Velk", start=start, end=start + 8, reason="slow")
        mentions = (found,) if start >= 0 else ()
        return AnnotatedArticle.of(placed, language="en", annotator="slow", mentions=mentions)

    async def close(self) -> None:
        """Nothing to end."""


def placed(name: str, text: str = TEXT, *, original: str | None = None, title: str = "A bridge") -> StoryArticle:
    relation = Relation.NEAR_DUPLICATE if original else Relation.NEW_STORY
    article = article_of(text, MORNING, source="wire", title=title, id_=name)
    return StoryArticle(story="s-1", article=article, relation=relation, original=original)


async def nobody(_: str) -> AnnotatedArticle | None:
    return None


@pytest.fixture
def slow() -> Slow:
    return Slow()


async def both(annotator: CopyAnnotator, slow: Slow, *items: StoryArticle) -> list[AnnotatedArticle | BaseException]:
    """What comes of `items`, which are in work at once."""
    tasks = [asyncio.create_task(annotator.annotate(item)) for item in items]
    for _ in range(3):
        await asyncio.sleep(0)
    slow.go.set()
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_copy_waits_for_its_original_that_is_in_work_and_costs_nothing(slow: Slow) -> None:
    copy = placed("copy", f"(Wire) - {TEXT}", original="first")
    _, made = await both(CopyAnnotator(slow, nobody, 16), slow, placed("first"), copy)
    assert isinstance(made, AnnotatedArticle)
    assert slow.asked == [placed("first").article.document]
    assert [copy.article.document[each.start : each.end] for each in made.mentions] == ["Ada Velk"]
    assert (made.relation, made.original) == (Relation.NEAR_DUPLICATE, "first")


async def test_an_original_of_another_day_is_looked_up(slow: Slow) -> None:
    slow.go.set()
    first = await slow.annotate(placed("first"))

    async def find(article: str) -> AnnotatedArticle | None:
        return first if article == "first" else None

    made = await CopyAnnotator(slow, find, 16).annotate(placed("copy", original="first"))
    assert made.mentions == first.mentions
    assert len(slow.asked) == 1


async def test_only_what_is_a_copys_own_is_read(slow: Slow) -> None:
    copy = placed("copy", f"{TEXT} Ada Velk left by train.", original="first")
    _, made = await both(CopyAnnotator(slow, nobody, 16), slow, placed("first"), copy)
    assert isinstance(made, AnnotatedArticle)
    assert slow.asked[1:] == ["\nAda Velk left by train."]
    assert [copy.article.document[each.start : each.end] for each in made.mentions] == ["Ada Velk"] * 2


async def test_a_copy_of_what_could_not_be_read_is_read_by_itself(slow: Slow) -> None:
    slow.fails["first"] = Unprocessable("too long")
    failed, made = await both(CopyAnnotator(slow, nobody, 16), slow, placed("first"), placed("copy", original="first"))
    assert isinstance(failed, Unprocessable)
    assert isinstance(made, AnnotatedArticle)
    assert len(made.mentions) == 1
    assert len(slow.asked) == 2


async def test_a_copy_of_what_will_be_tried_again_is_tried_again_too(slow: Slow) -> None:
    slow.fails["first"] = Transient("no worker")
    annotator = CopyAnnotator(slow, nobody, 16)
    items = placed("first"), placed("copy", original="first")
    assert [type(each) for each in await both(annotator, slow, *items)] == [Transient, Transient]
    assert [type(each) for each in await both(annotator, slow, *items)] == [AnnotatedArticle, AnnotatedArticle]
    assert len(slow.asked) == 2


async def test_a_copy_that_is_given_up_does_not_take_its_original_with_it(slow: Slow) -> None:
    annotator = CopyAnnotator(slow, nobody, 16)
    first = asyncio.create_task(annotator.annotate(placed("first")))
    copy = asyncio.create_task(annotator.annotate(placed("copy", original="first")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    copy.cancel()
    await asyncio.sleep(0)
    slow.go.set()
    assert (await first).article.id == "first"


async def test_no_more_originals_are_held_than_may_be_in_work(slow: Slow) -> None:
    slow.go.set()
    annotator = CopyAnnotator(slow, nobody, 2)
    for number in range(5):
        await annotator.annotate(placed(f"a-{number}"))
    read = len(slow.asked)
    await annotator.annotate(placed("late", original="a-2"))
    assert len(slow.asked) == read
    await annotator.annotate(placed("later", original="a-1"))
    assert len(slow.asked) == read + 1


@pytest.mark.parametrize(
    "again",
    [
        lambda: placed("first", f"{TEXT} Nobody came late."),
        lambda: placed("first"),
    ],
    ids=["edited", "replayed"],
)
async def test_an_article_that_comes_again_is_read_again(slow: Slow, again: Callable[[], StoryArticle]) -> None:
    slow.go.set()
    annotator = CopyAnnotator(slow, nobody, 16)
    await annotator.annotate(placed("first"))
    await annotator.annotate(again())
    assert len(slow.asked) == 2
