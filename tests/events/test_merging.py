"""One event with many sources."""

from datetime import date

import msgspec

from monitor.annotate.merging import Report, merged
from monitor.records import Event, EventType, Span

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def span(text: str) -> Span:
    return Span(text=text, start=0, end=len(text))


MEETING = Event(
    id="e-1",
    type=EventType.CONSULT,
    actors=(span("Emmanuel Macron"), span("Xi Jinping")),
    recipients=(),
    trigger=span("met"),
    sentence=span("Emmanuel Macron met Xi Jinping."),
    confidence=0.6,
)


def report(event: Event, article: str, on: date = MONDAY) -> Report:
    return Report(event=event, article=article, on=on)


def test_the_same_event_in_two_articles_is_one_with_two_sources() -> None:
    again = msgspec.structs.replace(MEETING, id="e-2", actors=(span("Jinping"), span("Macron")), confidence=0.9)
    (one,) = merged([report(MEETING, "a"), report(again, "b"), report(again, "b")])
    assert (one.id, one.sources, one.day) == ("e-2", ("a", "b"), MONDAY)


def test_another_day_type_or_mode_is_another_event() -> None:
    others = [
        report(MEETING, "b", TUESDAY),
        report(msgspec.structs.replace(MEETING, type=EventType.AGREE), "b"),
        report(msgspec.structs.replace(MEETING, negated=True), "b"),
    ]
    assert len(merged([report(MEETING, "a"), *others])) == 4


def test_the_day_that_is_told_counts_before_that_of_the_article() -> None:
    told = msgspec.structs.replace(MEETING, day=MONDAY)
    assert len(merged([report(MEETING, "a"), report(told, "b", TUESDAY)])) == 1
