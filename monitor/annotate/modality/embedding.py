"""What a verb, adjective or noun makes of the event that it governs: refused to, plans to, fears of, the claim that."""

from monitor.annotate.lexicon import modal_cues as words
from monitor.annotate.lexicon.modal_cues import any_of, is_one_of
from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.modality.trigger import OwnWords
from monitor.annotate.syntax.auxiliaries import about_to, denied, has_no, helpers_of
from monitor.annotate.syntax.clauses import is_infinitive

_CLAUSES = frozenset("xcomp ccomp pcomp acl".split())


class Governed(OwnWords):
    """What the word right above adds to what is known of an event."""

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
        elif infinitive and lower == "ready" and sentence[sentence.head(head)].lower in words.GETTING:
            self.future = not self.negated  # "are getting ready to strike"
        elif lower == "ought":
            self.hypothetical = True
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

    def _is_unkept(self, promise: int) -> bool:
        """Whether a promise was not kept."""
        sentence, above = self._sentence, self._sentence.head(promise)
        return sentence[promise].dep == "dobj" and sentence[above].lower in words.KEEPING and denied(sentence, above)

    def _is_contested(self, claim: int) -> bool:
        above = self._sentence.head(claim)
        said = {self._sentence[above].lower, *self._lowers(above, "acomp", "attr", "advcl")}
        if self._sentence[above].dep in ("advcl", "prep"):  # "dismissed as fabricated the claim that"
            said.add(self._sentence[self._sentence.head(above)].lower)
        return has_no(self._sentence, claim) or any_of(words.CONTESTING, said)
