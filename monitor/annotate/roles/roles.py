"""Who acts and who is acted upon.

What is no party may hide one: in "Iran's attack" and "sanctions on Iran" a theme stands in the role, and Iran is
meant. Pronouns are resolved as far as one sentence allows.
"""

from collections.abc import Collection, Sequence

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.candidate_positions import Candidate
from monitor.annotate.roles.definites import is_definite
from monitor.annotate.roles.places import says_where
from monitor.annotate.roles.recipients import LEAST, candidates, casualties
from monitor.annotate.roles.references import References
from monitor.annotate.roles.sides import are_both
from monitor.annotate.syntax.clauses import agent, is_passive, subject
from monitor.annotate.typing.blame import blames
from monitor.annotate.typing.senses import Reading
from monitor.records import EntityType, EventType
from monitor.text.inflection import singular

_HIDING = (
    "poss amod by with against on to for of between from among toward towards over into near around along in".split()
)
"""Where the party stands that a noun hides: before it, and behind which prepositions, the likeliest first."""

_BEHIND_THING, _BEHIND_DEED = ("poss", "by", "of", "amod", "from"), ("poss", "by", "amod", "from")
"""Where whoever acts through a thing or by a deed stands: "shells from Syria", "the bombing by Israel"."""

_ELSEWHERE, _SURE = frozenset({EventType.AGREE, EventType.RETREAT}), 2.0
"""Types that are done to the own country only where it stands as their object."""

_STRIKING = frozenset({EventType.ASSAULT, EventType.COERCE})
_INTERNATIONAL = "IGO"

_PENALISING = frozenset({EventType.CONCEDE, EventType.SANCTION, EventType.RETREAT})
"""Types that are done by penalties, or by lifting them, which are of whoever acts."""

_DRAWING = words_of("roles", "drawing")
"""Verbs whose object protests: "brought thousands onto the streets"."""

_RESIGNING = words_of("roles", "resigning")
_WAYS = words_of("roles", "ways")
_DURING = words_of("roles", "during")
_STRIKES = words_of("roles", "strikes")
"""Nouns that only behind a passive verb name a deed: a strike may be one of workers."""

_OWNED_BY_PERSON = words_of("roles", "owned_by_person")
_JOINING = words_of("roles", "joining")
PAIRED = words_of("roles", "paired")
"""What those are called who were told of together: "the pair agreed"."""

_DYING = words_of("roles", "dying")
_SURVIVING = words_of("roles", "surviving")
_COMING = words_of("roles", "coming")
"""Verbs whose subject suffers the deed that is their object, or stands behind "under"."""


