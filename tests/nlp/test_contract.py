"""What every annotator does, with or without a model, in this process or in others."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import msgspec
import pytest

from monitor.errors import ConfigError
from monitor.nlp.base import Annotator
from monitor.nlp.inline import InlineAnnotator
from monitor.nlp.memory import MemoryAnnotator
from monitor.nlp.opening import open_annotator
from monitor.records import Dating, EntityType
from tests.nlp.articles import placed

NAMES = {"Emmanuel Macron": EntityType.PERSON, "Olaf Scholz": EntityType.PERSON, "Berlin": EntityType.PLACE}


def opened(member: str) -> Annotator:
    match member:
        case "memory":
            return MemoryAnnotator(NAMES)
        case "inline":
            return InlineAnnotator()
    return open_annotator(processes=1)


@pytest.fixture(params=["memory", "inline", "workers"])
async def annotator(request: pytest.FixtureRequest) -> AsyncIterator[Annotator]:
    member = opened(request.param)
    yield member
    await member.close()


async def test_people_and_places_are_found_with_offsets_into_the_document(annotator: Annotator) -> None:
    annotated = await annotator.annotate(placed())
    document = annotated.article.document
    assert {(mention.text, mention.type) for mention in annotated.mentions} >= set(NAMES.items())
    assert all(document[mention.start : mention.end] == mention.text for mention in annotated.mentions)
    assert [document[start:end] for start, end in annotated.sentences] == document.split("\n")
    assert (annotated.language, annotated.original) == ("en", None)


async def test_what_has_no_model_keeps_its_sentences_and_says_why(annotator: Annotator) -> None:
    annotated = await annotator.annotate(placed("Эммануэль Макрон прибыл в Берлин.", title="Встреча"))
    assert [mention.actor for mention in annotated.mentions] == ["emmanuel-macron", "berlin-deu"]
    assert annotated.events == ()
    assert len(annotated.sentences) == 2
    assert annotated.annotator == "no model for language ru"


async def test_an_event_has_no_day_where_the_day_of_its_article_is_not_sure() -> None:
    sure = placed("France condemned Iran on Sunday.", title="France condemns Iran")
    article = msgspec.structs.replace(sure.article, published=None, dating=Dating.UNREADABLE)
    unsure = msgspec.structs.replace(sure, article=article)
    annotator = InlineAnnotator()
    days = [{event.day for event in (await annotator.annotate(each)).events} for each in (sure, unsure)]
    await annotator.close()
    assert days == [{date(2026, 3, 1)}, {None}]


async def test_an_article_without_words_is_annotated_with_nothing(annotator: Annotator) -> None:
    annotated = await annotator.annotate(placed("", title=""))
    assert (annotated.mentions, annotated.events, annotated.sentences) == ((), (), ())


async def test_many_at_a_time_come_back_each_with_its_own(annotator: Annotator) -> None:
    articles = [placed(f"Emmanuel Macron met Olaf Scholz in Berlin on day {day}.") for day in range(12)]
    annotated = await asyncio.gather(*map(annotator.annotate, articles))
    assert [one.article for one in annotated] == [one.article for one in articles]


async def test_the_same_article_gives_the_same_record(annotator: Annotator) -> None:
    assert await annotator.annotate(placed()) == await annotator.annotate(placed())


async def test_closing_twice_does_no_harm(annotator: Annotator) -> None:
    await annotator.annotate(placed())
    await annotator.close()
    await annotator.close()


async def test_worker_and_inline_agree_to_the_last_event() -> None:
    article = placed("Russia attacked Ukraine on Monday. France condemned the attack and will send aid to Kyiv.")
    workers = open_annotator(processes=1)
    try:
        from_worker = await workers.annotate(article)
    finally:
        await workers.close()
    assert from_worker == await InlineAnnotator().annotate(article)
    assert len(from_worker.events) >= 2


def test_a_model_that_is_not_installed_is_refused_before_anything_starts() -> None:
    with pytest.raises(ConfigError, match="no language model xx_nowhere is installed"):
        open_annotator(model="xx_nowhere")
