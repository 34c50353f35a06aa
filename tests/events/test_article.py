"""One article with the facts of a September morning, told in our own words."""

import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import AnnotatedArticle, EventType
from tests.nlp.articles import placed

TITLE = "Coalition pledges force for Ukraine as Moscow objects"
TEXT = (
    "Twenty-six countries have pledged to send a force to Ukraine once a peace deal with Russia is reached, French "
    "President Emmanuel Macron said in Paris. European leaders, including Macron and Volodymyr Zelenskyy, held a video "
    "conference with U.S. President Donald Trump.\n"
    "A Russian rocket attack in northern Ukraine killed two members of the Danish Refugee Council. The attack occurred "
    "near Chernihiv.\n"
    "Macron warned that additional sanctions would be imposed if Russia kept rejecting talks. A spokesperson of the "
    "Russian foreign ministry said Moscow would not accept foreign troops in Ukraine. Vladimir Putin visited Beijing."
)


@pytest.fixture(scope="module")
def article() -> AnnotatedArticle:
    return InlineAnnotator().annotate_now(placed(TEXT, title=TITLE))


def test_people_places_and_organisations_are_found(article: AnnotatedArticle) -> None:
    names = {mention.text for mention in article.mentions}
    assert names >= {"Emmanuel Macron", "Volodymyr Zelenskyy", "Donald Trump", "Vladimir Putin"}
    assert names >= {"Danish Refugee Council", "Ukraine", "Russia", "Paris", "Moscow", "Chernihiv", "Beijing"}


@pytest.mark.parametrize(
    ("kind", "actor", "words"),
    [
        (EventType.AGREE, "Twenty-six countries", "pledged"),
        (EventType.CONSULT, "Volodymyr Zelenskyy", "held"),
        (EventType.CONSULT, "Donald Trump", "held"),
        (EventType.ASSAULT, "Russian", "killed"),
        (EventType.THREATEN, "Macron", "warned"),
        (EventType.REJECT, "Moscow", "accept"),
        (EventType.CONSULT, "Vladimir Putin", "visited"),
    ],
)
def test_each_fact_is_an_event(article: AnnotatedArticle, kind: EventType, actor: str, words: str) -> None:
    assert any(
        event.type is kind and event.trigger.text == words and any(actor in span.text for span in event.actors)
        for event in article.events
    ), [(event.type, event.trigger.text, event.actors) for event in article.events]


def test_the_attack_struck_the_danish_refugee_council(article: AnnotatedArticle) -> None:
    struck = [span.text for event in article.events if event.type is EventType.ASSAULT for span in event.recipients]
    assert any("Danish Refugee Council" in text for text in struck)


def test_nobody_has_been_sanctioned(article: AnnotatedArticle) -> None:
    assert EventType.SANCTION not in {event.type for event in article.events}


def test_the_refusal_is_said_by_the_ministry(article: AnnotatedArticle) -> None:
    (refusal,) = [event for event in article.events if event.type is EventType.REJECT]
    assert refusal.said_by is not None
    assert "spokesperson" in refusal.said_by.text
