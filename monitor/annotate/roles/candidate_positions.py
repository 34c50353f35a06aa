"""Where a recipient can stand below a verb, and how well each position suits.

As object, behind a preposition of the verb or of its object, as owner of the object, as subject or object of the
embedded clause. A candidate counts by its position, its preposition, and what kind of noun it is.
"""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.recipient_priors import likelihood
from monitor.annotate.syntax.clauses import agent, complement, is_infinitive, is_passive, objects
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import is_former
from monitor.annotate.typing.senses import Reading
from monitor.records import EventType
from monitor.text.inflection import singular

_PREPOSITIONS = {
    "against": 1.0, "with": 0.6, "to": 0.9, "on": 0.6, "upon": 0.8, "toward": 0.6, "towards": 0.6, "at": 0.2,
    "between": 0.6, "from": 0.3, "for": 0.2, "of": 0.3, "over": -0.3, "into": 0.5, "in": -0.4, "near": -0.4,
    "about": -0.2, "among": 0.0, "across": -0.5, "around": -0.6, "outside": -0.3, "inside": -0.4, "through": -0.6,
    "along": -0.6, "throughout": -0.5, "within": -0.5, "regarding": -0.4, "behind": -0.3, "by": -0.8, "onto": 0.0,
    "alongside": 0.3,
}  # fmt: skip
"""How likely a recipient stands behind a preposition; others introduce none."""

_OBJECT, _DATIVE, OWN, _BELOW_OBJECT, _OWNER, _EMBEDDED = 3.0, 3.4, 2.2, 1.9, 2.6, 2.9
_PROPOSED = 1.0  # whoever made an offer that is refused
_MAKER = 0.7  # "an offer by Iran" is Iran's
_BELOW_EMBEDDING = -0.9
"""What a position counts by itself; all below an embedded clause count less, as the embedding verb's own come first."""

_PER_STEP = -0.25
_DEEPEST = 3
_THEMES_MOVED = frozenset({EventType.AGREE, EventType.AID, EventType.MOBILIZE, EventType.RETREAT, EventType.COOPERATE})
"""Types whose object is mostly what is given, sent or moved, not whom it is for."""

_THEME, _BEHIND_PARTY = -2.4, -0.5
_FORCES = words_of("candidate_positions", "forces")
_PLACE_TYPES, _PLACED = frozenset({EventType.MOBILIZE, EventType.AID}), 0.5
"""Types that are done to a place as much as to a party: troops in X, aid in X."""

_ABOUT_TYPES, _ABOUT = frozenset({EventType.ACCUSE, EventType.THREATEN, EventType.SUPPORT}), 1.0
"""Types of words: behind "of" and "over" stands what is spoken of."""

_ONE_SIDED, _BESIDE = frozenset({EventType.THREATEN, EventType.SANCTION, EventType.ACCUSE}), 1.8
"""Types that are done against somebody: whoever it is coordinated with is on the other side."""

_DEMANDING = words_of("candidate_positions", "demanding")
_CONDEMNED = frozenset({EventType.ASSAULT, EventType.COERCE})

_SENDING = words_of("candidate_positions", "sending")
_HELPERS = words_of("candidate_positions", "helpers")
_TRAVELLING = words_of("candidate_positions", "travelling")
_WEAPONS = words_of("candidate_positions", "weapons")
_FREEING = words_of("candidate_positions", "freeing")
_COMPLAINING = words_of("candidate_positions", "complaining")
_COMPLAINED_OF, _TOLD = ("about", "over", "of", "against"), 3.0
_HELPING = words_of("candidate_positions", "helping")
_MARCHING = words_of("candidate_positions", "marching")
_DISCUSSING = words_of("candidate_positions", "discussing")
_MEETING_PLACES = words_of("candidate_positions", "meeting_places")
"""Where a meeting is held, unless whoever meets travels there; and what it is about."""


class Candidate(NamedTuple):
    """A noun phrase that may be the recipient: the index of its head, and how well its position suits."""

    head: int
    weight: float


def is_condemned(reading: Reading, kind: EventType) -> bool:
    """Whether a deed of this type is what an accusation is about, so that whom it was done to is not accused.

    "the arrest of a nun in Managua", "sanctions on Iran"; who calls for sanctions accuses whom they are for.
    """
    return kind in _CONDEMNED or (kind is EventType.SANCTION and reading.verb not in _DEMANDING)


