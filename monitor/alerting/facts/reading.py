"""The facts of a match: its events, figures and places, as far as they can be compared with what was told."""

from collections.abc import Iterable, Iterator
from typing import Final

from monitor.alerting.facts.developments.reading import headlined, led_with, told_in
from monitor.alerting.facts.facts import Concern, Facts, Happening, Side
from monitor.alerting.facts.stages import stages
from monitor.alerting.facts.texts.counts import revoked
from monitor.alerting.facts.texts.marks import mark_in, note_in
from monitor.alerting.facts.texts.names import headline_names, names_in
from monitor.alerting.facts.texts.negations import negated
from monitor.alerting.facts.texts.opening import is_overview, opening
from monitor.alerting.facts.texts.sequence import later_than
from monitor.alerting.facts.texts.tolls import figures, mentioned
from monitor.alerting.facts.texts.words import stem, stems
from monitor.records import AuxiliaryMode, Event, Match, Party, PartyReason, Span

_TEXT: Final = 80  # characters that are kept of a party
_KNOWN: Final = frozenset({PartyReason.NAME, PartyReason.OFFICE, PartyReason.PRONOUN, PartyReason.PHRASE})
_WORDS: Final = 40  # stems that are kept of a sentence


def of(match: Match) -> Facts:
    """The facts of `match`: what is compared with what its watch told of the story, and kept once it is told."""
    events = match.events or ((match.event,) if match.event else ())
    present = [(event, at < match.asked) for at, event in enumerate(events) if not event.historical]
    first = opening(match.article)
    return Facts(
        happenings=tuple(_happening(match, event, asked) for event, asked in present),
        figures=tuple(figures(match.article)),
        mentioned=tuple(dict.fromkeys(mentioned(match.article))),
        places=tuple(dict.fromkeys(_places(match, (event for event, _ in present)))),
        words=tuple(dict.fromkeys(stems(f"{match.article.title}\n{first.text}"))),
        names=names_in(match.article.title, first.text),
        headline_names=headline_names(match.article.title, first.text),
        stages=stages(match, by_words=_is_by_words(match)),
        developments=tuple(dict.fromkeys(told_in(match.article))),
        headlined=tuple(dict.fromkeys(_headlined(match))),
        negated=tuple(dict.fromkeys(negated((match.article.title, *first.sentences[:1])))),
        later_than=later_than(first.sentences),
        independent=match.independent,
        articles=(match.article.id,),
        title=match.article.title,
        correction=mark_in(match.article.title),
        revoked=tuple(revoked((match.article.title, *first.sentences))),
        note=note_in(match.article),
        withdrawal=match.withdrawal,
        overview=is_overview(match.article.title),
    )


def _happening(match: Match, event: Event, asked: bool) -> Happening:
    return Happening(
        type=event.type,
        actors=tuple(map(_side, event.actors)),
        recipients=tuple(map(_side, event.recipients)),
        trigger=stem(event.trigger.text),
        words=tuple(dict.fromkeys(stems(event.sentence.text)))[:_WORDS],
        modes=tuple(mode for mode in AuxiliaryMode if getattr(event, mode)),
        operators=event.rule.operators,
        concerns=_concern(match, event, asked),
        headline=event.in_title or _is_in_title(match, event.sentence),
        prominent=event.sentence.start < opening(match.article).end,
        repeated=stem(event.trigger.text) in {*stems(match.article.title)} & {*stems(opening(match.article).text)},
        confidence=max(event.confidence, event.confidence_if_known or 0.0),
        article=match.article.id,
    )


def _is_by_words(match: Match) -> bool:
    """Whether it asks for words: for no event, and not for an actor alone."""
    return match.event is None and any(not piece.clause.startswith("actor ") for piece in match.evidence)


def _headlined(match: Match) -> Iterator[str]:
    """The steps that its title tells: for a watch of words, and for one of actors where the title names them."""
    title = {*stems(match.article.title)}
    named = any(not title.isdisjoint(stems(piece.matched.text)) for piece in match.evidence)
    if match.withdrawal is None and (_is_by_words(match) or named):
        yield from headlined(match.article)
        yield from led_with(match.article)


def _side(party: Party) -> Side:
    named = party.name if party.actor and party.name else party.text
    return Side(text=named[:_TEXT], actor=party.actor or "", country=party.country or "")


def _concern(match: Match, event: Event, asked: bool) -> Concern:
    if asked:
        return Concern.ASKED
    if match.withdrawal is not None:
        return Concern.WORDS
    if match.event is not None:
        return Concern.NOTHING
    if _is_by_words(match):
        return Concern.WORDS
    if any(_is_watched(match, party) for party in event.actors):
        return Concern.ACTOR
    return Concern.PARTY if any(_is_watched(match, party) for party in event.recipients) else Concern.NOTHING


def _is_watched(match: Match, party: Party) -> bool:
    """Whether a party is an actor that the watch names, by its entity or by the words that were found."""
    found = (piece.matched for piece in match.evidence if piece.clause.startswith("actor "))
    named = any(party.start <= span.start and span.end <= party.end for span in found)
    return named or party.actor in match.actors or (party.country in match.actors and party.reason in _KNOWN)


def _is_in_title(match: Match, sentence: Span) -> bool:
    return sentence.start < len(match.article.title)


def _places(match: Match, events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        if event.location is not None and event.sentence.start < opening(match.article).end:
            yield event.location.text
