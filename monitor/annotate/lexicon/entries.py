"""Lexicon entries and how they are found."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

from monitor.annotate.lexicon.inflection import singular, verb_forms
from monitor.records import EventType, Record

ANY = "-"  # in the files: no particle; with or without an object


class Operator(StrEnum):
    """What a verb does to the event that it governs ("agree to meet", "refuse to meet")."""

    INTENT = "intent"
    STOP = "stop"
    REPORT = "report"
    DEMAND = "demand"
    ALLOW = "allow"
    BEGIN = "begin"
    REFUSE = "refuse"
    THREAT = "threat"


class Entry(Record, frozen=True, kw_only=True):
    """One reading of a verb or noun. `object` is "-" where any object will do, and none."""

    type: EventType
    word: str
    particle: str = ANY
    object: str = ANY
    benchmark: str = ""  # the type by the convention of the public test sets, where it is another one

    @property
    def name(self) -> str:
        """How the entry is shown as the rule of an event, such as "impose + sanction"."""
        verb = self.word if self.particle == ANY else f"{self.word} {self.particle}"
        return verb if self.object == ANY else f"{verb} + {self.object}"


Readings = dict[str, dict[str, Entry]]  # particle → object → entry


class Lexicon:
    """All entries, by word; see the package's docstring for the files."""

    def __init__(
        self, verbs: list[Entry], nouns: list[Entry], operators: dict[str, Operator], actors: set[str]
    ) -> None:
        self._verbs: dict[str, Readings] = {}
        for entry in verbs:
            self._verbs.setdefault(entry.word, {}).setdefault(entry.particle, {})[entry.object] = entry
        self._nouns = {entry.word: entry for entry in nouns}
        self._operators, self._actors = operators, actors
        known = {*self._verbs, *(name.split("_")[0] for name in operators)}
        self._lemmas: dict[str, tuple[str, ...]] = {}
        for verb in sorted(known):
            for form in verb_forms(verb):
                self._lemmas[form] = (*self._lemmas.get(form, ()), verb)

    @cached_property
    def triggers(self) -> frozenset[str]:
        """Every word form that can make an event; what the gate looks for."""
        forms = {form for form, lemmas in self._lemmas.items() if any(lemma in self._verbs for lemma in lemmas)}
        plurals = {f"{noun}s" for noun in self._nouns}
        return frozenset(forms - _TOO_COMMON | self._nouns.keys() | plurals)

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The verbs of the lexicon that `form` (lower case) can be a form of."""
        return self._lemmas.get(form, ())

    def readings(self, lemma: str) -> Readings:
        """The entries of the verb `lemma`, by particle and object."""
        return self._verbs.get(lemma, {})

    def noun(self, word: str) -> Entry | None:
        """The entry of a noun that names an event, in singular or plural (lower case)."""
        return self._nouns.get(word) or self._nouns.get(singular(word))

    def operator(self, lemma: str, particle: str = "") -> Operator | None:
        """What the verb `lemma` does to what it governs, with its particle or adjective if that counts."""
        return self._operators.get(f"{lemma}_{particle}") or self._operators.get(lemma)

    def is_actor(self, word: str) -> bool:
        """Whether the noun `word` (lower case) acts without a name: police, rebels, president."""
        return word in self._actors or singular(word) in self._actors


_TOO_COMMON = frozenset("am is are was were be been being 's 're 'm have has had having do does did 'd".split())


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships; read once a process."""
    classes = {name: nouns.split() for name, nouns in _rows("objects.tsv")}
    operators = {verb: Operator(name.lower()) for name, verbs in _rows("operators.tsv") for verb in verbs.split()}
    actors = {noun for _, nouns in _rows("actors.tsv") for noun in nouns.split()}
    verbs = [entry for row in _rows("verbs.tsv") for entry in _verb_entries(row, classes)]
    nouns = [Entry(type=EventType(row[0]), word=row[1], benchmark=_third(row)) for row in _rows("nouns.tsv")]
    return Lexicon(verbs, nouns, operators, actors)


def _rows(name: str) -> Iterator[list[str]]:
    text = (files("monitor.annotate.lexicon") / name).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))


def _third(row: list[str]) -> str:
    return row[2] if len(row) > 2 else ""


def _verb_entries(row: list[str], classes: dict[str, list[str]]) -> Iterator[Entry]:
    """One entry for each object of a row; a class first, so that a word named by itself wins over its class."""
    kind, verb, particle, objects = row[:4]
    benchmark = row[4] if len(row) > 4 else ""
    named = objects.split()
    members = [noun for word in named if word.startswith("@") for noun in classes[word[1:]]]
    for noun in (*members, *(word for word in named if not word.startswith("@"))):
        yield Entry(type=EventType(kind), word=verb, particle=particle, object=noun, benchmark=benchmark)
