"""When two tellings are of one event, in an article and over the articles of a story.

Within a story the same type, actors, recipients, modes and day are one event. Its id is made of just these, so that
each article that tells of it gives it the same id: whoever reads annotated articles merges by id, without a memory.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from monitor.identity import content_id
from monitor.records import Event, Party, Record


def once_each(events: Iterable[Event]) -> list[Event]:
    """The events of one article, each once, in order of the first telling.

    A telling without a day, such as that of a title, is of the day that another one tells.
    """
    kept: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        tellings = kept.setdefault(_what(event), [])
        same = next(
            (
                at
                for at, other in enumerate(tellings)
                if None
                in (
                    event.day,
                    other.day,
                )
                or event.day == other.day
            ),
            None,
        )
        if same is None:
            tellings.append(event)
        elif tellings[same].day is None:
            tellings[same] = msgspec.structs.replace(tellings[same], day=event.day)
    return sorted((event for tellings in kept.values() for event in tellings), key=lambda event: event.trigger.start)


def identified(event: Event, story: str, on: date) -> Event:
    """`event` with its id in the story; on: the day of the article, where the event does not tell its own."""
    day = event.day or on
    return msgspec.structs.replace(event, id=content_id("e", story, *_what(event), day.isoformat()))


def _what(event: Event) -> tuple[str, ...]:
    """What is told but for the day. Order of parties does not count: those who meet meet each other."""
    modes = "".join("01"[mode] for mode in (event.negated, event.future, event.hypothetical, event.historical))
    return (event.type.value, _parties(event.actors), _parties(event.recipients), modes)


def _parties(parties: tuple[Party, ...]) -> str:
    """The parties by the last word of their names: "Emmanuel Macron" is "Macron", and "Moscow" is "Russia"."""
    names = (party.name or party.text for party in parties)
    return "|".join(sorted({name.split()[-1].casefold() for name in names if name.strip()}))


class Report(Record, frozen=True, kw_only=True):
    """An event as one article tells it."""

    event: Event
    article: str


def merged(reports: Iterable[Report]) -> tuple[Event, ...]:
    """One event for each id, in order of the first report.

    Of several reports the most confident one stands for all; `sources` names all articles, each once, in order.
    """
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(report.event.id, []).append(report)
    return tuple(_one(group) for group in groups.values())


def _one(group: list[Report]) -> Event:
    best = max(group, key=lambda report: report.event.confidence)
    sources = tuple(dict.fromkeys(report.article for report in group))
    return msgspec.structs.replace(best.event, sources=sources)
