"""The events of a story, told by many articles: what is the same becomes one event with many sources."""

from collections.abc import Iterable
from datetime import date

import msgspec

from monitor.records import Event, EventType, Record, Span


class Report(Record, frozen=True, kw_only=True):
    """An event as one article tells it; `on` is the day of the article."""

    event: Event
    article: str
    on: date


def merged(reports: Iterable[Report]) -> tuple[Event, ...]:
    """One event for each set of reports with the same type, actors, recipients, modes and day, in order of the first.

    An event whose day is not told is of the day of its article. Of several reports the most confident one stands for
    all; `sources` names all articles, each once, in order.
    """
    groups: dict[tuple[object, ...], list[Report]] = {}
    for report in reports:
        groups.setdefault(_key(report), []).append(report)
    return tuple(_one(group) for group in groups.values())


def _key(report: Report) -> tuple[object, ...]:
    event = report.event
    modes = (event.negated, event.future, event.hypothetical, event.historical)
    actors, recipients = _parties(event.actors), _parties(event.recipients)
    return (EventType(event.type), actors, recipients, modes, event.day or report.on)


def _parties(spans: tuple[Span, ...]) -> frozenset[str]:
    """The parties in any order, by the last word of their names: "Emmanuel Macron" is "Macron"."""
    return frozenset(span.text.split()[-1].casefold() for span in spans if span.text.strip())


def _one(group: list[Report]) -> Event:
    best = max(group, key=lambda report: report.event.confidence)
    sources = tuple(dict.fromkeys(report.article for report in group))
    return msgspec.structs.replace(best.event, day=best.event.day or best.on, sources=sources)
