"""Noun phrases of one sentence and the names in them: what is a party, whom a noun belongs to, where a phrase ends.

A party is a noun phrase headed by a name, or by a noun that acts without one (police, rebels).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.clauses import is_excluded
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention, Span
from monitor.text.inflection import singular

PRONOUNS = words_of("noun_phrases", "pronouns")
_INSIDE = ("compound", "amod", "nmod", "poss", "nummod", "quantmod")
_CLAUSES = ("relcl", "advcl", "punct")
_LONGEST_OWNER = 6  # tokens from "of"
_OWNERS = ("poss", "amod", "compound", "nmod")
_QUANTITIES = words_of("noun_phrases", "quantities")
"""Nouns behind which, after "of", stands who is meant."""


_NUMBERS = words_of("noun_phrases", "numbers")
_CASUALTIES = words_of("noun_phrases", "casualties")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj")
_ARMED = "REB"
_FIGURES, _PUBLIC = words_of("noun_phrases", "figures"), words_of("noun_phrases", "public")
"""Nouns that mean somebody only behind a word for a field: figures of the opposition, not those of the economy."""

_OWNING, _TRADES = words_of("noun_phrases", "owning"), words_of("noun_phrases", "trades")
"""Who owns what, and stops work or shuts shops as those do who work there."""

_GROUPS = words_of("noun_phrases", "groups")
"""Nouns for groups that a name may follow."""

_WEAPONS = words_of("noun_phrases", "weapons")
_MATTERS = words_of("noun_phrases", "matters")
"""What acts in the hands of somebody: "drones struck", but a drone strike is not the drone's."""

_MADE, _SIDED = words_of("noun_phrases", "made"), words_of("noun_phrases", "sided")

_STATES = words_of("noun_phrases", "states")
"""What a state that is declared is a state of."""


