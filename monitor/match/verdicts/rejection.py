"""Why a watch that was looked at does not match, for people who ask."""

from enum import StrEnum
from typing import NamedTuple

from monitor.match.conditions.clauses import AllClause, AnyClause, Clause
from monitor.match.conditions.leaves import Words
from monitor.match.conditions.near import Nearby
from monitor.match.conditions.quotes import Said
from monitor.match.occurrences.scan import Scan
from monitor.match.watchlist import Scope
from monitor.records import Record


class RejectReason(StrEnum):
    """Why a watch did not match."""

    EXPIRED = "the watch has expired"
    SOURCE = "the source is not one the watch looks at"
    LANGUAGE = "the language is not one the watch looks at"
    MISSING = "a required word is missing"
    NOT_THE_WORD = "what was found is not the word that is meant"
    NOT_SAID = "nobody says so who is asked for"
    TOO_FAR = "the words are too far apart"
    SCOPE = "the words do not meet within the scope"
    EXCLUDED = "an excluded word occurs"
    SCORE = "what was found does not stand where the watch weighs it enough"
    EVENT = "no such event"
    EVENT_SCOPE = "the event does not stand where the words are"
    UNTOUCHED = "no word of it"


class Rejection(Record, frozen=True, kw_only=True):
    """One watch that was looked at and did not match."""

    watch: str
    watchlist: str
    reason: RejectReason
    detail: str


_UNITS = {Scope.SENTENCE: "sentence", Scope.PARAGRAPH: "paragraph", Scope.DOCUMENT: "article"}


class Why(NamedTuple):
    """A reason and what it is about, before a watch is named."""

    reason: RejectReason
    detail: str


def why_not(clause: Clause, scan: Scan, scope: Scope) -> Why:
    """Why `clause` holds nowhere in the article; the first reason found, from the outside in."""
    match clause:
        case AllClause():
            return _why_not_all(clause, scan, scope)
        case AnyClause():
            reasons = [why_not(inner, scan, scope) for inner in clause.clauses]
            telling = [why for why in reasons if why.reason is not RejectReason.MISSING]
            return telling[0] if telling else Why(RejectReason.MISSING, clause.describe())
        case Nearby():
            missing = [side for side in (clause.first, clause.second) if not side.hits(scan)]
            return why_not(missing[0], scan, scope) if missing else Why(RejectReason.TOO_FAR, clause.describe())
        case Said():
            return Why(RejectReason.NOT_SAID, f"{clause.describe()}: {clause.why_not(scan)}")
        case Words():
            return _why_not_leaf(clause, scan)
    return Why(RejectReason.MISSING, clause.describe())


def _why_not_all(clause: AllClause, scan: Scan, scope: Scope) -> Why:
    for inner in clause.clauses:
        if not inner.units(scan, scope):
            return why_not(inner, scan, scope)
    words = ", ".join(f'"{_first_word(inner, scan)}"' for inner in clause.clauses)
    return Why(RejectReason.SCOPE, f"{words} occur, but not all in one {_UNITS[scope]}")


def _why_not_leaf(clause: Words, scan: Scan) -> Why:
    refused = clause.refused(scan)
    if refused is None:
        return Why(RejectReason.MISSING, clause.describe())
    word, refusal = refused
    return Why(RejectReason.NOT_THE_WORD, f'{clause.describe()}: "{word}" does not count: {refusal}')


def _first_word(clause: Clause, scan: Scan) -> str:
    hit = clause.hits(scan)[0]
    return scan.document[hit.start : hit.end]