class Finder:
    """Finds the candidates below a verb that was read as `reading`."""

    def __init__(self, sentence: ParsedSentence, phrases: Phrases, reading: Reading) -> None:
        self._sentence, self._phrases, self._reading, self._kind = sentence, phrases, reading, reading.type

    def below_verb(self, verb: int, embedded: int | None) -> Iterator[Candidate]:
        """The candidates below `verb`, and below the clause `embedded` that it governs."""
        sentence = self._sentence
        self._travels = self._is_any(verb, _TRAVELLING)
        for head in sentence.children(verb, "dative"):
            if sentence[head].tag not in ("IN", "TO"):
                yield from self._standing(head, _DATIVE, 0)
        if not (self._kind is EventType.CONSULT and self._is_any(verb, _DISCUSSING)):
            for head in objects(sentence, verb):
                yield from self._object(head, 0.0)
        yield from self._behind_prepositions(verb, OWN, 0)
        if self._kind is EventType.AID:
            yield from self._helped(verb)
        below = embedded if embedded is not None else complement(sentence, verb)
        if below is not None:
            yield from self._embedded_clause(below, verb, 0)

    def _helped(self, verb: int) -> Iterator[Candidate]:
        """Whom something is given to help: "donated tents to help Nepal", "a loan to aid Tunisia"."""
        sentence = self._sentence
        purposes = [index for index in sentence.subtree(verb) if sentence[index].dep in ("advcl", "acl", "xcomp")]
        for purpose in purposes:
            if is_infinitive(sentence, purpose) and self._is_any(purpose, _HELPING):
                for head in objects(sentence, purpose):
                    yield from self._standing(head, _OBJECT, 0)
                    yield from self.below_noun(head, 0.0, 1)

    def _is_any(self, verb: int, lemmas: frozenset[str]) -> bool:
        return not lemmas.isdisjoint(load_lexicon().lemmas(self._sentence[verb].lower))

    def _object(self, head: int, shift: float) -> Iterator[Candidate]:
        counted = self._phrases.counted(head)
        if counted != head and self._kind in _THEMES_MOVED and self._is_force(counted):
            head = counted  # "the rest of its troops"
        moved = self._kind in _THEMES_MOVED and not self._phrases.is_name(head) and self._is_moved(head)
        if not ((moved and self._is_force(head)) or self._is_helper(head)):
            yield from self._standing(head, _OBJECT + shift + (_THEME if moved else 0.0), 0)
        yield from self.below_noun(head, shift, 1)

    def _is_helper(self, head: int) -> bool:
        """Whether somebody is sent to help, and so is not who is helped: "sent medics to Burundi"."""
        sends = self._kind is EventType.AID and self._is_any(self._sentence.head(head), _SENDING)
        return sends and singular(self._sentence[head].lower) in _HELPERS

    def _is_force(self, head: int) -> bool:
        return singular(self._sentence[head].lower) in _FORCES

    def _is_moved(self, head: int) -> bool:
        """Whether a thing or a force is moved; people who are freed or helped are whom it is done to."""
        if self._kind is EventType.RETREAT and self._reading.verb in _FREEING and self._phrases.is_party(head):
            return False
        return not self._phrases.is_party(head) or self._is_force(head)

    def below_noun(self, noun: int, shift: float, depth: int) -> Iterator[Candidate]:
        """What a noun hides: its owner, and what stands behind its prepositions."""
        if depth > _DEEPEST:
            return
        step = _PER_STEP * max(0, depth - 1)
        refused = self._kind is EventType.REJECT and load_lexicon().is_of_class("proposals", self._sentence[noun].lower)
        for owner in (*self._owners(noun), *self._makers(noun)):
            yield from self._standing(owner, _OWNER + shift + step + (_PROPOSED if refused else 0.0), depth)
        if self._is_condemned_deed(noun):
            yield from self._behind_prepositions(noun, _BELOW_OBJECT + shift + step, depth, "by", "from")
            for patient in self._patients(noun):
                yield from self._behind_prepositions(patient, _BELOW_OBJECT + shift + step, depth, "by")
        elif not self._phrases.is_name(noun):
            party = _BEHIND_PARTY if self._phrases.is_party(noun) else 0.0
            yield from self._behind_prepositions(noun, _BELOW_OBJECT + shift + step + party, depth)
            for conjunct in self._sentence.children(noun, "conj"):
                yield from self.below_noun(conjunct, shift + _PER_STEP, depth + 1)

    def _patients(self, deed: int) -> Iterator[int]:
        """Whom a deed is done to, on whom the parser hangs who does it: "the expulsion of a diplomat by Minsk"."""
        for preposition in self._sentence.children(deed, "prep"):
            if self._sentence[preposition].lower in ("of", "on", "against"):
                yield from self._sentence.children(preposition, "pobj")

    def _owners(self, noun: int) -> list[int]:
        """Whose a noun is; of what is sent a noun before it only says what it is ("a navy ship")."""
        owners = self._phrases.owners(noun)
        sent = self._kind in (EventType.AID, EventType.MOBILIZE)
        sent = sent or (self._kind is EventType.RETREAT and self._is_force(noun))
        return [owner for owner in owners if not sent or self._phrases.is_named(owner)]

    def _is_condemned_deed(self, noun: int) -> bool:
        """Whether a deed is condemned, so that whoever did it is accused, and not whom it was done to."""
        word = self._sentence[noun].lower
        entry = load_lexicon().noun(word)
        if self._reading.theme.endswith(f"-{word}"):  # a verbal attack is the accusation itself
            return False
        return self._kind is EventType.ACCUSE and entry is not None and is_condemned(self._reading, entry.type)

    def _makers(self, noun: int) -> Iterator[int]:
        """ "every offer made by the Taliban": whose it is."""
        for participle in self._sentence.children(noun, "acl"):
            maker = None if is_former(self._sentence, participle) else agent(self._sentence, participle)
            if maker is not None:
                yield maker

    def _behind_prepositions(self, index: int, weight: float, depth: int, *only: str) -> Iterator[Candidate]:
        sentence = self._sentence
        for preposition in sentence.children(index, "prep", "dative"):
            if only and sentence[preposition].lower not in only:
                continue
            value = _PREPOSITIONS.get(sentence[preposition].lower)
            if depth and sentence[preposition].lower == "by":
                value = _MAKER
            if value is None or self._says_where(sentence[preposition].lower):
                continue
            for head in sentence.children(preposition, "pobj"):
                if not self._is_aim(preposition, head):
                    yield from self._behind(preposition, head, weight + value, depth)
            for nested in sentence.children(preposition, "prep"):  # "out of", "from under"
                for head in sentence.children(nested, "pobj"):
                    yield from self._standing(head, weight + value, depth)
                    yield from self.below_noun(head, weight + value - _BELOW_OBJECT - 0.5, depth + 1)

    def _is_aim(self, preposition: int, head: int) -> bool:
        """Whether a thing without a name is by what one threatens, or whither a march goes: "answer with force"."""
        if self._phrases.is_named(head):
            return False
        word = self._sentence[preposition].lower
        marches = self._kind is EventType.PROTEST and self._is_any(self._sentence.head(preposition), _MARCHING)
        return (self._kind is EventType.THREATEN and word == "with") or (marches and word in ("to", "towards", "on"))

    def _says_where(self, preposition: str) -> bool:
        """Whether a preposition of a meeting says where it is held or by whom it is brought about."""
        if preposition == "through" or (self._kind is EventType.RETREAT and preposition == "over"):
            return True  # "resigned over the crash"
        return self._kind is EventType.CONSULT and preposition in _MEETING_PLACES and not self._travels

    def _behind(self, preposition: int, head: int, weight: float, depth: int) -> Iterator[Candidate]:
        with_what = self._sentence[preposition].lower == "with" and singular(self._sentence[head].lower) in _WEAPONS
        if with_what and self._kind is EventType.ASSAULT:
            return
        if preposition < self._sentence.head(preposition):
            weight -= 1.0  # "In Moscow, the minister met …": a circumstance
        if self._kind in _ABOUT_TYPES and self._sentence[preposition].lower in ("of", "over", "for", "about"):
            weight -= _ABOUT
        if self._is_told(preposition) or self._is_freed_to(preposition):
            weight -= _TOLD
        if self._kind in _ONE_SIDED and depth == 0 and self._sentence[preposition].lower in ("with", "alongside"):
            weight -= _BESIDE
        if self._sentence[preposition].lower in ("in", "near", "at", "across"):
            weight += _PLACED if self._kind in _PLACE_TYPES else -_PLACED
        yield from self._standing(head, weight, depth)
        yield from self.below_noun(head, weight - _BELOW_OBJECT - 0.5, depth + 1)

    def _is_freed_to(self, preposition: int) -> bool:
        """Whether somebody only receives who is freed: "released the soldiers to the Red Cross"."""
        if self._reading.verb not in _FREEING or self._sentence[preposition].lower != "to":
            return False
        verb = self._sentence.head(preposition)
        return any(self._phrases.is_party(head) for head in objects(self._sentence, verb))

    def _is_told(self, preposition: int) -> bool:
        """Whether somebody is only told of what others did: "complained to the UN about Turkish raids"."""
        sentence, verb = self._sentence, self._sentence.head(preposition)
        if self._kind is not EventType.ACCUSE or sentence[preposition].lower != "to":
            return False
        beside = (sentence[child].lower for child in sentence.children(verb, "prep"))
        return self._is_any(verb, _COMPLAINING) and any(word in _COMPLAINED_OF for word in beside)

    def _embedded_clause(self, verb: int, above: int, depth: int) -> Iterator[Candidate]:
        sentence = self._sentence
        shift = _BELOW_EMBEDDING + _PER_STEP * depth
        for head in sentence.children(verb, "nsubj", "nsubjpass"):
            yield from self._standing(head, _EMBEDDED, 0)
            yield from self.below_noun(head, _EMBEDDED - _OBJECT, 1)
        for head in objects(sentence, verb):
            if not (is_passive(sentence, verb) and sentence.child(verb, "nsubjpass") is None):
                yield from self._object(head, shift)
        yield from self._behind_prepositions(verb, OWN + shift, 0)
        deeper = complement(sentence, verb)
        if deeper is not None and deeper != above and depth < _DEEPEST:
            yield from self._embedded_clause(deeper, verb, depth + 1)

    def _standing(self, head: int, weight: float, depth: int) -> Iterator[Candidate]:
        yield Candidate(
            head, weight + likelihood(self._sentence, self._phrases, head, self._reading) + _PER_STEP * depth
        )
