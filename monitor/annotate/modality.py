"""Whether an event is said to be so: PLOVER's auxiliary modes negated, future, hypothetical and historical.

Rules over the parse, from the trigger upwards: its own auxiliaries, negation and modifiers, then what each word that
governs it makes of it ("refused to", "plans to", "fears of"), conditional clauses, and last the time that is named.
"""

from monitor.annotate import modal_words as words
from monitor.annotate.clauses import is_infinitive, is_verb
from monitor.annotate.helpers_of_verbs import about_to, conditional, denied, has_no, helpers_of, is_told
from monitor.annotate.modal_words import any_of, is_one_of
from monitor.annotate.parse import ParsedSentence
from monitor.annotate.past import is_historical
from monitor.records import Record

_HIGHEST = 8
_CLAUSES = frozenset("xcomp ccomp pcomp acl".split())
_SHARING = frozenset("xcomp nsubj nsubjpass dobj attr acomp pobj pcomp ccomp prep".split())
"""Relations over which what is said of the word above holds of the one below as well."""

_LOOSE = frozenset("appos punct compound parataxis nmod".split())
_TIMES_AROUND = frozenset("after since before during because amid until following despite".split())
"""Prepositions behind which stands another event, at whose time the clause is said to happen."""


class Modality(Record, frozen=True, kw_only=True):
    """The four auxiliary modes."""

    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    historical: bool = False


def modality(sentence: ParsedSentence, trigger: int, year: int) -> Modality:
    """The modes of the event that `trigger` names, in an article of the year `year`."""
    climb = _Climb(sentence)
    climb.from_trigger(trigger)
    return Modality(
        negated=climb.negated,
        future=climb.future and not climb.hypothetical,
        hypothetical=climb.hypothetical,
        historical=is_historical(sentence, trigger, year),
    )


