"""The facts of a match: its events, figures and places, as far as they can be compared with what was told."""

from collections.abc import Iterable, Iterator
from typing import Final

from monitor.alerting.facts.corrections import correction_in
from monitor.alerting.facts.facts import Facts, Figure, Happening, Side
from monitor.alerting.facts.words import stem, stems
from monitor.records import AuxiliaryMode, Event, Match, Party, Size, Span

SURE: Final = 0.7
"""The confidence from which on an event is worth an alert; `monitor.annotate` calibrates it."""

_LEAD: Final = 300  # characters of the text within which a sentence of the lead begins
_TEXT: Final = 80  # characters that are kept of a party


def of(match: Match) -> Facts:
    """The facts of `match`: what is compared with what its watch told of the story, and kept once it is told."""
    events = match.events or ((match.event,) if match.event else ())
    happenings = tuple(
        _happening(match, event, at < match.asked) for at, event in enumerate(events) if not event.historical
    )
    return Facts(
        happenings=happenings,
        figures=tuple(_figures(match, events)),
        places=tuple(dict.fromkeys(_places(match, events))),
        words=tuple(dict.fromkeys(stems(match.article.title + "\n" + lead(match)))),
        independent=match.independent,
        articles=(match.article.id,),
        correction=correction_in(match.article),
        withdrawal=match.withdrawal or "",
    )


def lead(match: Match) -> str:
    """The first sentences of the text, roughly."""
    return match.article.text[: _LEAD * 2].partition("\n")[0][: _LEAD + 100]


def is_headline(match: Match, sentence: Span) -> bool:
    """Whether a sentence is the title."""
    return sentence.start < len(match.article.title)


def is_prominent(match: Match, sentence: Span) -> bool:
    """Whether a sentence is the title, or stands in the lead."""
    title = len(match.article.title)
    first_line = match.article.text.find("\n")
    limit = title + 1 + (_LEAD if first_line < 0 else min(_LEAD, first_line + 1))
    return sentence.start < limit


def _happening(match: Match, event: Event, asked: bool) -> Happening:
    return Happening(
        type=event.type,
        actors=tuple(_side(match, party) for party in event.actors),
        recipients=tuple(_side(match, party) for party in event.recipients),
        trigger=stem(event.trigger.text),
        words=tuple(dict.fromkeys(stems(event.sentence.text)))[:40],
        modes=tuple(mode for mode in AuxiliaryMode if getattr(event, mode)),
        operators=event.rule.operators,
        said_by=(event.said_by.actor or event.said_by.text) if event.said_by else "",
        asked=asked,
        headline=is_headline(match, event.sentence),
        prominent=is_prominent(match, event.sentence),
        sure=max(event.confidence, event.confidence_if_known or 0.0) >= SURE,
        article=match.article.id,
    )


def _side(match: Match, party: Party) -> Side:
    named = party.name if party.actor and party.name else party.text
    return Side(
        text=named[:_TEXT],
        actor=party.actor or "",
        country=party.country or "",
        watched=_is_watched(match, party),
    )


def _is_watched(match: Match, party: Party) -> bool:
    """Whether a party is an actor that the watch names, by its entity or by the words that were found."""
    found = (piece.matched for piece in match.evidence if piece.clause.startswith("actor "))
    return party.actor in match.actors or any(party.start <= span.start and span.end <= party.end for span in found)


def _figures(match: Match, events: Iterable[Event]) -> Iterator[Figure]:
    """Those of the title and the lead, the first of each kind."""
    seen: set[str] = set()
    for event in sorted(events, key=lambda event: event.sentence.start):
        if event.size is None or event.historical or event.negated or not is_prominent(match, event.sentence):
            continue
        for what, value, unit in _sizes(event.size):
            if what not in seen:
                seen.add(what)
                country = event.location_country
                yield Figure(what=what, value=value, unit=unit, country=country, article=match.article.id)


def _sizes(size: Size) -> Iterator[tuple[str, float, str]]:
    for what in ("dead", "injured", "arrested", "troops", "countries", "money"):
        value = getattr(size, what)
        if value is not None:
            yield what, float(value), size.currency if what == "money" else ""


def _places(match: Match, events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        if event.location is not None and not event.historical and is_prominent(match, event.sentence):
            yield event.location.text
