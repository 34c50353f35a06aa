"""The verbs that say that somebody speaks, and what stands around them in a reporting clause."""

import re
from collections.abc import Iterator

from monitor.text.tables import alternatives, groups

WORDS = groups(__package__, "cues.tsv")

_SPEECH = alternatives((*WORDS["say"], *WORDS["order"], *WORDS["say_or_order"], *WORDS["speech"]))
DAY = alternatives(WORDS["day"])
CUE = re.compile(rf"\b{_SPEECH}\b")
SOURCED = "ccording to"
ACCORDING = re.compile(rf"\b[Aa]{SOURCED}\b")
NOT_A_CUE = frozenset(WORDS["not_a_cue"])
NO_THAT = frozenset((*WORDS["say"], *WORDS["say_or_order"]))
"""Verbs that introduce a reported clause without "that"."""
ORDERING = frozenset((*WORDS["order"], *WORDS["say_or_order"]))
"""Verbs that may ask for a deed."""

TELLING = frozenset(WORDS["say_or_order"])
"""Verbs whose object is the addressee: "told a rally", which may also end a sentence: "…, Ruto told a rally."."""
_DEED = re.compile(r"(?: (?!that\b)[^ ,]+){0,6} to ")
_CLAUSE_PRONOUN = re.compile(rf"{alternatives(WORDS['clause_pronoun'])}\b")
_INTRODUCTION = re.compile(rf"^\W*{alternatives(WORDS['introduction'])}\b")
_END = re.compile(rf"^(?:\W*$|, {alternatives(WORDS['goes_on'])}\b| {alternatives((*WORDS['adjunct'], DAY))}\b)")
_ADJUNCT = (
    rf",? (?:on |late |early |late on )?(?:{DAY}|today|yesterday)(?: night| morning| evening)?"
    r"|,? (?:on|in|at|late|earlier|last|from|during|to) (?:[\w’'.-]+ ){0,9}?[\w’'.-]+(?=,? that\b)"
    rf"| {alternatives(WORDS['addressee'])}"
)
_ADDRESSEE = r" (?:(?:the|a|his|her|its) )?(?:[\w’'-]+ ){0,3}?[\w’'-]+(?= that\b)"
_CLAUSE_BEGINS = r"(?: that\b|[,:])? +"
_BEHIND_SAYING = re.compile(rf"(?:{_ADJUNCT})*{_CLAUSE_BEGINS}")
"""What stands between a verb of speech and the reported clause: the day, the place, who is always told."""
_BEHIND_TELLING = re.compile(rf"(?:{_ADJUNCT}|{_ADDRESSEE})*{_CLAUSE_BEGINS}")
"""The same behind a verb whose object is the addressee, whoever that is."""


def cues(document: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    """The verbs of speech between two characters, but for nouns and passives: the reports, it was said."""
    for cue in CUE.finditer(document, begin, end):
        before = document[max(0, cue.start() - 8) : cue.start()].lower().split()
        if not before or before[-1] not in NOT_A_CUE:
            yield cue


def only_introduces(left: str) -> bool:
    """Whether what stands before a verb of speech but introduces the speaker: "In Manila, Marcos said …"."""
    return _INTRODUCTION.match(left) is not None


def asks_for_deed(cue: str, right: str) -> bool:
    """Whether a verb orders what stands behind it, and reports nothing: "urged Washington to stop"."""
    return cue in ORDERING and _DEED.match(right) is not None


def may_end(cue: str, right: str) -> bool:
    """Whether `right` may follow a reporting clause up to the end of a sentence: "…, Jaishankar said on Tuesday."."""
    return _END.match(right) is not None or cue in TELLING


def clause_behind(document: str, cue: re.Match[str], end: int) -> int:
    """Where the clause begins that a verb of speech introduces; `end`, that of the sentence, where there is none."""
    between = _BEHIND_TELLING if cue.group() in TELLING else _BEHIND_SAYING
    adjunct = between.match(document, cue.end(), end)
    begin = adjunct.end() if adjunct else end
    clause = document[begin:end]
    marked = document[cue.end() : begin].endswith(("that ", ","))
    if clause.startswith("to ") or not (cue.group() in NO_THAT or marked or _CLAUSE_PRONOUN.match(clause)):
        return end  # "confirmed the death of two soldiers"
    return begin
