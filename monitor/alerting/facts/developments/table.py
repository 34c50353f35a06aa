"""The steps that a matter may take, and the words in which news tells them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from monitor.alerting.facts.texts.words import stem
from monitor.records import ChangeKind, Record
from monitor.text.inflection import verb_forms, word_forms
from monitor.text.ordinary import function_words
from monitor.text.tables import parted, rows

_VERBS: Final = re.compile(r"\b([VB])\(([^()]+)\)")
_GAP: Final = r"(?:[$€£]?[\w'’.-]+(?:,\d+)* ){0,4}?"
UNDONE: Final = "to will may might could would can not never".split()
"""None of them stands right before a bare verb: "court to rule" tells no ruling."""
_BEGINNING: Final = 4  # letters
_TOKEN: Final = re.compile(r"[^\W\d_]{2,}")
_NO_WORD: Final = re.compile(r"\\[a-zA-Z]|\(\?(?:-i:|<?[!=]|:)|\[[^\]]*\]")
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


class Saying(NamedTuple):
    """A row of `says.tsv`."""

    step: str
    expression: str
    begins: frozenset[str]  # beginnings of its words, of which a text must have one

    @property
    def words(self) -> re.Pattern[str]:
        """The words, as what is searched for; most rows are never asked, as no text has a word of theirs."""
        return _searched(self.expression)


@cache
def sayings() -> tuple[Saying, ...]:
    """The words in which steps are told."""
    found = ((name, expression(words)) for name, words in rows(__package__, "says.tsv", 2))
    return tuple(Saying(name, words, _beginnings(words)) for name, words in found)


@cache
def _searched(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _beginnings(pattern: str) -> frozenset[str]:
    """Of the words of an expression but those that every text has: looked for first, as that costs least."""
    tokens = (token.lower() for token in _TOKEN.findall(_NO_WORD.sub(" ", pattern)))
    return frozenset(token[:_BEGINNING] for token in tokens if token not in function_words("en"))


def beginnings(text: str) -> frozenset[str]:
    """The beginnings of the words of a text, of each length."""
    words = _TOKEN.findall(text.lower())
    return frozenset(word[:length] for word in words for length in range(2, _BEGINNING + 1))


def expression(words: str) -> str:
    """A row of `says.tsv` as an expression, for any case."""
    text = _VERBS.sub(lambda found: f"(?:{'|'.join(_forms(found[1], parted(found[2])))})", words)
    return rf"(?<![\w-])(?:{text.replace('~ ', _GAP)})(?![\w-])"


def _forms(kind: str, verbs: list[str]) -> Iterator[str]:
    for each in verbs:
        verb, _, particle = each.partition(" ")
        for form in verb_forms(verb):
            if not form.endswith("ing") and (kind == "B" or form != verb):
                yield f"{_DONE if form == verb else ''}{form} {particle}".strip()


def _stems(cell: str) -> frozenset[str]:
    return frozenset(stem(form) for word in parted(cell) for form in word_forms(word))