class _Climb:
    """What the words above a trigger make of it, met one after another on the way up."""

    def __init__(self, sentence: ParsedSentence) -> None:
        self._sentence = sentence
        self.negated = self.future = self.hypothetical = False

    def from_trigger(self, trigger: int) -> None:
        """Reads the trigger itself, then each word that governs it, until a clause stands for itself."""
        if self._sentence[trigger].tag.startswith("VB"):
            self._own_verb(trigger)
        else:
            self._own_noun(trigger)
        index = trigger
        for _ in range(_HIGHEST):
            head = self._sentence.head(index)
            if head == index or not self._pass(index, head):
                return
            index = head

    def _lowers(self, index: int, *deps: str) -> set[str]:
        return {self._sentence[child].lower for child in self._sentence.children(index, *deps)}

    def _own_verb(self, verb: int) -> None:
        self.negated = denied(self._sentence, verb)
        self._by_helpers(verb)
        self.hypothetical |= conditional(self._sentence, verb) or any_of(words.DOUBTS, self._lowers(verb, "advmod"))

    def _own_noun(self, noun: int) -> None:
        modifiers = self._lowers(noun, "amod", "compound", "poss")
        for owner in self._sentence.children(noun, "poss"):
            modifiers |= self._lowers(owner, "amod")  # "next week's visit"
        self.future = any_of((words.COMING - {"set"}) | words.TOMORROW, modifiers)
        self.hypothetical = any_of(words.THOUGHT_OF, modifiers)
        self.negated = has_no(self._sentence, noun)
        self.hypothetical |= "any" in self._lowers(noun, "det") and self._sentence[noun].dep == "nsubj"

    def _by_helpers(self, verb: int) -> None:
        """Auxiliaries: "will" is to come, "may" a thought, "would" in reported speech a "will"."""
        sentence, helpers = self._sentence, helpers_of(self._sentence, verb)
        if (
            any_of(words.WILL, helpers)
            or about_to(sentence, verb)
            or ("would" in helpers and is_told(sentence, verb) and not conditional(sentence, verb))
        ):
            self.future = True
        elif any_of(words.MAYBE, helpers):
            # "could not reach" tells what did not happen, "could reach" what might
            self.hypothetical |= not (any_of(frozenset({"could", "can", "ca"}), helpers) and denied(sentence, verb))

    def _pass(self, index: int, head: int) -> bool:
        """What the word above makes of the trigger; False where the climb ends there."""
        sentence, dep = self._sentence, self._sentence[index].dep
        match dep:
            case "conj":
                return self._past_fellow(index, head)
            case "advcl" | "relcl" | "acl" if not self._is_governed_clause(index, head):
                return self._past_adverbial(index)
        if not self._leads_on(index):
            return False
        if sentence[head].tag.startswith(("VB", "JJ")) or is_verb(sentence, head):
            return self._past_verb(index, head)
        return self._past_noun(index, head) if sentence[head].tag.startswith("NN") else True

    def _is_governed_clause(self, index: int, head: int) -> bool:
        """Whether a clause is what the word above is about: "plans to go", "reports that", "ruled out sending"."""
        sentence = self._sentence
        if sentence[index].dep == "advcl":
            infinitive = is_infinitive(sentence, index) and self._by_particle(head, words.THOUGHT_OF_WITH)
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
            case "amod":
                return self._sentence[index].tag == "VBG"
            case dep:
                return dep not in _LOOSE

    def _past_preposition(self, preposition: int) -> bool:
        sentence, lower = self._sentence, self._sentence[preposition].lower
        above = sentence[sentence.head(preposition)].lower
        self.negated |= lower == "without" or (lower == "from" and above == "far")
        self.future |= lower == "of" and above == "ahead"
        return lower not in _TIMES_AROUND

    def _past_adverbial(self, index: int) -> bool:
        """An adverbial or relative clause stands for itself; what a purpose aims at is only thought of."""
        if self._sentence[index].dep == "advcl" and is_infinitive(self._sentence, index):
            self.hypothetical |= not self.future
        return False

    def _past_verb(self, index: int, head: int) -> bool:
        sentence, dep = self._sentence, self._sentence[index].dep
        reported = dep == "ccomp" and is_told(sentence, index)
        if dep in ("nsubj", "nsubjpass"):
            self._by_predicate(head, passive=dep == "nsubjpass")
        else:
            self._governed_by(index, head)
        if dep in _SHARING and not reported:
            self._by_helpers(head)
            denying = sentence[head].lower in words.DENYING or self._by_particle(head, words.DENYING_WITH)
            self.negated |= denied(sentence, head) and dep not in ("nsubj", "nsubjpass") and not denying
            self.hypothetical |= conditional(sentence, head)
        return not reported

    def _by_predicate(self, verb: int, *, passive: bool) -> None:
        """What is said of a noun: "an attack is possible", "the talks are planned", "the claim is false"."""
        predicates = self._lowers(verb, "acomp", "attr", "oprd")
        if passive:
            predicates.add(self._sentence[verb].lower)
        self.hypothetical |= any_of(words.THOUGHT_OF, predicates)
        self.future |= any_of(words.COMING, predicates)
        self.negated |= any_of(words.DENYING - {"failed"}, predicates)

    def _by_particle(self, verb: int, table: dict[str, frozenset[str]]) -> bool:
        particles = self._lowers(verb, "prt", "prep", "advmod")
        lower = self._sentence[verb].lower
        return any(lower in forms and particle in particles for particle, forms in table.items())

    def _governed_by(self, index: int, head: int) -> None:
        """What a verb or adjective makes of what it governs."""
        sentence, lower = self._sentence, self._sentence[head].lower
        is_clause = sentence[index].dep in _CLAUSES
        infinitive = is_infinitive(sentence, index)
        if (
            lower in words.DENYING
            or self._by_particle(head, words.DENYING_WITH)
            or (infinitive and "yet" in self._lowers(head, "advmod"))
        ):
            twice = denied(sentence, head)  # "did not rule out sanctions"
            self.negated, self.future, self.hypothetical = not twice, False, twice
        elif lower in words.SUSPECTING and self.future:
            self.hypothetical = True  # accused of planning to
        elif (
            (lower in words.COMING and (infinitive or (lower in words.CHANGING and not is_clause)))
            or (lower == "going" and infinitive)
            or self._by_particle(head, words.COMING_WITH)
        ):
            self.future = True
        elif self._by_particle(head, words.THOUGHT_OF_WITH) or (
            lower in words.THOUGHT_OF and (not is_clause or self._is_wanted(index, lower))
        ):
            self.hypothetical = True

    def _is_wanted(self, clause: int, above: str) -> bool:
        """Whether a governed clause tells no fact: an infinitive, a gerund, a bare or modal verb."""
        sentence = self._sentence
        helpers = helpers_of(sentence, clause)
        bare = sentence[clause].tag in ("VB", "VBG", "NN", "VBP") or (sentence[clause].tag == "VBN" and not helpers)
        return bare or any_of(words.MAYBE | words.WILL | {"to"}, helpers) or above.startswith(("fear", "suspect"))

    def _past_noun(self, index: int, head: int) -> bool:
        lower = self._sentence[head].lower
        if is_one_of(words.DENIALS, lower):
            self.negated = True
        elif is_one_of(words.CLAIMS, lower) and not is_infinitive(self._sentence, index):
            self.negated |= self._is_contested(head)
            return False
        elif is_one_of(words.PROMISES, lower):
            self.future |= is_infinitive(self._sentence, index)
        elif is_one_of(words.THOUGHTS, lower):
            self.hypothetical = True
        return True

    def _is_contested(self, claim: int) -> bool:
        above = self._sentence.head(claim)
        said = {self._sentence[above].lower, *self._lowers(above, "acomp", "attr")}
        return has_no(self._sentence, claim) or any_of(words.CONTESTING, said)