class Roles(References):
    """Finds the parties of one sentence, given the names that stand in it and the sentence right before it."""

    def actors(self, verb: int, kind: EventType) -> list[int]:
        """The heads of the phrases that do what `verb` says, empty where nobody is said to."""
        if (others := self._other_than_subject(verb, kind)) is not None:
            return others
        if is_passive(self.sentence, verb):
            acting = agent(self.sentence, verb)
            if acting is None:
                return self._behind_deed(verb) or (self._senders(verb) if kind is EventType.MOBILIZE else [])
        else:
            acting = subject(self.sentence, verb)
        if acting is None:
            return self._before_verb(verb)
        acting = self.resolved(self.phrases.counted(self._issuer(acting)))
        if self.sentence[acting].lower == "it" and self.is_known(acting):
            return [acting]
        hidden = _BEHIND_DEED if self._is_deed(acting) else _BEHIND_THING
        stands_for_others = self.sentence[acting].lower in PAIRED or is_definite(self.sentence, self.phrases, acting)
        paired = [acting] if stands_for_others else []
        found = self.phrases.members(acting) or self._parties_of(acting, hidden) or paired
        return [*found, *self._joined(verb)]

    def _other_than_subject(self, verb: int, kind: EventType) -> list[int] | None:
        """Who acts where the subject suffers it, or brings others to it; None where the subject acts."""
        if self._is_dying(verb):
            return self._behind_deed(verb)
        if (deed := self._deed_suffered(verb)) is not None:
            return self.parties_behind(verb, "by", "from") or self.doers(deed)
        if kind is EventType.PROTEST and not _DRAWING.isdisjoint(load_lexicon().lemmas(self.sentence[verb].lower)):
            return [each for head in self.sentence.children(verb, "dobj") for each in self._parties_of(head, ())]
        return None

    def _joined(self, verb: int) -> list[int]:
        """Whom the subject joins in what `verb` says: "Japan joined Canada in condemning it"."""
        preposition = self.sentence.head(verb)
        above = self.sentence.head(preposition)
        if self.sentence[verb].dep != "pcomp" or _JOINING.isdisjoint(load_lexicon().lemmas(self.sentence[above].lower)):
            return []
        return [head for head in self.sentence.children(above, "dobj") if self.phrases.is_name(head)]

    def _is_dying(self, verb: int) -> bool:
        """Whether the subject suffers what the verb says: "died in police custody"."""
        return not _DYING.isdisjoint(load_lexicon().lemmas(self.sentence[verb].lower))

    def _deed_suffered(self, verb: int) -> int | None:
        """What the subject survives or comes under: "survived an attempt on her life", "came under fire"."""
        lemmas = load_lexicon().lemmas(self.sentence[verb].lower)
        if not _SURVIVING.isdisjoint(lemmas):
            return self.sentence.child(verb, "dobj")
        under = (at for at in self.sentence.children(verb, "prep") if self.sentence[at].lower == "under")
        behind = (self.sentence.child(at, "pobj") for at in under if not _COMING.isdisjoint(lemmas))
        return next(behind, None)

    def doers(self, deed: int) -> list[int]:
        """Who does what a noun names: behind "by" or "from", else before it where that is no place."""
        owners = [owner for owner in self.owners(deed) if not self._says_where(owner)]
        return self.parties_behind(deed, "by", "from", "with") or self.behind_patient(deed) or owners

    def behind_patient(self, deed: int) -> list[int]:
        """ "the arrest of a union leader by police", where the parser hangs "by" on whom it is done to."""
        return [
            party
            for of in self.sentence.children(deed, "prep")
            if self.sentence[of].lower == "of"
            for patient in self.sentence.children(of, "pobj")
            for party in self.parties_behind(patient, "by")
        ]

    def _before_verb(self, verb: int) -> list[int]:
        """The name right before a verb without subject, which a parser takes for a time: "Nauru broke off"."""
        found = [child for child in self.sentence.children(verb, "npadvmod") if child == verb - 1]
        return [child for child in found if self.phrases.is_name(child)]

    def _issuer(self, acting: int) -> int:
        """Who speaks by what is issued: "the rebels issued a declaration demanding talks"."""
        governor = self.sentence.head(acting)
        if self.phrases.is_party(acting) or self.sentence[acting].dep != "dobj" or self.phrases.owners(acting):
            return acting
        issuer = subject(self.sentence, governor)
        return acting if issuer is None else issuer

    def _is_deed(self, noun: int) -> bool:
        """Whether a noun names what is done to somebody, who then stands behind "of": "the shelling of a clinic"."""
        entry = load_lexicon().noun(self.sentence[noun].lower)
        return entry is not None and entry.names_deed

    def _behind_deed(self, verb: int) -> list[int]:
        """Who does what a passive verb without agent says: "killed in an Israeli strike", "in a clash with rebels"."""
        for preposition in self.sentence.children(verb, "prep"):
            if self.sentence[preposition].lower not in _DURING:
                continue
            for deed in self.sentence.children(preposition, "pobj"):
                entry = load_lexicon().noun(self.sentence[deed].lower)
                if not ((entry and entry.names_deed) or singular(self.sentence[deed].lower) in _STRIKES):
                    continue
                if found := self.doers(deed):
                    return found
        return []

    def _says_where(self, owner: int) -> bool:
        """Whether a name before a deed may as well say where it was done: "killed in a Gaza strike"."""
        name = self.phrases.name(owner)
        is_place = name is not None and name.type is EntityType.PLACE
        return is_place and self.sentence[owner].dep != "poss"

    def _senders(self, verb: int) -> list[int]:
        """Whose forces are sent: "a U.S. aircraft carrier was sent to the Gulf"."""
        sent = subject(self.sentence, verb)
        return [] if sent is None else self.owners(sent)

    def _is_own(self, candidate: Candidate, kind: EventType, acting: Collection[str | None]) -> bool:
        """Whether a recipient is of whoever acts, by what is told of it: who denies what its own soldiers did does not
        turn to them; nor does who promises something at home to the own country, or who lifts its own sanctions.
        """
        country = self.country_of(candidate.head)
        if country is None or country not in acting:
            return False
        head = candidate.head
        while self.sentence[head].dep in ("amod", "compound", "poss"):
            head = self.sentence.head(head)
        if kind in _PENALISING and head != candidate.head and not self.phrases.is_party(head):
            return True
        is_subject = self.sentence[head].dep in ("nsubj", "nsubjpass")
        return (kind is EventType.REJECT and is_subject) or (kind in _ELSEWHERE and candidate.weight < _SURE)

    def recipients(self, trigger: int, actors: Sequence[int], reading: Reading) -> list[int]:
        """The heads of the phrases that it is done to; the likeliest candidate with its conjuncts."""
        if (reading.verb == "deny" and reading.embedded is not None) or reading.verb in _RESIGNING:
            return []  # who denies a deed or resigns turns to nobody
        suffers = self._is_dying(trigger) or self._deed_suffered(trigger) is not None
        if suffers and (victim := subject(self.sentence, trigger)) is not None:
            return self.phrases.with_conjuncts(self.phrases.counted(victim))
        meant = self._blamed(reading)
        meant = self.object_meant(trigger, actors, strikes=reading.type in _STRIKING) if meant is None else meant
        if meant is not None:
            return self.phrases.with_conjuncts(meant)
        taken = {self.phrases.name(head) or head for head in actors}
        found = candidates(self.sentence, self.phrases, trigger, reading, among_themselves=len(actors) > 1)
        countries = [self.country_of(head) or self._body_of(head) for head in actors]
        for candidate in found:
            head = self.phrases.counted(candidate.head)
            if candidate.weight < LEAST:
                break
            if head in actors or (self.phrases.name(head) or head) in taken:
                continue
            told_of = self.sentence[trigger].dep == "relcl" and candidate.head == self.sentence.head(trigger)
            if not told_of and says_where(self.sentence, self.phrases, candidate.head, reading.type, countries):
                continue  # "in Goma, which the rebels captured" is captured nevertheless
            if reading.type is EventType.CONSULT and not self.phrases.is_party(head):
                continue
            if self._is_own(candidate, reading.type, countries) or self._is_way(candidate, reading.type):
                continue
            conjuncts = self.phrases.members(head) or self.phrases.with_conjuncts(self.resolved(head))
            return [conjunct for conjunct in conjuncts if conjunct not in actors]
        return casualties(self.sentence, trigger) if reading.type is EventType.ASSAULT else []

    def _is_way(self, candidate: Candidate, kind: EventType) -> bool:
        """Whether a town only says where the road or square is that a crowd fills: "block Madrid streets"."""
        above = self.sentence.head(candidate.head)
        above = self.sentence.head(above) if self.sentence[above].lower == "of" else above
        name, noun = self.phrases.name(candidate.head), self.sentence[above].lower
        is_place = kind is EventType.PROTEST and name is not None and name.type is EntityType.PLACE
        return is_place and singular(noun) in _WAYS

    def _blamed(self, reading: Reading) -> int | None:
        """Who is said to be behind a deed, whoever hears of it: "told the UN that Rwanda was behind the raid"."""
        told = None if reading.embedded is None or reading.type is not EventType.ACCUSE else reading.embedded
        is_blamed = told is not None and blames(self.sentence, told)
        return subject(self.sentence, told) if told is not None and is_blamed else None

    def _body_of(self, head: int) -> str | None:
        """The body of many countries that acts, to which each country is another one: "NATO troops"."""
        names = (self.phrases.name(part) for part in self.phrases.parts(head))
        return next((name.text for name in names if name is not None and name.sector == _INTERNATIONAL), None)

    def parties_behind(self, index: int, *prepositions: str) -> list[int]:
        """The parties behind the first of these prepositions that hangs on `index` and has one."""
        for preposition in prepositions:
            for child in self.sentence.children(index, "prep", "agent"):
                if self.sentence[child].lower != preposition:
                    continue
                for head in self.sentence.children(child, "pobj"):
                    if found := self._parties_of(self.phrases.counted(head), _HIDING):
                        return found
        return []

    def owners(self, index: int) -> list[int]:
        """The parties that a noun names before it; "his" and "her" are the only person who can be meant."""
        for child in self.sentence.children(index, "poss"):
            if self.sentence[child].lower in _OWNED_BY_PERSON and (person := self.person_meant(child)) != child:
                return [person]
        return self.phrases.owners(index)

    def _parties_of(self, index: int, hidden: Sequence[str]) -> list[int]:
        """`index` with its conjuncts if it is a party, else the party that it hides."""
        if self.phrases.is_party(index) or self.phrases.is_count(index) or are_both(self.sentence, index):
            return self.phrases.with_conjuncts(index)
        found = [conjunct for conjunct in self.sentence.children(index, "conj") if self.phrases.is_party(conjunct)]
        if found:
            return found
        named = [apposed for apposed in self.sentence.children(index, "appos") if self.phrases.is_name(apposed)]
        if named:
            return named
        owners = self.owners(index) if "amod" in hidden or "poss" in hidden else []
        return owners or self.parties_behind(index, *(word for word in hidden if word not in ("poss", "amod")))
