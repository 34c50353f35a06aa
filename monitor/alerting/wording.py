"""How an alert explains itself: the matched words, the sentence that shows the match best, the reason as a sentence."""

from collections.abc import Iterable
from typing import Final

from monitor.alerting.messages.names import country, event_type
from monitor.records import AuxiliaryMode, Event, EventType, Evidence, FoundBy, Match, ModeReason, Part, Span

_TYPES: Final = frozenset(EventType)
_OF_COUNTRIES: Final = {"country": "a party of", "location": "a place in", "said by": "said by a party of"}
_NAMED: Final = 4  # pieces of evidence spelled out in the reason; the others are counted


def why(match: Match, occasion: str) -> str:
    """The reason of the alert that `match` raises, such as

    "Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story."
    """
    score = f", score {match.score}" if match.score else ""
    return f"Watch '{match.watch}': {met(match) or 'it matched'}{score}; {occasion}."


def met(match: Match) -> str:
    """What of the watch was met, by which words and where: "term sanctions ('sanctions') in the title"."""
    pieces = _one_a_clause(match.evidence)
    named = [f"{_clause(piece)} ({_words(piece)}) in the {piece.field}" for piece in pieces[:_NAMED]]
    more = [f"{len(pieces) - _NAMED} more"] if len(pieces) > _NAMED else []
    return _enumerated(named + more)


def _clause(piece: Evidence) -> str:
    """The part of the watch that was met; events and countries by what they are called instead of their codes."""
    kind, _, code = piece.clause.rpartition(" ")
    if kind == "event" and code in _TYPES:
        return f"event of the kind '{event_type(EventType(code))}'"
    return f"{_OF_COUNTRIES[kind]} {country(code)}" if kind in _OF_COUNTRIES and code.isupper() else piece.clause


def _words(piece: Evidence) -> str:
    """The matched words; where they are none of the watchlist, whom they mean too, and how that is known.

    "'Élysée', Emmanuel Macron: another name or office of the same actor"
    """
    how = "" if piece.found_by is FoundBy.WORDS else f", {piece.meant}: {piece.found_by}"
    return f"'{piece.matched.text}'{how}"


def modes_in_words(event: Event) -> tuple[str, ...]:
    """The auxiliary modes of `event`, each with what it was read by as far as that is known."""
    reasons = {reason.mode: reason for reason in event.mode_reasons}
    return tuple(_mode(mode, reasons.get(mode)) for mode in AuxiliaryMode if getattr(event, mode))


def _mode(mode: AuxiliaryMode, reason: ModeReason | None) -> str:
    if reason is None:
        return mode
    cue = f" '{reason.cue.text}'" if reason.cue else ""
    return f"{mode} ({reason.rule}{cue})"


def matched_words(match: Match) -> tuple[str, ...]:
    """The matched words as they stand in the text, in its order; of words that differ in case alone, the first."""
    words: dict[str, str] = {}
    for piece in _in_text_order(match.evidence):
        words.setdefault(piece.matched.text.casefold(), piece.matched.text)
    return tuple(words.values())


def best_sentence(match: Match) -> str:
    """The sentence that shows the match best.

    It is the event's, else the one that bears out most clauses of the watch. Where several do, one of the text comes
    before the title, which every alert shows anyway, and an earlier one before a later one. Without evidence it is the
    title.
    """
    if match.event is not None:
        return match.event.sentence.text
    clauses: dict[Span, set[str]] = {}
    for piece in sorted(match.evidence, key=lambda piece: (piece.field is Part.TITLE, piece.sentence.start)):
        clauses.setdefault(piece.sentence, set()).add(piece.clause)
    best = max(clauses, key=lambda sentence: len(clauses[sentence]), default=None)
    return match.article.title if best is None else best.text


def _in_text_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    """`evidence` by where it stands."""
    return sorted(evidence, key=lambda piece: (piece.matched.start, piece.matched.end))


def _one_a_clause(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The first piece of evidence for each clause, in text order."""
    first: dict[str, Evidence] = {}
    for piece in _in_text_order(evidence):
        first.setdefault(piece.clause, piece)
    return list(first.values())


def _enumerated(pieces: list[str]) -> str:
    """`pieces` as English lists them: a, b and c."""
    return " and ".join(part for part in (", ".join(pieces[:-1]), *pieces[-1:]) if part)
