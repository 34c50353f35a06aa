"""Who acts and who is acted upon.

What is no party may hide one: in "Iran's attack" and "sanctions on Iran" a theme stands in the role, and Iran is
meant. Pronouns are resolved as far as one sentence allows.
"""

from collections.abc import Collection, Sequence

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.antecedents import agrees, in_sentence_before, is_named_before, within
from monitor.annotate.roles.places import says_where
from monitor.annotate.roles.recipients import LEAST, candidates
from monitor.annotate.syntax.clauses import agent, is_passive, subject
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.senses import Reading
from monitor.records import EntityType, EventType, Mention
from monitor.text.inflection import singular

_HIDING = (
    "poss amod by with against on to for of between from among toward towards over into near around along in".split()
)
"""Where the party stands that a noun hides: before it, and behind which prepositions, the likeliest first."""

_BEHIND_THING, _BEHIND_DEED = ("poss", "by", "of", "amod", "from"), ("poss", "by", "amod", "from")
"""Where whoever acts through a thing or by a deed stands: "shells from Syria", "the bombing by Israel"."""

_DURING = words_of("roles", "during")
_STRIKES = words_of("roles", "strikes")
"""Nouns that only behind a passive verb name a deed: a strike may be one of workers."""

_RESOLVED = words_of("roles", "resolved")
_OWNED_BY_PERSON = words_of("roles", "owned_by_person")
_SPEAKING = words_of("roles", "speaking")
_ACROSS = words_of("roles", "across")
"""Pronouns that look back to the sentence before."""


