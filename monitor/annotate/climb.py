"""What the words around and above a trigger make of it: the way up the parse, from the trigger to the main clause."""

from monitor.annotate import modal_words as words
from monitor.annotate.clauses import is_infinitive, is_verb
from monitor.annotate.coming import is_dated
from monitor.annotate.conditions import conditional, is_question
from monitor.annotate.helpers_of_verbs import about_to, denied, has_no, helpers_of, is_told
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.modal_words import any_of, is_one_of
from monitor.annotate.parse import ParsedSentence

_HIGHEST = 8
_CLAUSES = frozenset("xcomp ccomp pcomp acl".split())
_SHARING = frozenset("xcomp nsubj nsubjpass dobj attr acomp pobj pcomp ccomp prep".split())
"""Relations over which what is said of the word above holds of the one below as well."""

_LOOSE = frozenset("appos punct compound parataxis nmod".split())
_TIMES_AROUND = frozenset("after since before during because amid until following despite".split())
"""Prepositions behind which stands another event, at whose time the clause is said to happen."""


class Climb:
    """What the words above a trigger make of it, met one after another on the way up.

    `on_condition` tells what hangs on an "if", `hypothetical` what else is only thought of; `will` and `maybe` that a
    helper says so; `undone` that the trigger was denied by what governs it; `verbs` are those whose helpers and day
    hold of the trigger.
    """

    def __init__(self, sentence: ParsedSentence) -> None:
        self._sentence = sentence
        self.negated = self.future = self.hypothetical = self.on_condition = False
        self.will = self.maybe = self.undone = False
        self.verbs: list[int] = []

    def from_trigger(self, trigger: int) -> None:
        """Reads the trigger itself, then each word that governs it, until a clause stands for itself."""
        if self._sentence[trigger].tag.startswith("VB"):
            self.verbs.append(trigger)
            self._own_verb(trigger)
        else:
            self._own_noun(trigger)
        self._by_headline_verb(trigger)
        index = trigger
        for _ in range(_HIGHEST):
            head = self._head(index)
            if head == index or not self._pass(index, head):
                return
            index = head

    def _head(self, index: int) -> int:
        """The word above; of "to go" or "for a truce" right behind "vow" or "refusal" that noun, wherever it hangs."""
        sentence, head = self._sentence, self._sentence.head(index)
        start = index if sentence[index].dep == "prep" else sentence.child(index, "aux")
        if sentence[index].dep not in ("advcl", "xcomp", "prep") or not start:
            return head
        behind = words.PROMISES | words.THOUGHTS | words.DENIALS
        leads_on = sentence[start].lower in ("to", "for") and is_one_of(behind, sentence[start - 1].lower)
        return start - 1 if leads_on and sentence[start - 1].tag.startswith("NN") else head

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

    def _pass(self, index: int, head: int) -> bool:
        """What the word above makes of the trigger; False where the climb ends there."""
        sentence, dep = self._sentence, self._sentence[index].dep
        match dep:
            case "conj" if sentence[index].tag != "IN":
                return self._past_fellow(index, head)
            case "advcl" | "xcomp" | "prep" if head != sentence.head(index):
                return self._past_noun(index, head)
            case "advcl" | "relcl" | "acl" if not self._is_governed_clause(index, head):
                return self._past_adverbial(index, head)
        if not self._leads_on(index):
            return False
        if sentence[head].tag.startswith(("VB", "JJ")) or is_verb(sentence, head):
            return self._past_verb(index, head)
        return self._past_noun(index, head) if sentence[head].tag.startswith("NN") else True

    def _is_governed_clause(self, index: int, head: int) -> bool:
        """Whether a clause is what the word above is about: "plans to go", "reports that", "ruled out sending"."""
        sentence = self._sentence
        if sentence[index].dep == "advcl":
            decides = sentence[head].lower in words.DENYING | words.COMING | words.THOUGHT_OF
            infinitive = is_infinitive(sentence, index) and (decides or self._by_particle(head, words.THOUGHT_OF_WITH))
            return infinitive or (sentence[index].tag == "VBG" and self._by_particle(head, words.DENYING_WITH))
        return is_infinitive(sentence, index) or any_of(frozenset({"that", "whether"}), self._lowers(index, "mark"))

    def _past_fellow(self, index: int, head: int) -> bool:
        """A fellow verb shares the helpers before the first one, unless it has its own."""
        sentence = self._sentence
        if sentence.child(index, "aux", "nsubj", "nsubjpass", "auxpass") is None and is_verb(sentence, head):
            self._by_helpers(head)
            self.negated |= denied(sentence, head)
        return True

    def _leads_on(self, index: int) -> bool:
        """Whether the word above says anything of the trigger at all."""
        match self._sentence[index].dep:
            case "prep":
                return self._past_preposition(index)
            case "conj" if self._sentence[index].lower == "without":
                return self._past_preposition(index)
            case "amod":
                return self._sentence[index].tag == "VBG"
            case dep:
                return dep not in _LOOSE

    def _past_preposition(self, preposition: int) -> bool:
        sentence, lower = self._sentence, self._sentence[preposition].lower
        above = sentence[sentence.head(preposition)].lower
        before = sentence[preposition - 1].lower if preposition else ""
        if lower == "without" or (lower == "from" and above == "far") or (lower, before) in words.INSTEAD:
            fronted = lower == "without" and preposition < sentence.head(preposition)
            if fronted and any_of(words.WILL | words.MAYBE, helpers_of(sentence, sentence.head(preposition))):
                self.hypothetical = True  # "without a deal, reserves will run dry"
                return False
            self.negated, self.future, self.hypothetical, self.undone = True, False, False, True
        self.negated |= lower == "of" and above == "short"  # "fell two votes short of impeaching"
        if lower == "of" and above == "ahead":
            self.future = True
            return False
        return lower not in _TIMES_AROUND

    def _past_adverbial(self, index: int, head: int) -> bool:
        """Another clause stands for itself; a purpose is as real as the way there: "will go to meet"."""
        if self._sentence[index].dep != "advcl" or not is_infinitive(self._sentence, index) or self.undone:
            return False
        self.verbs.append(head)
        self._by_helpers(head)
        self.future |= any_of(words.COMING, self._lowers(head, "acomp"))  # "are due on Monday to inspect it"
        self.hypothetical |= not self.future and self._sentence[head].lower not in words.MOVING
        return self._sentence[head].lower in words.MOVING

    def _past_verb(self, index: int, head: int) -> bool:
        sentence, dep = self._sentence, self._sentence[index].dep
        if sentence[head].lower in words.REMEMBERING and dep in ("dobj", "pobj"):
            return False
        reported = dep == "ccomp" and is_told(sentence, index)
        if dep in ("nsubj", "nsubjpass"):
            self._by_predicate(head, passive=dep == "nsubjpass")
        else:
            self._governed_by(index, head)
        if dep in _SHARING and not reported and self._shares_helpers(index, head):
            self._by_helpers(head)
            self.verbs.append(head)
            denying = sentence[head].lower in words.DENYING or self._by_particle(head, words.DENYING_WITH, index)
            self.negated |= denied(sentence, head) and not denying
            self.on_condition |= conditional(sentence, head)
        return not reported

    def _shares_helpers(self, index: int, head: int) -> bool:
        """Whether the helpers of the verb above hold of what hangs on it: "will hold talks", not "will end the war"."""
        lower = self._sentence[head].lower
        match self._sentence[index].dep:
            case "nsubj":
                return lower in words.HAPPENING
            case "nsubjpass":
                return lower in words.HELD
            case "dobj":
                return lower not in words.PRESUPPOSING
            case "prep" if self._sentence[index].lower in ("to", "over", "about"):
                return lower in words.LEADING_TO
        return True

    def _by_predicate(self, verb: int, *, passive: bool) -> None:
        """What is said of a noun: "an attack is possible", "the talks are planned", "the claim is false"."""
        predicates = self._lowers(verb, "acomp", "attr", "oprd")
        if passive:
            predicates.add(self._sentence[verb].lower)
        lower = self._sentence[verb].lower
        self.hypothetical |= any_of(words.THOUGHT_OF, predicates)
        self.future |= any_of(words.COMING, predicates) and not self.negated
        self.future |= any(about_to(self._sentence, child) for child in self._sentence.children(verb, "xcomp"))
        self.future |= lower in words.NEARING and not self.negated
        if lower in words.HAPPENING and denied(self._sentence, verb):
            self.future = self.hypothetical = False
        if lower in ("fell", "fallen", "falls") and "through" in self._lowers(verb, "prt", "prep", "advmod"):
            self.negated, self.future, self.hypothetical, self.undone = True, False, False, True
        called_off = passive and lower in words.DENYING_WITH["off"] and "off" in self._lowers(verb, "prt")
        ruled_out = lower in ("is", "was", "are", "were", "ruled") and "out" in self._lowers(
            verb, "prep", "prt", "advmod"
        )
        if passive and lower in words.DENYING - words.PREVENTING and denied(self._sentence, verb):
            self.hypothetical = True  # "sabotage cannot be excluded"
        elif any_of(words.DENYING - {"failed"}, predicates) or called_off or ruled_out:
            self.negated, self.future, self.hypothetical, self.undone = True, False, False, True

    def _by_particle(self, verb: int, table: dict[str, frozenset[str]], below: int | None = None) -> bool:
        """Whether `verb` stands with a particle of the table; where that is a preposition, `below` must be it."""
        sentence, lower = self._sentence, self._sentence[verb].lower
        particles = sentence.children(verb, "prt", "prep", "advmod")
        if below is not None and sentence[below].dep == "prep":
            particles = [child for child in particles if sentence[child].dep != "prep" or child == below]
        return any(lower in table.get(sentence[child].lower, ()) for child in particles)

    def _governed_by(self, index: int, head: int) -> None:
        """What a verb or adjective makes of what it governs."""
        sentence, lower = self._sentence, self._sentence[head].lower
        is_clause = sentence[index].dep in _CLAUSES
        infinitive = is_infinitive(sentence, index)
        if (
            lower in words.DENYING
            or self._by_particle(head, words.DENYING_WITH, index)
            or (infinitive and "yet" in self._lowers(head, "advmod"))
        ):
            self._denied_by(head)
        elif lower in words.SUSPECTING and self.future:
            self.hypothetical = True  # accused of planning to
        elif infinitive and (lower in ("has", "have") or (lower in words.BEING and self._is_thought(head))):
            self.future, self.hypothetical = False, True  # "has to leave", "one option was to strike"
        elif (
            (lower in words.COMING and (infinitive or (lower in words.CHANGING and not is_clause)))
            or (lower == "going" and infinitive)
            or self._by_particle(head, words.COMING_WITH, index)
        ):
            self.future = not (self.negated and lower in words.CHOOSING)
        elif self._is_asked_for(index, head) or (
            lower in words.THOUGHT_OF and (not is_clause or self._is_wanted(index, lower))
        ):
            # "offered no apology" tells that there was none
            self.hypothetical |= not (self.negated and sentence[index].dep == "dobj")

    def _denied_by(self, verb: int) -> None:
        """Denied, refused or prevented; "did not rule out" leaves it open, "failed to prevent" lets it happen."""
        sentence = self._sentence
        prevents = sentence[verb].lower in words.PREVENTING or "from" in self._lowers(verb, "prep")
        twice = denied(sentence, verb) or self.undone
        helpers = helpers_of(sentence, verb)
        aims = (
            sentence[verb].dep in ("advcl", "acl") and "to" in helpers and "have" not in helpers
        )  # "calm to avoid it"
        self.hypothetical = aims or (twice and not (prevents or self.undone))
        self.negated = self.undone = not twice and not aims
        self.future = self.will = False

    def _is_asked_for(self, index: int, head: int) -> bool:
        """Whether the verb above asks for it with a particle; "called a strike for May" does not."""
        sentence = self._sentence
        return sentence[index].dep != "dobj" and self._by_particle(head, words.THOUGHT_OF_WITH, index)

    def _is_wanted(self, clause: int, above: str) -> bool:
        """Whether a governed clause tells no fact: an infinitive, a gerund, a bare or modal verb."""
        sentence, helpers = self._sentence, helpers_of(self._sentence, clause)
        if above in words.ASKING:
            return helpers == {"to"} or (sentence[clause].tag == "VB" and not helpers)
        bare = sentence[clause].tag in ("VB", "VBG", "NN", "VBP") or (sentence[clause].tag == "VBN" and not helpers)
        return bare or any_of(words.MAYBE | words.WILL | {"to"}, helpers) or above.startswith(("fear", "suspect"))

    def _is_thought(self, verb: int) -> bool:
        """ "one option was to strike"."""
        subjects = self._lowers(verb, "nsubj")
        return any(is_one_of(words.THOUGHTS | {"scenario"}, subject) for subject in subjects)

    def _is_unkept(self, promise: int) -> bool:
        """Whether a promise was not kept."""
        sentence, above = self._sentence, self._sentence.head(promise)
        return sentence[promise].dep == "dobj" and sentence[above].lower in words.KEEPING and denied(sentence, above)

    def _past_noun(self, index: int, head: int) -> bool:
        lower = self._sentence[head].lower
        if lower in words.REMEMBERED:
            return False
        if is_one_of(words.DENIALS, lower):
            self.negated = self.undone = True
        elif is_one_of(words.CLAIMS, lower) and not is_infinitive(self._sentence, index):
            self.negated |= self._is_contested(head)
            return False
        elif is_one_of(words.PROMISES | words.THOUGHTS, lower) and (
            has_no(self._sentence, head) or self._is_unkept(head)
        ):
            self.negated, self.future, self.hypothetical, self.undone = True, False, False, True
        elif is_one_of(words.PROMISES, lower):
            self.future |= is_infinitive(self._sentence, index) or self._sentence[index].lower in ("for", "of")
        elif is_one_of(words.THOUGHTS, lower):
            self.hypothetical = True
        elif is_infinitive(self._sentence, index) and is_time_word(lower):
            self.hypothetical = True  # "has 48 hours to surrender"
        elif self._sentence[index].dep == "prep":
            within = self._sentence[index].lower in ("in", "at", "during") and lower not in words.TAKING_PART
            return within or is_one_of(words.TRANSPARENT, lower)
        return True

    def _is_contested(self, claim: int) -> bool:
        above = self._sentence.head(claim)
        said = {self._sentence[above].lower, *self._lowers(above, "acomp", "attr", "advcl")}
        if self._sentence[above].dep in ("advcl", "prep"):  # "dismissed as fabricated the claim that"
            said.add(self._sentence[self._sentence.head(above)].lower)
        return has_no(self._sentence, claim) or any_of(words.CONTESTING, said)
