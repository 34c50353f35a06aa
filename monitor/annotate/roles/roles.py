"""Who acts and who is acted upon.

What is no party may hide one: in "Iran's attack" and "sanctions on Iran" a theme stands in the role, and Iran is
meant. Pronouns are resolved as far as one sentence allows.
"""

from collections.abc import Sequence

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.recipients import LEAST, candidates
from monitor.annotate.syntax.clauses import agent, is_passive, subject
from monitor.annotate.syntax.noun_phrases import PRONOUNS, Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.senses import Reading
from monitor.records import EntityType, EventType, Mention
from monitor.text.inflection import singular

_HIDING = (
    "poss amod by with against on to for of between from among toward towards over into near around along in".split()
)
"""Where the party stands that a noun hides: before it, and behind which prepositions, the likeliest first."""

_DURING = words_of("roles", "during")
_STRIKES = words_of("roles", "strikes")
"""Nouns that only behind a passive verb name a deed: a strike may be one of workers."""

_RESOLVED = words_of("roles", "resolved")
_OWNED_BY_PERSON = words_of("roles", "owned_by_person")


class Roles:
    """Finds the parties of one sentence, given the names that stand in it."""

    def __init__(self, sentence: ParsedSentence, mentions: Sequence[Mention]) -> None:
        self._sentence = sentence
        self.phrases = Phrases(sentence, mentions)

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
        return self.phrases.members(acting) or self._parties_of(acting, hidden=("poss", "by", "of", "amod"))

    def _behind_deed(self, verb: int) -> list[int]:
        """Who does what a passive verb without agent says: "killed in an Israeli strike", "in a clash with rebels"."""
        for preposition in self._sentence.children(verb, "prep"):
            if self._sentence[preposition].lower not in _DURING:
                continue
            for deed in self._sentence.children(preposition, "pobj"):
                entry = load_lexicon().noun(self._sentence[deed].lower)
                if not ((entry and entry.names_deed) or singular(self._sentence[deed].lower) in _STRIKES):
                    continue
                if found := self.parties_behind(deed, "by", "from", "with") or self.owners(deed):
                    return found
        return []

    def _senders(self, verb: int) -> list[int]:
        """Whose forces are sent: "a U.S. aircraft carrier was sent to the Gulf"."""
        sent = subject(self._sentence, verb)
        return [] if sent is None else self.owners(sent)

    def _resolved(self, acting: int) -> int:
        """Whom a pronoun means: the only person named before it; in reported speech, the speaker."""
        word = self._sentence[acting].lower
        if word not in _RESOLVED:
            return acting
        for above in self._sentence.ancestors(acting):
            speaker = self._sentence.child(above, "nsubj")
            if speaker is None or speaker == acting or not self.phrases.is_party(speaker):
                continue
            if self._agree(word, speaker):
                return speaker
        return self.person_meant(acting) if word in ("he", "she") else acting

    def _agree(self, pronoun: str, speaker: int) -> bool:
        """Whether a pronoun can mean a speaker: he and she a person, it and they none."""
        if self._sentence[speaker].lower in PRONOUNS:
            return False
        name = self.phrases.name(speaker)
        if pronoun in ("i", "we") or (name is None and pronoun == "they"):
            return True
        # a single word that is taken for a person may well be an organisation; a full name is not
        is_person = name.type is EntityType.PERSON if name else pronoun != "it"
        certain = name is None or not is_person or " " in name.text
        return is_person == (pronoun in ("he", "she")) or not certain

    def person_meant(self, pronoun: int) -> int:
        """The only person named before a pronoun, or behind it where none is; itself where there are several."""
        people = {index: name.text for index, name in self.phrases.names.items() if name.type is EntityType.PERSON}
        before = {name: index for index, name in people.items() if index < pronoun}
        found = before or {name: index for index, name in people.items()}
        return next(iter(found.values())) if len(found) == 1 else pronoun

    def recipients(self, trigger: int, actors: Sequence[int], reading: Reading) -> list[int]:
        """The heads of the phrases that it is done to; the likeliest candidate with its conjuncts."""
        taken = {self.phrases.name(head) or head for head in actors}
        found = candidates(self._sentence, self.phrases, trigger, reading, among_themselves=len(actors) > 1)
        for candidate in found:
            head = self.phrases.counted(candidate.head)
            if candidate.weight < LEAST:
                break
            if head in actors or (self.phrases.name(head) or head) in taken:
                continue
            if reading.type is EventType.CONSULT and not self.phrases.is_party(head):
                continue
            conjuncts = self.phrases.with_conjuncts(self._resolved(head))
            return [conjunct for conjunct in conjuncts if conjunct not in actors]
        return []

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
        if self.phrases.is_party(index):
            return self.phrases.with_conjuncts(index)
        found = [conjunct for conjunct in self._sentence.children(index, "conj") if self.phrases.is_party(conjunct)]
        if found:
            return found
        owners = self.owners(index) if "amod" in hidden or "poss" in hidden else []
        return owners or self.parties_behind(index, *(word for word in hidden if word not in ("poss", "amod")))
