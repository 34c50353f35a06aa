"""The steps that a matter may take, and the words in which news tells them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from monitor.alerting.facts.texts.words import stem
from monitor.records import ChangeKind, Record
from monitor.text.inflection import verb_forms, word_forms
from monitor.text.tables import parted, rows

_VERBS: Final = re.compile(r"\b([VB])\(([^()]+)\)")
_GAP: Final = r"(?:[$€£]?[\w'’.-]+(?:,\d+)* ){0,4}?"
UNDONE: Final = "to will may might could would can not never".split()
"""None of them stands right before a bare verb: "court to rule" tells no ruling."""
_DONE: Final = "".join(rf"(?<!\b{word} )" for word in UNDONE)


class Step(Record, frozen=True, kw_only=True):
    """A row of `steps.tsv`."""

    name: str
    kind: ChangeKind
    after: frozenset[str]  # stems, of which one was told; of none, whatever was told
    unless: frozenset[str]  # stems, of which none was told
    told_as: frozenset[str]  # other steps that tell the same


@cache
def steps() -> tuple[Step, ...]:
    """All steps, in the order in which people want to know."""
    return tuple(
        Step(
            name=name,
            kind=ChangeKind(kind),
            after=_stems(after),
            unless=_stems(unless),
            told_as=frozenset(parted(told_as)),
        )
        for name, kind, after, unless, told_as in rows(__package__, "steps.tsv", 5)
    )


@cache
def sayings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words in which a step is told, each with the name of the step."""
    return tuple((name, compiled(words)) for name, words in rows(__package__, "says.tsv", 2))


def compiled(words: str) -> re.Pattern[str]:
    """A row of `says.tsv` as an expression."""
    text = _VERBS.sub(lambda found: f"(?:{'|'.join(_forms(found[1], parted(found[2])))})", words)
    return re.compile(rf"(?<![\w-])(?:{text.replace('~ ', _GAP)})(?![\w-])", re.IGNORECASE)


def _forms(kind: str, verbs: list[str]) -> Iterator[str]:
    for each in verbs:
        verb, _, particle = each.partition(" ")
        for form in verb_forms(verb):
            if not form.endswith("ing") and (kind == "B" or form != verb):
                yield f"{_DONE if form == verb else ''}{form} {particle}".strip()


def _stems(cell: str) -> frozenset[str]:
    return frozenset(stem(form) for word in parted(cell) for form in word_forms(word))
