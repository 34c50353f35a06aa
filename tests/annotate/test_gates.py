"""Which sentences are parsed."""

import re

import pytest

from monitor.annotate.confidence.confidence import ALERT_CONFIDENCE, in_article
from monitor.annotate.events.gates import LEAST_POLITICS, may_tell_events, why_not_parsed
from monitor.annotate.events.reasons import NoEvent
from monitor.records import EntityType
from tests.annotate.building import named


def why_not(sentence: str, **names: EntityType) -> NoEvent | None:
    return why_not_parsed(sentence.split(), 0, len(sentence), named(sentence, **names))


PLACE, PERSON, ORGANISATION = EntityType.PLACE, EntityType.PERSON, EntityType.ORGANISATION


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Russia attacked Ukraine", {"Russia": PLACE}),
        ("France imposed new sanctions on Iran", {"France": PLACE}),
        ("France backs Ukraine", {"France": PLACE}),
        ("Macron met the envoy", {"Macron": PERSON}),
        ("The attack occurred near Kyiv .", {"Kyiv": PLACE}),
        ("China sells grain to Egypt", {"China": PLACE}),
        ("Iran made an appeal for calm", {"Iran": PLACE}),
        ("Riot police fired tear gas at the crowd", {}),
        ("Troops attacked the village", {}),
    ],
)
def test_a_trigger_and_somebody_who_can_act_pass(sentence: str, names: dict[str, EntityType]) -> None:
    assert why_not(sentence, **names) is None


@pytest.mark.parametrize(
    ("sentence", "names", "reason"),
    [
        ("The storm struck the village", {}, NoEvent.NOBODY),
        ("Police walked along the river", {}, NoEvent.NO_TRIGGER),
        ("Macron walked along the river", {"Macron": PERSON}, NoEvent.NO_TRIGGER),
        ("The fund is based in Oslo", {"Oslo": PLACE}, NoEvent.NO_TRIGGER),
        ("Acme sells shoes and hats", {"Acme": ORGANISATION}, NoEvent.NO_TRIGGER),
        ("Oslo : attack", {}, NoEvent.NOBODY),
        ("Iran attacked", {"Iran": PLACE}, NoEvent.LENGTH),
    ],
)
def test_without_a_trigger_or_anybody_nothing_is_parsed(
    sentence: str, names: dict[str, EntityType], reason: NoEvent
) -> None:
    assert why_not(sentence, **names) is reason


def test_a_table_without_full_stops_is_not_parsed() -> None:
    assert why_not("Russia attacked " * 200, Russia=PLACE) is NoEvent.LENGTH


MATCH = """
France attacked from the first minute, and the captain struck a penalty into the net before half-time. Wales defended
their goal with a second half of tackles; the coach praised the fans, the goalkeeper and the striker. The league table
has France ahead of England by three points, with one match of the season left in the stadium. The midfielder scored
twice and the winger hit the post; the referee sent a defender off. The team trains again before the cup final, said
the manager, whose club had lost its last championship by a goal scored after the final whistle.
"""


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_an_article_about_sport_is_not_read_for_events() -> None:
    assert not may_tell_events(words_of(MATCH))


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Ukraine",
        "France won the cup",
        "",
        "The president said the army had struck rebels near the border; parliament will vote on sanctions.",
        f"{MATCH}The foreign minister said the government had closed the border and its troops had fired on rebels.",
    ],
)
def test_politics_and_short_texts_are(text: str) -> None:
    assert may_tell_events(words_of(text))


def test_what_is_not_read_could_not_have_been_worth_an_alert() -> None:
    assert in_article(0.99, LEAST_POLITICS) < ALERT_CONFIDENCE / 2
