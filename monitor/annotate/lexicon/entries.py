"""Lexicon entries and how they are found."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache, lru_cache

from monitor.annotate.lexicon.words import rows, words_of
from monitor.records import EventType, Record
from monitor.text.inflection import noun_forms, singular, verb_forms

ANY = "-"
"""In the files: no particle; any object or none."""

NOTHING = "0"
"""In the files: no object at all ("they marched")."""

PARTY = "@party"
"""In the files: an object that is somebody ("met the minister", not "met the demand")."""

SUBJECT = "^"
"""In the files, as particle: the nouns are those of the subject, not of an object ("troops gathered")."""

LIGHT_VERBS = words_of("entries", "light_verbs")
"""Verbs that leave the meaning to the noun: make an appeal, launch an attack."""

REFUSED_BY_NOT = words_of("entries", "refused_by_not")
"""Verbs that refuse when denied, whatever their object: would not accept, has not allowed."""

_DEEDS = frozenset(
    {
        EventType.ASSAULT,
        EventType.CONSULT,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.COERCE,
        EventType.AID,
        EventType.RETREAT,
        EventType.COOPERATE,
    }
)


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

    @property
    def names_deed(self) -> bool:
        """Whether a noun of this type names a deed; those of words (accusation, demand) mostly name a topic."""
        return self.type in _DEEDS

    @property
    def name(self) -> str:
        """How the entry is shown as the rule of an event, such as "impose + sanction"."""
        if self.particle == SUBJECT:
            return f"{self.object} ^ {self.word}"
        verb = self.word if self.particle == ANY else f"{self.word} {self.particle}"
        return verb if self.object in (ANY, NOTHING) else f"{verb} + {self.object.lstrip('@')}"

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the entry: verb, particle, object."""
        named = () if self.object in (ANY, NOTHING) else (self.object.lstrip("@"),)
        particles = () if self.particle in (ANY, SUBJECT) else self.particle.split()
        return (self.word, *particles, *named)


class Needs(Record, frozen=True, kw_only=True):
    """What a verb needs near it to make an event: nothing, or one of these particles, or one of these objects."""

    nothing: bool
    particles: frozenset[str]
    objects: frozenset[str]  # in singular and plural


Readings = dict[str, dict[str, Entry]]  # particle → object → entry


