"""The conditions that are met by words themselves: one of some words occurs, two occur near each other."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_lowercase

from monitor.match.conditions.clauses import Cost, Patterns
from monitor.match.conditions.sought import Sought
from monitor.match.names.verdict import Whose, in_doubt, whose
from monitor.match.occurrences.occurrence import Form, Refusal, occurrence
from monitor.match.occurrences.scan import NOTHING, Found, Hit, Scan, Units, by_place
from monitor.match.watchlist import Scope
from monitor.records import FoundBy, Mention, Party, PartyReason, Span

_DOCUMENT, _NOWHERE = frozenset({0}), frozenset[int]()
_FAR = 20  # characters; longer than the words that stand before an office

Occurrence = tuple[Form, int, tuple[int, int] | Refusal | Whose]
"""A spelling found at a place of the folded text: where it stands in the original, or why it does not count."""


class Leaf(ABC):
    """A condition that is met by words; what it finds in an article is worked out once."""

    def __init__(self, number: int) -> None:
        self._number = number

    def found(self, scan: Scan) -> Found:
        """Its words in the article."""
        known = scan.known.get(self._number)
        if known is None:
            known = scan.known[self._number] = self._find(scan)
        return known

    @abstractmethod
    def _find(self, scan: Scan) -> Found: ...

    def hits(self, scan: Scan) -> tuple[Hit, ...]:
        """Its words, ascending."""
        return self.found(scan).hits

    def units(self, scan: Scan, scope: Scope) -> Units:
        """The units that hold one of its words."""
        if scope is Scope.DOCUMENT:
            return _DOCUMENT if self.occurs(scan) else _NOWHERE
        words = self.found(scan)
        if scope is Scope.SENTENCE or not words.hits:
            return words.sentences
        return frozenset([scan.unit(hit, scope) for hit in words.hits])

    def occurs(self, scan: Scan) -> bool:
        """Whether one of its words stands anywhere in the article."""
        return bool(self.found(scan).hits)

    def evidence(self, scan: Scan, scope: Scope, units: Units) -> Iterable[Hit]:
        """Its words in `units`."""
        hits = self.found(scan).hits
        if scope is Scope.SENTENCE:
            return [hit for hit in hits if hit.sentence in units]
        if scope is Scope.DOCUMENT:
            return hits if units else ()
        return [hit for hit in hits if scan.unit(hit, scope) in units]


class Words(Leaf):
    """One of some words occurs: a word, a term, an actor by a name or by what the annotator has recognised as it.

    sought: the actors; entities: number of an entity that may be mentioned, or of a full name that may be misspelt →
    those of them who it is.
    """

    def __init__(
        self,
        number: int,
        name: str,
        forms: Mapping[int, tuple[Form, ...]],
        sought: Sequence[Sought],
        entities: Mapping[int, Sequence[Sought]],
    ) -> None:
        super().__init__(number)
        self._name, self._forms, self._entities = name, forms, entities
        self.sought = {each.clause: each for each in sought}
        self.patterns = frozenset(forms) | entities.keys()
        self._has_holders = any(each.tenure for each in sought)
        self._has_one_form = sum(map(len, forms.values())) == 1

    def _find(self, scan: Scan) -> Found:
        if self.patterns.isdisjoint(scan.present):
            return NOTHING
        if not self.sought:
            words = self._words(scan)
            return found(tuple(words) if self._has_one_form else _longest(words))
        occurrences = list(self._occurrences(scan))
        hits = [self._hit(scan, form, *span) for form, _, span in occurrences if isinstance(span, tuple)]
        return self._with_actors(scan, occurrences, hits)

    def occurs(self, scan: Scan) -> bool:
        """Whether one of them stands anywhere in the article; of words that are no names the first one tells."""
        if self.sought or self._number in scan.known:
            return super().occurs(scan)
        known = scan.occurring.get(self._number)
        if known is None:
            known = scan.occurring[self._number] = any(self._spans(scan))
        return known

    def _words(self, scan: Scan) -> list[Hit]:
        """The hits of words that are no names."""
        return [scan.hit(*span, form.clause) for form, span in self._spans(scan)]

    def _spans(self, scan: Scan) -> Iterator[tuple[Form, tuple[int, int]]]:
        """Where words that are no names count, one after the other."""
        starts = scan.starts
        for pattern in [pattern for pattern in self._forms if pattern in starts]:
            for form in self._forms[pattern]:
                for start in starts[pattern]:
                    span = occurrence(scan, form, start)
                    if isinstance(span, tuple):
                        yield form, span

    def _with_actors(self, scan: Scan, occurrences: Sequence[Occurrence], hits: list[Hit]) -> Found:
        """The actors by their own words, as far as these are not part of another's name, and by all else."""
        others = [(form, start) for form, start, span in occurrences if isinstance(span, Whose)]
        if others and hits:
            hits = _outside(scan, others, hits)
        named = list(self._named_in_full(scan, hits)) if hits else []
        hits += [hit for sought, full in named for hit in sought.in_short(scan, full)]
        hits += self._recognised(scan)
        hits += self._misspelt(scan)
        whose = {full.actor: sought.clause for sought, full in named if full.actor}
        return found(_longest(list(self._shown(scan, hits))), whose)

    def _shown(self, scan: Scan, hits: Iterable[Hit]) -> Iterable[Hit]:
        """`hits` as the watchlist calls them, without those who hold no office on the day of the article."""
        if not self._has_holders:
            return hits
        return filter(None, (self.sought[hit.clause].shown(hit, scan.day) for hit in hits))

    def _hit(self, scan: Scan, form: Form, start: int, end: int) -> Hit:
        """A hit by the words of the watchlist; it says where they may be those of somebody else."""
        sought = self.sought.get(form.clause)
        if sought is not None and not form.prefix and in_doubt(scan, sought.bearer, form.text, start, end):
            return scan.hit_like(start, end, form.clause, sought.actor.name, FoundBy.DOUBTFUL)
        return scan.hit(start, end, form.clause)

    def _recognised(self, scan: Scan) -> Iterator[Hit]:
        """The actors by what they are called without their name: "the French president", "the Kremlin"."""
        for entity in self._entities.keys() & scan.mentions.keys():
            for sought in self._entities[entity]:
                yield from sought.recognised(scan, entity)

    def _misspelt(self, scan: Scan) -> Iterator[Hit]:
        """The actors by full names that are misspelt."""
        for name in self._entities.keys() & scan.misspelt.keys():
            for sought in self._entities[name]:
                for start, end in scan.misspelt[name]:
                    yield scan.hit_like(start, end, sought.clause, sought.actor.name)

    def _named_in_full(self, scan: Scan, hits: Sequence[Hit]) -> Iterator[tuple[Sought, Mention]]:
        """The actors who are no entity but are named in full, and where."""
        unknown = (sought for sought in self.sought.values() if sought.entity is None)
        return ((sought, full) for sought in unknown for full in sought.in_full(scan, hits))

    def as_party(self, scan: Scan, party: Party) -> Iterator[Hit]:
        """The words of `party` where they stand for one of the actors, whatever they call it."""
        yield from self._shown(scan, self._as_party(scan, party))

    def _as_party(self, scan: Scan, party: Party) -> Iterator[Hit]:
        for entity in self._entities.keys() & scan.parties.keys():
            for sought in self._entities[entity]:
                yield from sought.parties(scan, entity, party)
        clause = self.found(scan).in_full.get(party.actor or "")
        if clause and party.reason is PartyReason.PRONOUN:
            yield scan.hit_of(party, clause, FoundBy.SHORT)

    def meant(self, scan: Scan, words: Span, entity: str) -> Iterable[Hit]:
        """`words`, where the entity that they mean is one of the actors: "he" of a speaker."""
        actors = [sought for sought in self.sought.values() if sought.entity == entity]
        hits = (scan.hit_like(words.start, words.end, each.clause, each.actor.name, FoundBy.ENTITY) for each in actors)
        return self._shown(scan, hits)

    def refused(self, scan: Scan) -> tuple[str, Refusal | Whose] | None:
        """The first that was found but does not count, as it stands in the text, and why."""
        occurrences = self._occurrences(scan)
        refused = ((start, form.text, span) for form, start, span in occurrences if not isinstance(span, tuple))
        start, text, refusal = min(refused, default=(0, "", None))
        return (scan.written(start, start + len(text)), refusal) if refusal else None

    def _occurrences(self, scan: Scan) -> Iterator[Occurrence]:
        find = self._occurrence if self.sought else occurrence
        for pattern in self._forms.keys() & scan.starts.keys():
            for form in self._forms[pattern]:
                for start in scan.starts[pattern]:
                    yield form, start, find(scan, form, start)

    def _occurrence(self, scan: Scan, form: Form, start: int) -> tuple[int, int] | Refusal | Whose:
        span = occurrence(scan, form, start)
        sought = self.sought.get(form.clause)
        if not isinstance(span, tuple) or sought is None or form.prefix:
            return span
        if sought.tenure is not None and not sought.tenure.holds(scan.day):
            return Whose.NOT_IN_OFFICE
        if sought.actor.not_behind and _word_before(scan.folded.text, start) in sought.actor.not_behind:
            return Whose.NOT_HELD
        return whose(scan, sought.bearer, sought.support, form.text, start) or span

    def required(self, cost: Cost) -> tuple[Patterns, ...]:
        """Its patterns."""
        return (self.patterns,)

    def describe(self) -> str:
        """Its name."""
        return self._name


