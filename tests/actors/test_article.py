"""A whole article, from text to actors."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import AnnotatedArticle, EntityType
from tests.nlp.articles import placed

SEEDS = sorted((Path(__file__).parents[2].parent / "shared" / "seeds").glob("*.txt"))
TEXT = (
    "Leaders of 26 countries met in Paris on Thursday, French President Emmanuel Macron said. Ukraine's President "
    "Volodymyr Zelenskyy thanked them. The Danish Refugee Council said two of its workers died near Chernigiv, north "
    "of Kyiv.\nMoscow would not accept foreign troops, a spokesperson said. NATO chief Mark Rutte disagreed. “We will "
    "stay as long as it takes,” said Macron. Trump and Zelenskyy spoke by phone with the German chancellor."
)
ACTORS = {
    "Macron": "emmanuel-macron",
    "Zelenskyy": "volodymyr-zelenskyy",
    "Trump": "donald-trump",
    "Ukraine": "ukraine",
    "NATO": "nato",
    "Mark Rutte": "mark-rutte",
    "Danish Refugee Council": "danish-refugee-council",
    "Chernigiv": "chernihiv-ukr",
    "Kyiv": "kyiv-ukr",
    "Moscow": "russia",
}


def annotated(text: str) -> AnnotatedArticle:
    story = placed(text, title="")
    article = msgspec.structs.replace(story.article, published=datetime(2025, 9, 5, tzinfo=UTC))
    return InlineAnnotator().annotate_now(msgspec.structs.replace(story, article=article))


def test_every_name_leads_to_its_actor() -> None:
    article = annotated(TEXT)
    found = {mention.text: mention.actor for mention in article.mentions}
    assert {name: found.get(name) for name in ACTORS} == ACTORS
    assert found["German chancellor"] == "friedrich-merz"
    assert ("emmanuel-macron", True) in {(quote.actor, quote.direct) for quote in article.quotes}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_in_the_article_that_the_project_began_with_no_name_is_of_a_wrong_type(path: Path) -> None:
    types = {(mention.text, mention.type) for mention in annotated(path.read_text("utf-8")).mentions}
    people = (
        "Macron",
        "Emmanuel Macron",
        "Putin",
        "Vladimir Putin",
        "Trump",
        "Donald Trump",
        "Zelenskyy",
        "Keir Starmer",
    )
    for name in (*people, "Friedrich Merz", "Mark Rutte", "Volodymyr Zelenskyy"):
        assert {kind for text, kind in types if text == name} == {EntityType.PERSON}, name
    for name in ("Ukraine", "Russia", "Kyiv", "Chernigiv", "Moscow", "Beijing", "Paris", "China", "Japan", "Canada"):
        assert {kind for text, kind in types if text == name} == {EntityType.PLACE}, name
    for name in ("NATO", "Danish Refugee Council"):
        assert {kind for text, kind in types if text == name} == {EntityType.ORGANISATION}, name