class Phrases:
    """The noun phrases of one sentence, given the names that stand in it.

    `meant` is the phrase that an index means: of a pronoun what `look_back` finds in the sentence before, else itself.
    """

    def __init__(
        self,
        sentence: ParsedSentence,
        mentions: Sequence[Mention],
        look_back: "Callable[[int], tuple[Phrases, int]] | None" = None,
    ) -> None:
        self.sentence = self._sentence = sentence
        self._mentions = mentions
        self.meant = look_back if look_back is not None else lambda index: (self, index)
        self._parts: dict[int, list[int]] = {}

    @cached_property
    def names(self) -> dict[int, Mention]:
        """The name that each token stands in; most sentences are never asked for theirs."""
        tokens, start, end = self._sentence.tokens, self._sentence.start, self._sentence.end
        return {
            index: mention
            for mention in self._mentions
            if mention.start < end and start < mention.end and not self._says_by_whom(mention)
            for index, token in enumerate(tokens)
            if mention.start <= token.start and token.end <= mention.end
        }

    def _says_by_whom(self, mention: Mention) -> bool:
        """Whether a name only says by whom something was made or is run, or whom others are for or against, and so is
        no party: "a Chinese-built dam", "anti-French protesters".
        """
        tokens = self._sentence.tokens
        if not any(token.text == "-" for token in tokens):
            return False
        first = next((at for at, token in enumerate(tokens) if token.start == mention.start), 0)
        if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].lower in _SIDED:
            return True
        behind = next((at for at, token in enumerate(tokens) if token.start == mention.end), None)
        if behind is None or tokens[behind].text != "-" or behind + 1 == len(tokens):
            return False
        return tokens[behind + 1].lower in _MADE

    @property
    def names_place(self) -> bool:
        """Whether a place is named in the sentence."""
        return any(name.type is EntityType.PLACE for name in self.names.values())

    def name(self, index: int) -> Mention | None:
        """The name that the token stands in."""
        return self.names.get(index)

    def is_name(self, index: int) -> bool:
        """Whether the token stands in a name."""
        return index in self.names

    def is_party(self, index: int) -> bool:
        """Whether the noun phrase headed by `index` can act."""
        word = self._sentence[index].lower
        if word == "state" and self._is_of_emergency(index):
            return False
        is_actor = word in PRONOUNS or load_lexicon().is_actor(word)
        return index in self.names or is_actor or self._is_figure(index) or self._is_of_trade(index)

    def _is_figure(self, index: int) -> bool:
        """Whether people are called figures of something: "18 opposition figures"."""
        if singular(self._sentence[index].lower) not in _FIGURES:
            return False
        before = self._sentence.children(index, "compound", "amod")
        return any(self._sentence[child].lower in _PUBLIC for child in before)

    def _is_of_trade(self, index: int) -> bool:
        """Whether people own what they work with: "owners of lorries", "taxi operators"."""
        sentence = self._sentence
        if sentence[index].lower not in _OWNING:
            return False
        of = (at for at in sentence.children(index, "prep") if sentence[at].lower == "of")
        owned = (*sentence.children(index, "compound"), *(noun for at in of for noun in sentence.children(at, "pobj")))
        return any(singular(sentence[noun].lower) in _TRADES for noun in owned)

    def is_known(self, index: int) -> bool:
        """Whether the phrase is that of a party which is more than a pronoun."""
        return self.is_party(index) and (index in self.names or self._sentence[index].lower not in PRONOUNS)

    def _is_of_emergency(self, index: int) -> bool:
        behind = [self._sentence.child(child, "pobj") for child in self._sentence.children(index, "prep")]
        return any(head is not None and self._sentence[head].lower in _STATES for head in behind)

    def is_named(self, index: int) -> bool:
        """Whether a name stands in the noun phrase headed by `index`."""
        return any(part in self.names for part in self.parts(index))

    def is_time(self, index: int) -> bool:
        """Whether the noun says when: a day, a month, a year, "this week"."""
        token = self._sentence[index]
        if index in self.names or (token.dep in _ARGUMENTS and self.is_count(index)):
            return False
        return is_time_word(token.lower)

    def is_count(self, index: int) -> bool:
        """Whether people are told by their number alone: "40", "dozens", "40 dead"."""
        sentence = self._sentence
        if sentence[index].tag == "CD" or singular(sentence[index].lower) in _NUMBERS:
            return sentence.child(index, "quantmod", "prep") is None
        return sentence[index].lower in _CASUALTIES and sentence.child(index, "nummod") is not None

    def counted(self, index: int) -> int:
        """Who is counted: "dozens of protesters" are protesters."""
        sentence = self._sentence
        if index in self.names or singular(sentence[index].lower) not in _QUANTITIES:
            return index
        for preposition in sentence.children(index, "prep"):
            behind = sentence.child(preposition, "pobj")
            if sentence[preposition].lower == "of" and behind is not None:
                return behind
        return index

    def owners(self, index: int) -> list[int]:
        """The parties that a noun names before it: "Iran's attack", "the Russian attack", "police violence"."""
        for child in self._sentence.children(index, *_OWNERS):
            if child in self.names or self._is_owner(child):
                return self.with_conjuncts(self._force_of(child))
        inside = (part for child in self._sentence.children(index, "compound") for part in self._before(child))
        return [part for part in inside if part in self.names][:1]

    def _before(self, noun: int) -> list[int]:
        """What stands before a noun that itself stands before another one: "a Russian missile strike"."""
        return self._sentence.children(noun, "amod", "compound")

    def _force_of(self, owner: int) -> int:
        """Who of a country acts, right behind its name: the army in "Syria army barrage"."""
        behind = owner + 1
        head = self._sentence.head(owner)
        same = behind < head and self._sentence.head(behind) == head and self._sentence[head].lower not in _GROUPS
        return behind if same and owner in self.names and behind not in self.names and self._is_owner(behind) else owner

    def _is_owner(self, index: int) -> bool:
        """Whether a noun before another one names whose that is; a drone strike only says by what, security guarantees
        of what.
        """
        token = self._sentence[index]
        by_what = token.dep == "compound" and singular(token.lower) in _WEAPONS | _MATTERS
        return token.dep in ("poss", "compound") and self.is_party(index) and not by_what

    def with_conjuncts(self, index: int) -> list[int]:
        """`index` and the parties that are joined to it by "and" or commas."""
        found = [index]
        for conjunct in self._sentence.children(index, "conj"):
            if is_excluded(self._sentence, index, conjunct) or self._is_same_name(index, conjunct):
                continue
            if self.is_party(conjunct) or self.is_party(self.counted(conjunct)):
                found += self.with_conjuncts(conjunct)
        for apposition in self._sentence.children(
            index, "appos"
        ):  # "the president, Xi, and Putin": who is joined to Xi
            if apposition in self.names:
                found += self.with_conjuncts(apposition)[1:]
        return found + self._included(index)

    def _is_same_name(self, index: int, other: int) -> bool:
        """Whether both stand in one name: "the Ministry of Employment and Labor"."""
        return index in self.names and self.names[index] is self.names.get(other)

    def members(self, index: int) -> list[int]:
        """For whom several act: "the foreign ministers of India and Pakistan", "Indian and Pakistani troops"."""
        if index in self.names or self._sentence[index].tag != "NNS":
            return []
        before = self._sentence.children(index, "amod", "nmod", "compound")
        peoples = [head for head in before if head in self.names and self.names[head].type is EntityType.NATIONALITY]
        for heads in (*([head] for head in (*before, *self._behind_members(index))), peoples):
            found = [each for head in heads for each in self.with_conjuncts(head) if each in self.names]
            if len({self.names[each] for each in found}) > 1 and not set(peoples) - set(found):
                return found
        return []

    def _behind_members(self, index: int) -> Iterator[int]:
        for preposition in self._sentence.children(index, "prep"):
            if self._sentence[preposition].lower in ("of", "from"):
                yield from self._sentence.children(preposition, "pobj")

    def _included(self, index: int) -> list[int]:
        """Those whom a group is said to include: "European leaders, including Macron and Scholz"."""
        included = [child for child in self._sentence.children(index, "prep") if self._is_including(child)]
        heads = [head for child in included for head in self._sentence.children(child, "pobj")]
        return [member for head in heads if self.is_party(head) for member in self.with_conjuncts(head)]

    def _is_including(self, preposition: int) -> bool:
        return self._sentence[preposition].lower == "including"

    def span(self, index: int, document: str) -> Span:
        """The words of the phrase headed by `index`, without article, possessive ending and clauses."""
        parts = self.parts(index)
        start = self._sentence[parts[0]].start
        end = max(self._sentence[index].end, *(self._sentence[part].end for part in parts))
        return Span(text=document[start:end], start=start, end=end)

    def parts(self, index: int) -> list[int]:
        """The tokens of a phrase: what stands before its head, the name it is part of, and "of" with a name."""
        if index not in self._parts:
            self._parts[index] = self._found_parts(index)
        return self._parts[index]

    def _found_parts(self, index: int) -> list[int]:
        name = self.names.get(index)
        parts = {index} | ({other for other, same in self.names.items() if same is name} if name else set())
        for child in self._sentence.children(index, *_INSIDE):
            if child < index and not self._is_outcome(child, index):
                parts.update(part for part in self._sentence.subtree(child) if not self._is_edge(part, index))
        for preposition in self._sentence.children(index, "prep"):
            if preposition == index + 1 and self._sentence[preposition].lower == "of":
                owned = self._without_clauses(preposition)
                if any(part in self.names for part in owned) and len(owned) <= _LONGEST_OWNER:
                    parts.update(owned)
        parts.update(self._named_behind(index))
        before = self.names.get(index - 1) if index not in self.names else None
        if before is not None and self._force_of(index - 1) == index:
            parts.update(other for other, same in self.names.items() if same is before)
        return sorted(parts)

    def _without_clauses(self, index: int) -> list[int]:
        """What hangs below a token but for clauses: "of tycoons", of "of tycoons who fled"."""
        found = [index]
        for part in found:  # grows while it is read
            found += [child for child in self._sentence.children(part) if self._sentence[child].dep not in _CLAUSES]
        return found

    def group_name(self, index: int) -> Mention | None:
        """The name right behind a noun for a group, which it is called: "the militant group Hamas"."""
        sentence, name = self._sentence, self.names.get(index + 1)
        if name is None or index in self.names or singular(sentence[index].lower) not in _GROUPS:
            return None
        begins = sentence[index + 1].start <= name.start
        return name if begins and (name.type is EntityType.ORGANISATION or name.sector == _ARMED) else None

    def _named_behind(self, index: int) -> set[int]:
        """The name that a role is followed by: "his Iranian counterpart, Mostafa Najjar"; that of a group."""
        if index in self.names:
            return set()
        if (group := self.group_name(index)) is not None:
            return {other for other, same in self.names.items() if same is group}
        for apposition in self._sentence.children(index, "appos"):
            name = self.names.get(apposition)
            if name is not None and name.type is EntityType.PERSON:
                whole = {other for other, same in self.names.items() if same is name}
                return set(range(index, max(whole) + 1)) if min(whole) - index <= 2 else set()
        return set()

    def _is_outcome(self, child: int, head: int) -> bool:
        """Whether an adjective before a phrase says what became of somebody: "shot dead two Palestinians"."""
        behind_verb = child - 1 == self._sentence.head(head) and self._sentence[child - 1].tag.startswith("VB")
        return behind_verb and self._sentence[child].lower == "dead"

    def _is_edge(self, part: int, head: int) -> bool:
        """Whether a token is an article or a possessive ending, which belong to no name."""
        if part in self.names:
            return False
        dep = self._sentence[part].dep
        return dep == "case" or (dep in ("det", "punct") and part < head)
