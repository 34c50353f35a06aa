"""What the words around and above a trigger make of it: the way up the parse, from the trigger to the main clause."""

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of, is_one_of
from monitor.annotate.modality.conditionals import conditional
from monitor.annotate.modality.embedding import Governed
from monitor.annotate.syntax.auxiliaries import denied, helpers_of, is_told
from monitor.annotate.syntax.clauses import is_infinitive, is_verb

_HIGHEST = 8
_SHARING = frozenset("xcomp nsubj nsubjpass dobj attr acomp pobj pcomp ccomp prep".split())
"""Relations over which what is said of the word above holds of the one below as well."""

_LOOSE = frozenset("appos punct compound parataxis nmod".split())
_TIMES_AROUND = frozenset("behind after since before during because amid until following despite".split())
"""Prepositions behind which stands another event, at whose time the clause is said to happen."""


class Climb(Governed):
    """What the words above a trigger make of it, met one after another on the way up."""

    def from_trigger(self, trigger: int) -> None:
        """Reads the trigger itself, then each word that governs it, until a clause stands for itself."""
        self.read(trigger)
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
        if sentence[head].tag.startswith(("VB", "JJ", "MD")) or is_verb(sentence, head):
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
            case "prep" if lower in words.PROSECUTING:
                return self._sentence[index].lower not in ("of", "for", "over", "in", "with")
            case "prep" if self._sentence[index].lower in ("to", "over", "about"):
                return lower in words.LEADING_TO
        return True
