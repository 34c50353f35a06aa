"""Whom the pronouns of a sentence mean: in the sentence itself, in what is reported there, or in the one before.

What can be meant is told by `antecedents`. In reported speech a pronoun means the speaker, if that stands before it and
fits; an object means the only one who fits and does not act.
"""

from collections.abc import Collection, Sequence

from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.antecedents import agrees, in_sentence_before, is_named_before, within
from monitor.annotate.roles.pronouns import owner
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EntityType, Mention

_RESOLVED = words_of("roles", "resolved")
_SPEAKING = words_of("roles", "speaking")
_OBJECTS = words_of("roles", "objects")
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "pobj", "dative")
_ACROSS = words_of("roles", "across")
"""Pronouns that look back to the sentence before."""


class References:
    """The phrases of a sentence and whom its pronouns mean, given the names in it and the sentence right before."""

    def __init__(
        self, sentence: ParsedSentence, mentions: Sequence[Mention], before: "References | None" = None
    ) -> None:
        self.sentence = sentence
        self.phrases = Phrases(sentence, mentions, self._meant)
        self.before = before

    def resolved(self, acting: int) -> int:
        """Whom a pronoun means: in reported speech the speaker, else the last fitting subject, or the only person."""
        word = self.sentence[acting].lower
        if word not in _RESOLVED:
            return acting
        for above in self.sentence.ancestors(acting):
            speaker = self.sentence.child(above, "nsubj")
            if speaker is not None and speaker != acting and self._is_speaker(word, speaker, acting):
                return speaker
        found = within(self.sentence, self.phrases, acting)
        return (
            self.person_meant(acting) if found is None and word in ("he", "she") else acting if found is None else found
        )

    def _is_speaker(self, word: str, speaker: int, pronoun: int) -> bool:
        """Whether a pronoun means who says so: I and we do; others look back, never at a speaker behind them."""
        if word in _SPEAKING:
            return self.phrases.is_known(speaker)
        return speaker < pronoun and agrees(word, self.sentence, self.phrases, speaker)

    def person_meant(self, pronoun: int) -> int:
        """The only person named before a pronoun whom it can mean; itself where there are none or several."""
        word = self.sentence[pronoun].lower
        people = {
            name.text: index
            for index, name in self.phrases.names.items()
            if name.type is EntityType.PERSON and index < pronoun and agrees(word, self.sentence, self.phrases, index)
        }
        return next(iter(people.values())) if len(people) == 1 else pronoun

    def meant_before(self, pronoun: int, taken: Collection[int] = ()) -> "tuple[References, tuple[int, ...]] | None":
        """Whom a pronoun means in an earlier sentence: none of its phrases where that is not sure.

        None where it is no such pronoun, the sentence before was not parsed, or nobody in it fits. `taken` are those
        who have another part in the same event.
        """
        word, before = self.sentence[pronoun].lower, self.before
        if word not in _ACROSS or before is None or is_named_before(self.sentence, self.phrases, pronoun):
            return None
        found = in_sentence_before(word, before.sentence, before.phrases, taken)
        if found is not None:
            return before, found
        same = [index for index, token in enumerate(before.sentence.tokens) if token.lower == word]
        return before.meant_before(same[0]) if same else None

    def is_named(self, head: int) -> bool:
        """Whether a name stands in a phrase, or in the one that its pronoun or the one before it means."""
        possessor = owner(self.sentence, head)
        heads = (head,) if possessor is None else (head, possessor)
        return any(phrases.is_named(meant) for phrases, meant in map(self.phrases.meant, heads))

    def is_known(self, head: int) -> bool:
        """Whether a phrase is that of a party which is more than a pronoun, or means one."""
        phrases, meant = self.phrases.meant(head)
        return phrases.is_known(meant) or phrases.is_count(meant)

    def _meant(self, index: int) -> tuple[Phrases, int]:
        found = self.meant_before(index)
        return (self.phrases, index) if found is None or len(found[1]) != 1 else (found[0].phrases, found[1][0])

    def object_meant(self, trigger: int, actors: Sequence[int], *, strikes: bool) -> int | None:
        """Whom a pronoun that is the object means: the only one named before it who fits and does not act.

        strikes: what is done strikes its object, so that nobody else is struck where it is not known who that is.
        """
        for pronoun in map(self._of_whom, self.sentence.children(trigger, "dobj")):
            word = self.sentence[pronoun].lower
            if word not in _OBJECTS:
                continue
            found = [
                head
                for head in range(pronoun)
                if self.sentence[head].dep in _ARGUMENTS
                and head not in actors
                and agrees(word, self.sentence, self.phrases, head)
            ]
            if len(found) == 1:
                return found[0]
            return pronoun if strikes or (word == "it" and not found and self.is_known(pronoun)) else None
        return None

    def _of_whom(self, number: int) -> int:
        """Who is counted by a number: "arrested 61 of them"."""
        if self.sentence[number].tag != "CD":
            return number
        behind = (self.sentence.child(child, "pobj") for child in self.sentence.children(number, "prep"))
        return next((head for head in behind if head is not None and self.sentence[head].tag == "PRP"), number)

    def country_of(self, head: int) -> str | None:
        """The country that a phrase names."""
        names = (self.phrases.name(part) for part in self.phrases.parts(head))
        return next((name.country for name in names if name is not None and name.country), None)
