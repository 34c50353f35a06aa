"""Who acts and who is acted upon.

A party is a noun phrase headed by a name, or by a noun that acts without one (police, rebels). What is no party may
hide one: in "Iran's attack" and "sanctions on Iran" a theme stands in the role, and Iran is meant.
"""

from collections.abc import Iterator, Sequence

from monitor.annotate.clauses import agent, complement, is_passive, objects, subject
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.parse import ParsedSentence
from monitor.records import EntityType, EventType, Mention, Span

_RECIPIENT_PREPOSITIONS = (
    "against with to on upon toward towards at between among from for over into of near in about".split()
)
"""Behind which a recipient stands, likeliest first."""

_HIDING_PREPOSITIONS = (
    "by with against on to for of between from among toward towards over into near around along in".split()
)
_PRONOUNS = frozenset("he she they we i him her them us who".split())
_MOVING = frozenset({EventType.AGREE, EventType.AID, EventType.MOBILIZE, EventType.RETREAT})
_RESOLVED = frozenset("he she it they i we".split())
_INSIDE = ("compound", "amod", "nmod", "poss", "nummod", "quantmod")


class Roles:
    """Finds the parties of one sentence, given the names that stand in it."""

    def __init__(self, sentence: ParsedSentence, mentions: Sequence[Mention]) -> None:
        self._sentence = sentence
        self._names = {
            index: mention
            for mention in mentions
            if mention.start < sentence.end and sentence.start < mention.end
            for index, token in enumerate(sentence.tokens)
            if mention.start <= token.start and token.end <= mention.end
        }

    def is_party(self, index: int) -> bool:
        """Whether the noun phrase headed by `index` can act."""
        word = self._sentence[index].lower
        return index in self._names or word in _PRONOUNS or load_lexicon().is_actor(word)

    def is_named(self, index: int) -> bool:
        """Whether a name stands in the noun phrase headed by `index`."""
        return any(part in self._names for part in self._phrase(index))

    def actors(self, verb: int) -> list[int]:
        """The heads of the phrases that do what `verb` says, empty where nobody is said to."""
        doer = agent(self._sentence, verb) if is_passive(self._sentence, verb) else subject(self._sentence, verb)
        if doer is None:
            return []
        return self._parties_of(self._resolved(doer), hidden=("poss", "by", "of", "amod"))

    def _resolved(self, doer: int) -> int:
        """Whom a pronoun means: the only person named before it; in reported speech, the speaker."""
        word = self._sentence[doer].lower
        if word not in _RESOLVED:
            return doer
        for above in self._sentence.ancestors(doer):
            speaker = self._sentence.child(above, "nsubj")
            if speaker is not None and speaker != doer and self.is_party(speaker) and self._agree(word, speaker):
                return speaker
        return self.person_meant(doer) if word in ("he", "she") else doer

    def _agree(self, pronoun: str, speaker: int) -> bool:
        """Whether a pronoun can mean a speaker: he and she a person, it and they none."""
        if self._sentence[speaker].lower in _PRONOUNS:
            return False
        name = self._names.get(speaker)
        if pronoun in ("i", "we") or (name is None and pronoun == "they"):
            return True
        is_person = name.type is EntityType.PERSON if name else pronoun != "it"
        return is_person == (pronoun in ("he", "she"))

    def person_meant(self, pronoun: int) -> int:
        """The only person named before a pronoun, or behind it where none is; itself where there are several."""
        people = {index: name.text for index, name in self._names.items() if name.type is EntityType.PERSON}
        before = {name: index for index, name in people.items() if index < pronoun}
        candidates = before or {name: index for index, name in people.items()}
        return next(iter(candidates.values())) if len(candidates) == 1 else pronoun

    def recipients(self, verb: int, actors: list[int], kind: EventType) -> list[int]:
        """The heads of the phrases that it is done to; the first position that holds a party decides.

        Troops that are sent, promised or moved are a theme: where they go counts first.
        """
        for position in self._positions(verb, themes_last=kind in _MOVING):
            found = [head for head in self._parties_of(position) if head not in actors]
            if found:
                return self._behind_theme(found) if kind in _MOVING else found
        return []

    def _behind_theme(self, found: list[int]) -> list[int]:
        """The named party that an unnamed theme is meant for, if it has one: "a force in Ukraine"."""
        if any(self.is_named(head) for head in found):
            return found
        return self.parties_behind(found[0], *_HIDING_PREPOSITIONS) or found

    def parties_behind(self, index: int, *prepositions: str) -> list[int]:
        """The parties behind the first of these prepositions that hangs on `index` and has one."""
        for preposition in prepositions:
            for child in self._sentence.children(index, "prep", "agent"):
                if self._sentence[child].lower != preposition:
                    continue
                for head in self._sentence.children(child, "pobj"):
                    if found := self._parties_of(head):
                        return found
        return []

    def owners(self, index: int) -> list[int]:
        """The parties that a noun names before it: "Iran's attack", "the Russian attack"."""
        for child in self._sentence.children(index, "poss", "amod", "compound", "nmod"):
            if self._sentence[child].lower in ("his", "her") and (person := self.person_meant(child)) != child:
                return [person]
            if child in self._names or (self._sentence[child].dep == "poss" and self.is_party(child)):
                return self._with_fellows(child)
        return []

    def span(self, index: int, document: str) -> Span:
        """The words of the phrase headed by `index`, without article, possessive ending and clauses."""
        parts = self._phrase(index)
        start = self._sentence[parts[0]].start
        end = max(self._sentence[index].end, *(self._sentence[part].end for part in parts))
        return Span(text=document[start:end], start=start, end=end)

    def _positions(self, verb: int, *, themes_last: bool) -> Iterator[int]:
        sentence = self._sentence
        yield from sentence.children(verb, "dative")
        direct = objects(sentence, verb)
        yield from (head for head in direct if self.is_party(head) and (self.is_named(head) or not themes_last))
        governed = complement(sentence, verb)
        if governed is not None and (embedded := sentence.child(governed, "nsubj", "nsubjpass")) is not None:
            yield embedded
        # "from sanctions on Iran" hides Iran; "sent aid to Iran" shows it: the verb's own prepositions come between
        yield from (owner for head in direct for owner in self.owners(head) if sentence[owner].dep == "poss")
        yield from self._behind_prepositions(verb, _RECIPIENT_PREPOSITIONS)
        yield from direct
        if governed is not None:
            governed_objects = objects(sentence, governed)
            yield from (head for head in governed_objects if self.is_named(head))
            yield from self._behind_prepositions(governed, _RECIPIENT_PREPOSITIONS)
            yield from governed_objects

    def _behind_prepositions(self, index: int, prepositions: Sequence[str]) -> Iterator[int]:
        children = self._sentence.children(index, "prep", "dative")
        for preposition in prepositions:
            for child in children:
                if self._sentence[child].lower == preposition:
                    yield from self._sentence.children(child, "pobj")

    def _parties_of(self, index: int, hidden: Sequence[str] = ("poss", "amod", *_HIDING_PREPOSITIONS)) -> list[int]:
        """`index` with its fellows if it is a party, else the party that it hides."""
        if self.is_party(index):
            return self._with_fellows(index)
        found = [fellow for fellow in self._sentence.children(index, "conj") if self.is_party(fellow)]
        if found:
            return found
        owners = self.owners(index) if "amod" in hidden or "poss" in hidden else []
        return owners or self.parties_behind(index, *(word for word in hidden if word not in ("poss", "amod")))

    def _with_fellows(self, index: int) -> list[int]:
        """`index` and the parties that are joined to it by "and" or commas."""
        found = [index]
        for fellow in self._sentence.children(index, "conj"):
            if self.is_party(fellow):
                found += self._with_fellows(fellow)
        return found + self._members(index)

    def _members(self, index: int) -> list[int]:
        """Those whom a group is said to include: "European leaders, including Macron and Scholz"."""
        included = [child for child in self._sentence.children(index, "prep") if self._is_including(child)]
        heads = [head for child in included for head in self._sentence.children(child, "pobj")]
        return [member for head in heads if self.is_party(head) for member in self._with_fellows(head)]

    def _is_including(self, preposition: int) -> bool:
        return self._sentence[preposition].lower == "including"

    def _phrase(self, index: int) -> list[int]:
        """The tokens of a phrase: what stands before its head, the name it is part of, and "of" with a name."""
        parts = {index} | {other for other, name in self._names.items() if name is self._names.get(index)}
        for child in self._sentence.children(index, *_INSIDE):
            if child < index:
                parts.update(part for part in self._sentence.subtree(child) if not self._is_edge(part, index))
        for preposition in self._sentence.children(index, "prep"):
            if preposition == index + 1 and self._sentence[preposition].lower == "of":
                owned = self._sentence.subtree(preposition)
                if any(part in self._names for part in owned) and len(owned) <= 6:
                    parts.update(owned)
        return sorted(parts)

    def _is_edge(self, part: int, head: int) -> bool:
        """Whether a token is an article or a possessive ending, which belong to no name."""
        if part in self._names:
            return False
        dep = self._sentence[part].dep
        return dep == "case" or (dep in ("det", "punct") and part < head)