class Lexicon:
    """All entries, by word; see the package's docstring for the files."""

    def __init__(
        self,
        verbs: list[Entry],
        nouns: list[Entry],
        operators: dict[str, Operator],
        actors: set[str],
        nothing: dict[tuple[str, str], set[str]],
        classes: dict[str, frozenset[str]],
    ) -> None:
        self._verbs: dict[str, Readings] = {}
        self._nothing, self._classes = nothing, classes
        for entry in verbs:
            self._verbs.setdefault(entry.word, {}).setdefault(entry.particle, {})[entry.object] = entry
        self._needs: dict[str, Needs] = {}  # of the verbs that were met: most never are
        self._nouns = {entry.word: entry for entry in nouns}
        self._operators, self._actors = operators, actors
        known = {*self._verbs, *(name.split("_")[0] for name in operators)}
        self._lemmas: dict[str, tuple[str, ...]] = {}
        for verb in sorted(known):
            for form in verb_forms(verb):
                self._lemmas[form] = (*self._lemmas.get(form, ()), verb)

    def entries(self) -> Iterator[Entry]:
        """All entries of verbs."""
        for readings in self._verbs.values():
            for entries in readings.values():
                yield from entries.values()

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The verbs of the lexicon that `form` (lower case) can be a form of."""
        return self._lemmas.get(form, ())

    def readings(self, lemma: str) -> Readings:
        """The entries of the verb `lemma`, by particle and object."""
        return self._verbs.get(lemma, {})

    def is_nothing(self, lemma: str, particle: str, word: str) -> bool:
        """Whether the verb `lemma` with this object makes no event: "released an album"."""
        return word in self._nothing.get((lemma, particle), ())

    def is_of_class(self, name: str, word: str) -> bool:
        """Whether the noun `word` (lower case, in singular or plural) belongs to the class `name` of objects.tsv."""
        return word in self._classes[name] or singular(word) in self._classes[name]

    def needs(self, lemma: str) -> Needs:
        """What the words around the verb `lemma` must hold before it can make an event."""
        if lemma not in self._verbs:
            return _NEVER
        if lemma not in self._needs:
            self._needs[lemma] = _needs(self._verbs[lemma])
        return self._needs[lemma]

    def noun(self, word: str) -> Entry | None:
        """The entry of a noun that names an event, in singular or plural (lower case)."""
        return self._nouns.get(word) or self._nouns.get(singular(word))

    def operator(self, lemma: str, particle: str = "") -> Operator | None:
        """What the verb `lemma` does to what it governs, with its particle or adjective if that counts."""
        return self._operators.get(f"{lemma}_{particle}") or self._operators.get(lemma)

    def is_actor(self, word: str) -> bool:
        """Whether the noun `word` (lower case) acts without a name: police, rebels, president."""
        return word in self._actors or singular(word) in self._actors


_GENERAL = frozenset({ANY, NOTHING, PARTY})
_NEVER = Needs(nothing=False, particles=frozenset(), objects=frozenset())


def _needs(readings: Readings) -> Needs:
    objects = {noun for entries in readings.values() for noun in entries if noun not in _GENERAL}
    particles = {particle.split()[0] for particle, entries in readings.items() if particle != ANY and ANY in entries}
    return Needs(
        nothing=not readings.get(ANY, {}).keys().isdisjoint(_GENERAL),
        particles=frozenset(particles),
        objects=frozenset(form for noun in objects for form in noun_forms(noun)),
    )


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships; read once a process."""
    classes = {name: nouns.split() for name, nouns in rows("objects.tsv")}
    operators = {verb: Operator(name.lower()) for name, verbs in rows("operators.tsv") for verb in verbs.split()}
    actors = {noun for _, nouns in rows("actors.tsv") for noun in nouns.split()}
    verb_rows = list(rows("verbs.tsv"))
    of_classes = [entry for row in verb_rows for entry in _verb_entries(row, _members(row[3], classes))]
    verbs = of_classes + [entry for row in verb_rows for entry in _verb_entries(row, _named(row[3]))]
    nouns = [Entry(type=EventType(row[0]), word=row[1]) for row in rows("nouns.tsv")]
    nothing: dict[tuple[str, str], set[str]] = {}
    for verb, particle, words in rows("nothing.tsv"):
        named = {noun for word in words.split() for noun in (classes[word[1:]] if _is_class(word) else [word])}
        nothing.setdefault((verb, particle), set()).update(named)
    members = {name: frozenset(words) for name, words in classes.items()}
    return Lexicon(verbs, nouns, operators, actors, nothing, members)


@lru_cache(maxsize=50_000)
def is_listed(word: str) -> bool:
    """Whether a word (lower case) can be a verb or a noun of the lexicon: most cannot, and this is asked of all."""
    return bool(load_lexicon().lemmas(word)) or load_lexicon().noun(word) is not None


def _members(objects: str, classes: dict[str, list[str]]) -> list[str]:
    """The nouns of the classes in a list of objects."""
    return [noun for word in objects.split() if _is_class(word) for noun in classes[word[1:]]]


def _named(objects: str) -> list[str]:
    """The nouns that a list of objects names itself; these win over members of a class."""
    return [word for word in objects.split() if not _is_class(word)]


def _is_class(word: str) -> bool:
    return word.startswith("@") and word != PARTY


def _verb_entries(row: list[str], objects: list[str]) -> Iterator[Entry]:
    kind = EventType(row[0])
    return (Entry(type=kind, word=row[1], particle=row[2], object=noun) for noun in objects)