def _word_before(text: str, start: int) -> str:
    """The word right before `start`, "" at the beginning of a sentence."""
    before = text[max(0, start - _FAR) : start].rstrip("- ")
    return before[len(before.rstrip(ascii_lowercase)) :]


def _outside(scan: Scan, others: Sequence[tuple[Form, int]], hits: Sequence[Hit]) -> list[Hit]:
    """`hits` but for those within a longer name of the same actor that is somebody else's there (Donald Trump Jr.)."""
    spans = [(form.clause, *scan.folded.original(start, start + len(form.text))) for form, start in others]
    return [
        hit
        for hit in hits
        if not any(
            hit.clause == clause and start <= hit.start and hit.end <= end and hit.end - hit.start < end - start
            for clause, start, end in spans
        )
    ]


def found(hits: tuple[Hit, ...], in_full: Mapping[str, str] = NOTHING.in_full) -> Found:
    """`hits`, in the order of the text, with the numbers of their sentences."""
    return Found(hits, frozenset([hit.sentence for hit in hits]), in_full)


def _longest(hits: list[Hit]) -> tuple[Hit, ...]:
    """`hits` ascending, without those that lie within a longer one of the same actor or term."""
    if len(hits) < 2:
        return tuple(hits)
    ends: dict[str, int] = {}
    kept = []
    for hit in sorted(hits, key=by_place):
        if hit.end > ends.get(hit.clause, 0):
            ends[hit.clause] = hit.end
            kept.append(hit)
    return tuple(kept)
