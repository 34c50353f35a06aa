"""One event with many sources."""

from datetime import date

import msgspec
import pytest

from monitor.annotate.events.merging import Report, identified, merged, once_each
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, EventType, Party, Span
from tests.nlp.articles import placed

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def span(text: str) -> Span:
    return Span(text=text, start=0, end=len(text))


def party(text: str) -> Party:
    return Party(text=text, start=0, end=len(text))


MEETING = Event(
    id="",
    type=EventType.CONSULT,
    actors=(party("Emmanuel Macron"), party("Xi Jinping")),
    recipients=(),
    trigger=span("met"),
    sentence=span("Emmanuel Macron met Xi Jinping."),
    confidence=0.6,
)


def report(event: Event, article: str, on: date = MONDAY, story: str = "s") -> Report:
    return Report(event=identified(event, story, on), article=article)


def test_the_same_event_in_two_articles_is_one_with_two_sources() -> None:
    again = msgspec.structs.replace(MEETING, actors=(party("Jinping"), party("Macron")), confidence=0.9)
    (one,) = merged([report(MEETING, "a"), report(again, "b"), report(again, "b")])
    assert (one.actors, one.sources) == (again.actors, ("a", "b"))


@pytest.mark.parametrize(
    "other",
    [
        report(MEETING, "b", TUESDAY),
        report(MEETING, "b", story="t"),
        report(msgspec.structs.replace(MEETING, type=EventType.AGREE), "b"),
        report(msgspec.structs.replace(MEETING, negated=True), "b"),
        report(msgspec.structs.replace(MEETING, actors=MEETING.actors[:1]), "b"),
    ],
)
def test_another_day_story_type_mode_or_party_is_another_event(other: Report) -> None:
    assert len(merged([report(MEETING, "a"), other])) == 2


def test_the_day_that_is_told_counts_before_that_of_the_article() -> None:
    told = msgspec.structs.replace(MEETING, day=MONDAY)
    assert len(merged([report(MEETING, "a"), report(told, "b", TUESDAY)])) == 1


def test_in_an_article_a_telling_without_a_day_is_of_the_day_that_another_tells() -> None:
    told = msgspec.structs.replace(MEETING, day=MONDAY)
    assert [event.day for event in once_each([MEETING, told, msgspec.structs.replace(MEETING, day=TUESDAY)])] == [
        MONDAY,
        TUESDAY,
    ]


def test_what_title_and_text_tell_alike_is_one_event() -> None:
    article = placed("Emmanuel Macron met Xi Jinping in Beijing on Sunday.", title="Macron meets Xi Jinping in Beijing")
    meetings = [event for event in InlineAnnotator().annotate_now(article).events if event.type is EventType.CONSULT]
    assert [event.day for event in meetings] == [date(2026, 3, 1)]


def test_what_the_title_leaves_open_is_told_by_the_text_of_the_same_words() -> None:
    text = "Ukrainian drones hit an oil refinery in Russia's Saratov region on Tuesday, starting a fire."
    article = InlineAnnotator().annotate_now(placed(text, title="Drones hit Saratov refinery"))
    assert [[party.country for party in event.actors] for event in article.events] == [["UKR"]]


def test_two_articles_of_a_story_give_what_they_tell_alike_the_same_id() -> None:
    texts = ("Russia shelled Kharkiv on Sunday.", "On Sunday Russia shelled Kharkiv, killing two people.")
    ids = [
        [event.id for event in InlineAnnotator().annotate_now(placed(text)).events if event.type is EventType.ASSAULT]
        for text in texts
    ]
    assert ids[0] == ids[1] != []