class Roles:
    """Finds the parties of one sentence, given the names that stand in it and the sentence right before it."""

    def __init__(self, sentence: ParsedSentence, mentions: Sequence[Mention], before: "Roles | None" = None) -> None:
        self.sentence = self._sentence = sentence
        self.phrases = Phrases(sentence, mentions, self._meant)
        self._before = before

    def actors(self, verb: int, kind: EventType) -> list[int]:
        """The heads of the phrases that do what `verb` says, empty where nobody is said to."""
        if is_passive(self._sentence, verb):
            acting = agent(self._sentence, verb)
            if acting is None:
                return self._behind_deed(verb) or (self._senders(verb) if kind is EventType.MOBILIZE else [])
        else:
            acting = subject(self._sentence, verb)
        if acting is None:
            return []
        acting = self._resolved(self.phrases.counted(acting))
        if self._sentence[acting].lower == "it" and self.is_known(acting):
            return [acting]
        hidden = _BEHIND_DEED if self._is_deed(acting) else _BEHIND_THING
        return self.phrases.members(acting) or self._parties_of(acting, hidden)

    def _is_deed(self, noun: int) -> bool:
        """Whether a noun names what is done to somebody, who then stands behind "of": "the shelling of a clinic"."""
        entry = load_lexicon().noun(self._sentence[noun].lower)
        return entry is not None and entry.names_deed

    def _behind_deed(self, verb: int) -> list[int]:
        """Who does what a passive verb without agent says: "killed in an Israeli strike", "in a clash with rebels"."""
        for preposition in self._sentence.children(verb, "prep"):
            if self._sentence[preposition].lower not in _DURING:
                continue
            for deed in self._sentence.children(preposition, "pobj"):
                entry = load_lexicon().noun(self._sentence[deed].lower)
                if not ((entry and entry.names_deed) or singular(self._sentence[deed].lower) in _STRIKES):
                    continue
                owners = [owner for owner in self.owners(deed) if not self._says_where(owner)]
                if found := self.parties_behind(deed, "by", "from", "with") or owners:
                    return found
        return []

    def _says_where(self, owner: int) -> bool:
        """Whether a name before a deed may as well say where it was done: "killed in a Gaza strike"."""
        name = self.phrases.name(owner)
        is_place = name is not None and name.type is EntityType.PLACE
        return is_place and self._sentence[owner].dep != "poss"

    def _senders(self, verb: int) -> list[int]:
        """Whose forces are sent: "a U.S. aircraft carrier was sent to the Gulf"."""
        sent = subject(self._sentence, verb)
        return [] if sent is None else self.owners(sent)

    def _resolved(self, acting: int) -> int:
        """Whom a pronoun means: in reported speech the speaker, else the last fitting subject, or the only person."""
        word = self._sentence[acting].lower
        if word not in _RESOLVED:
            return acting
        for above in self._sentence.ancestors(acting):
            speaker = self._sentence.child(above, "nsubj")
            if speaker is not None and speaker != acting and self._is_speaker(word, speaker, acting):
                return speaker
        found = within(self._sentence, self.phrases, acting)
        return (
            self.person_meant(acting) if found is None and word in ("he", "she") else acting if found is None else found
        )

    def _is_speaker(self, word: str, speaker: int, pronoun: int) -> bool:
        """Whether a pronoun means who says so: I and we do; others look back, never at a speaker behind them."""
        if word in _SPEAKING:
            return self.phrases.is_known(speaker)
        return speaker < pronoun and agrees(word, self._sentence, self.phrases, speaker)

    def person_meant(self, pronoun: int) -> int:
        """The only person named before a pronoun whom it can mean; itself where there are none or several."""
        word = self._sentence[pronoun].lower
        people = {
            name.text: index
            for index, name in self.phrases.names.items()
            if name.type is EntityType.PERSON and index < pronoun and agrees(word, self._sentence, self.phrases, index)
        }
        return next(iter(people.values())) if len(people) == 1 else pronoun

    def meant_before(self, pronoun: int, taken: Collection[int] = ()) -> "tuple[Roles, tuple[int, ...]] | None":
        """Whom a pronoun means in an earlier sentence: none of its phrases where that is not sure.

        None where it is no such pronoun, the sentence before was not parsed, or nobody in it fits. `taken` are those
        who have another part in the same event.
        """
        word, before = self._sentence[pronoun].lower, self._before
        if word not in _ACROSS or before is None or is_named_before(self._sentence, self.phrases, pronoun):
            return None
        found = in_sentence_before(word, before.sentence, before.phrases, taken)
        if found is not None:
            return before, found
        same = [index for index, token in enumerate(before.sentence.tokens) if token.lower == word]
        return before.meant_before(same[0]) if same else None

    def is_named(self, head: int) -> bool:
        """Whether a name stands in a phrase, or in the one that its pronoun means."""
        phrases, meant = self.phrases.meant(head)
        return phrases.is_named(meant)

    def is_known(self, head: int) -> bool:
        """Whether a phrase is that of a party which is more than a pronoun, or means one."""
        phrases, meant = self.phrases.meant(head)
        return phrases.is_known(meant) or phrases.is_count(meant)

    def _meant(self, index: int) -> tuple[Phrases, int]:
        found = self.meant_before(index)
        return (self.phrases, index) if found is None or len(found[1]) != 1 else (found[0].phrases, found[1][0])

    def recipients(self, trigger: int, actors: Sequence[int], reading: Reading) -> list[int]:
        """The heads of the phrases that it is done to; the likeliest candidate with its conjuncts."""
        taken = {self.phrases.name(head) or head for head in actors}
        found = candidates(self._sentence, self.phrases, trigger, reading, among_themselves=len(actors) > 1)
        countries = [self._country(head) for head in actors]
        for candidate in found:
            head = self.phrases.counted(candidate.head)
            if candidate.weight < LEAST:
                break
            if head in actors or (self.phrases.name(head) or head) in taken:
                continue
            if says_where(self._sentence, self.phrases, candidate.head, reading.type, countries):
                continue
            if reading.type is EventType.CONSULT and not self.phrases.is_party(head):
                continue
            conjuncts = self.phrases.with_conjuncts(self._resolved(head))
            return [conjunct for conjunct in conjuncts if conjunct not in actors]
        return []

    def _country(self, head: int) -> str | None:
        """The country that a phrase names."""
        names = (self.phrases.name(part) for part in self.phrases.parts(head))
        return next((name.country for name in names if name is not None and name.country), None)

    def parties_behind(self, index: int, *prepositions: str) -> list[int]:
        """The parties behind the first of these prepositions that hangs on `index` and has one."""
        for preposition in prepositions:
            for child in self._sentence.children(index, "prep", "agent"):
                if self._sentence[child].lower != preposition:
                    continue
                for head in self._sentence.children(child, "pobj"):
                    if found := self._parties_of(self.phrases.counted(head), _HIDING):
                        return found
        return []

    def owners(self, index: int) -> list[int]:
        """The parties that a noun names before it; "his" and "her" are the only person who can be meant."""
        for child in self._sentence.children(index, "poss"):
            if self._sentence[child].lower in _OWNED_BY_PERSON and (person := self.person_meant(child)) != child:
                return [person]
        return self.phrases.owners(index)

    def _parties_of(self, index: int, hidden: Sequence[str]) -> list[int]:
        """`index` with its conjuncts if it is a party, else the party that it hides."""
        if self.phrases.is_party(index) or self.phrases.is_count(index):
            return self.phrases.with_conjuncts(index)
        found = [conjunct for conjunct in self._sentence.children(index, "conj") if self.phrases.is_party(conjunct)]
        if found:
            return found
        owners = self.owners(index) if "amod" in hidden or "poss" in hidden else []
        return owners or self.parties_behind(index, *(word for word in hidden if word not in ("poss", "amod")))
