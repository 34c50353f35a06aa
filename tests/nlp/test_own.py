"""The actors of watchlists reach those who annotate, in this process and in others, and a change of them too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from monitor.nlp.base import Annotator
from monitor.nlp.inline import InlineAnnotator
from monitor.nlp.opening import open_annotator
from monitor.nlp.own import own_actors
from monitor.records import StoryArticle
from tests.config.builders import loaded
from tests.nlp.articles import placed

BEFORE = """
actors:
  emmanuel: {name: Emmanuel Macron, type: person}
  zyphora: {name: Zyphora Dynamics, aliases: {any: [Zyphora], ru: [Зифора]}, type: org, country: NO, sector: BUS}
watches:
  - {id: a, when: {actor: zyphora}}
"""
AFTER = BEFORE.replace("zyphora:", "zyphora_as:").replace("actor: zyphora", "actor: zyphora_as")
ARTICLE = placed("Emmanuel Macron met the head of Zyphora in Berlin.")
RUSSIAN = placed("Зифора открыла завод в Норвегии и наняла сотни рабочих.", title="Зифора растёт")


@pytest.fixture(params=["inline", "workers"])
async def annotator(request: pytest.FixtureRequest) -> AsyncIterator[Annotator]:
    member = InlineAnnotator() if request.param == "inline" else open_annotator(processes=1)
    yield member
    await member.close()


async def actors(annotator: Annotator, article: StoryArticle = ARTICLE) -> set[str | None]:
    return {mention.actor for mention in (await annotator.annotate(article)).mentions}


async def test_names_are_the_actors_of_the_watchlists_until_these_change(annotator: Annotator, tmp_path: Path) -> None:
    assert "emmanuel-macron" in await actors(annotator)
    annotator.know(own_actors(loaded(tmp_path / "1", watchlists__desk=BEFORE).watchlists))
    assert await actors(annotator) >= {"emmanuel", "zyphora"}
    assert await actors(annotator, RUSSIAN) >= {"zyphora"}
    annotator.know(own_actors(loaded(tmp_path / "2", watchlists__desk=AFTER).watchlists))
    assert await actors(annotator) >= {"emmanuel", "zyphora_as"}
    annotator.know(own_actors(()))
    assert "emmanuel-macron" in await actors(annotator)


async def test_what_a_watchlist_says_of_its_actor_stands_with_the_mention(annotator: Annotator, tmp_path: Path) -> None:
    annotator.know(own_actors(loaded(tmp_path, watchlists__desk=BEFORE).watchlists))
    (mention,) = [found for found in (await annotator.annotate(ARTICLE)).mentions if found.actor == "zyphora"]
    assert (mention.text, mention.name, mention.type) == ("Zyphora", "Zyphora Dynamics", "org")
    assert (mention.country, mention.sector) == ("NOR", "BUS")
