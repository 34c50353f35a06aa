"""What a trigger's own words say of it: auxiliaries, negation, modifiers, and the clauses that hang on it."""

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of
from monitor.annotate.modality.conditionals import conditional, is_question
from monitor.annotate.modality.future import is_dated
from monitor.annotate.syntax.auxiliaries import about_to, denied, has_no, helpers_of, is_told
from monitor.annotate.syntax.parse import ParsedSentence


class OwnWords:
    """What is known of an event so far, beginning with the words of its trigger.

    `on_condition` tells what hangs on an "if", `hypothetical` what else is only thought of; `will` and `maybe` that a
    helper says so; `undone` that the trigger was denied by what governs it; `verbs` are those whose helpers and day
    hold of the trigger.
    """

    def __init__(self, sentence: ParsedSentence) -> None:
        self._sentence = sentence
        self.negated = self.future = self.hypothetical = self.on_condition = False
        self.will = self.maybe = self.undone = False
        self.verbs: list[int] = []

    def read(self, trigger: int) -> None:
        """Reads the trigger itself and what hangs on it."""
        if self._sentence[trigger].tag.startswith("VB"):
            self.verbs.append(trigger)
            self._own_verb(trigger)
        else:
            self._own_noun(trigger)
        self._by_headline_verb(trigger)

    def _lowers(self, index: int, *deps: str) -> set[str]:
        return {self._sentence[child].lower for child in self._sentence.children(index, *deps)}

    def _own_verb(self, verb: int) -> None:
        self.negated = denied(self._sentence, verb)
        self._by_helpers(verb)
        self.on_condition |= conditional(self._sentence, verb)
        unknown = "whether" in self._lowers(verb, "mark")
        self.hypothetical |= unknown or any_of(words.DOUBTS, self._lowers(verb, "advmod"))
        if self._sentence[verb].dep == "advcl":
            self._own_adverbial(verb)

    def _own_adverbial(self, verb: int) -> None:
        """ "before they could meet": they did not; "will pull out once a truce is signed": it is still to come."""
        sentence, marks = self._sentence, self._lowers(verb, "mark", "advmod")
        above = helpers_of(sentence, sentence.head(verb))
        if "before" in marks and self.maybe:
            self.negated, self.hypothetical, self.maybe = True, False, False
        elif any_of(words.THEN, marks) and sentence[verb].tag in ("VBZ", "VBP", "VBN") and any_of(words.WILL, above):
            self.future = True

    def _own_noun(self, noun: int) -> None:
        modifiers = self._lowers(noun, "amod", "compound", "poss")
        for owner in self._sentence.children(noun, "poss"):
            modifiers |= self._lowers(owner, "amod")  # "next week's visit"
        self.future = any_of((words.COMING - {"set"}) | words.TOMORROW, modifiers)
        self.hypothetical = any_of(words.THOUGHT_OF, modifiers)
        self.undone = any_of(words.UNDONE, modifiers)
        self.negated = has_no(self._sentence, noun) or self.undone
        self.hypothetical |= self._is_supposed(noun)
        for clause in self._sentence.children(noun, "acl", "relcl", "advcl"):
            self._by_clause_behind(clause)

    def _is_supposed(self, noun: int) -> bool:
        """ "Any attack will be answered", "an offensive would endanger them": that there will be one is not said."""
        sentence = self._sentence
        if sentence[noun].dep not in ("nsubj", "nsubjpass"):
            return False
        articles = self._lowers(noun, "det")
        modal = any_of(frozenset({"would", "could", "might"}), helpers_of(sentence, sentence.head(noun)))
        return "any" in articles or (modal and any_of(frozenset({"a", "an", "another", "such"}), articles))

    def _by_headline_verb(self, trigger: int) -> None:
        """ "Denmark mulls ban on burqas", where the parser took the noun for the verb."""
        for child in self._sentence.children(trigger, "nsubj", "nmod", "compound"):
            if self._sentence[child].tag != "VBZ":
                continue
            lower = self._sentence[child].lower
            self.hypothetical |= lower in words.THOUGHT_OF
            self.future |= lower in words.COMING
            self.negated |= lower in words.DENYING

    def _by_clause_behind(self, clause: int) -> None:
        """ "talks scheduled for May", "a truce that will take effect", "a ban, as proposed by the house"."""
        lower = self._sentence[clause].lower
        self.future |= lower in words.COMING or about_to(self._sentence, clause)
        if lower in words.HAPPENING:
            helpers = helpers_of(self._sentence, clause)
            starts = self._sentence[clause].tag in ("VBZ", "VBP") and is_dated(self._sentence, clause)
            self.future |= starts or any_of(words.WILL, helpers)
            self.hypothetical |= any_of(words.MAYBE, helpers)
        self.hypothetical |= lower in words.OFFERED
        if lower in words.UNDONE:
            self.negated, self.future, self.undone = True, False, True

    def _by_helpers(self, verb: int) -> None:
        """Auxiliaries: "will" is to come, "may" a thought, "would" in reported speech a "will"."""
        sentence, helpers = self._sentence, helpers_of(self._sentence, verb)
        hangs = conditional(sentence, verb)
        if any_of(words.WILL, helpers):
            self.future = self.will = True
            self.hypothetical |= is_question(sentence) or any_of(words.DOUBTS, self._lowers(verb, "advmod"))
        elif about_to(sentence, verb) or ("would" in helpers and is_told(sentence, verb) and not hangs):
            self.future = True
        elif any_of(words.MAYBE, helpers):
            # "could not reach" tells what did not happen, "could reach" what might
            self.maybe |= not (any_of(frozenset({"could", "can", "ca"}), helpers) and denied(sentence, verb))
            self.hypothetical |= self.maybe
