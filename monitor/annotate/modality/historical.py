"""Whether an event lies years back: a year gone by, decades ago, a war that is history, an anniversary."""

import re

from monitor.annotate.lexicon.modal_cues import LEFT_BEHIND, REMEMBERED, REMEMBERING, is_one_of
from monitor.annotate.lexicon.times import BYGONE_PHRASES, RECENT, YOUTH, bygone_names, is_time_word
from monitor.annotate.modality.temporal_scope import below, circumstances, is_simple_past
from monitor.annotate.syntax.clauses import is_verb
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.inflection import singular, verb_forms

_YEAR = re.compile(r"(?:(?:early|mid|late)-)?(?P<year>(?:1[0-9]|20)\d\d)(?:s|'s|’s)?")
_STRETCHES = frozenset("year decade century generation".split())
_IN = frozenset("in during until till between around throughout on at before after by from to as early late".split())
"""Prepositions behind which a year dates the verb: "in 1979", "during the 1986 summit"."""

_TREATIES = frozenset("accord accords agreement treaty deal armistice pact truce settlement".split())
"""What is done under them is done when they are made: "under the accords of 1978 it withdrew"."""

_TOLD_LONG_AGO = 2  # years from which on a paper or a hearing is one of old
_BESIDE_NAMES = _IN - {"from"} | {"under", "of"}
_DURING = frozenset("during throughout amid".split())
_BEGAN = frozenset(form for verb in "begin start end erupt".split() for form in verb_forms(verb))
_SAME_TIME = frozenset("when while as until before after once".split())
"""Conjunctions whose clause lies at about the time of the clause that it hangs on."""

_HELD_THEN = frozenset(
    form
    for verb in "win lose lead fight stage carry commit mastermind orchestrate perpetrate survive rig end "
    "conclude trigger spark".split()
    for form in verb_forms(verb)
)
"""Verbs that happened when their object did: "won the 1996 election"."""


def is_historical(sentence: ParsedSentence, trigger: int, year: int) -> bool:
    """Whether the clause of `trigger` names a year before `year`, speaks of years ago, or is remembered."""
    then = _Then(sentence, year)
    return then.is_dated(trigger) or then.is_beside_dated(trigger) or _is_remembered(sentence, trigger)


class _Then:
    """What a sentence written in `year` says of years gone by."""

    def __init__(self, sentence: ParsedSentence, year: int) -> None:
        self._sentence, self._year = sentence, year
        self._bygone = bygone_names([token.lower for token in sentence.tokens])

    def is_dated(self, trigger: int, without: frozenset[int] = frozenset()) -> bool:
        """Whether its own circumstances, but for those words, say that the trigger lies years back."""
        own = [index for index in circumstances(self._sentence, trigger) if index not in without]
        words = [self._sentence[index].lower for index in own]
        text = " ".join(words)
        if "ago" in words and any(singular(word) in _STRETCHES for word in words):
            return True
        if YOUTH.search(text) and self._was_done(trigger, trigger):
            return True
        then = (index for index in own if self._is_past_year(index) or index in self._bygone)
        return (
            BYGONE_PHRASES.search(text) is not None
            or any(self._dates(index, trigger) for index in then)
            or self._lies_years_before(trigger)
        )

    def _dates(self, then: int, trigger: int) -> bool:
        """Whether a word of bygone times dates the trigger, rather than a thing that the clause speaks of."""
        sentence, head = self._sentence, self._sentence.head(then)
        if is_time_word(sentence[head].lower) and (
            sentence[head].dep in ("nmod", "compound") or (sentence[head].dep == "pobj" and then in self._bygone)
        ):
            then, head = head, sentence.head(head)  # "the July 1995 genocide", "in colonial times"
        if sentence[then].dep in ("nsubj", "nsubjpass", "agent"):
            return self._was_done(head, trigger)
        if then in self._bygone and sentence[then].dep in ("dobj", "prep"):  # "debated the partition of India"
            return sentence[then].dep == "dobj" and self._is_of_that_time(then, trigger)
        if sentence[then].dep == "pobj":
            preposition, head = sentence[head].lower, sentence.head(head)
            if preposition != "of" or sentence[head].dep == "prep":  # "stayed out of the war"
                return self._dates_behind(preposition, then)
        elif not (sentence[head].tag.startswith("NN") and then < head):
            return self._is_after_in(then)
        return head == trigger or self._is_of_that_time(head, trigger)

    def _dates_behind(self, preposition: str, then: int) -> bool:
        """ "in 1979", "under apartheid"; not "a statue from colonial times"."""
        if self._is_past_year(then):
            return preposition in _IN
        return preposition in _BESIDE_NAMES

    def _is_after_in(self, then: int) -> bool:
        """ "in July 1995", "from 1910 to 1945"; not "since July 1995"."""
        above = self._sentence.ancestors(then)
        preposition = next(
            (self._sentence[index].lower for index in above if self._sentence[index].dep == "prep"), "in"
        )
        return preposition in _IN

    def _is_of_that_time(self, noun: int, trigger: int) -> bool:
        """Whether the trigger happened when a noun did: "during the 1986 summit", "the 1986 summit ended"."""
        sentence, dep = self._sentence, self._sentence[noun].dep
        verb = sentence.head(noun)
        if is_one_of(LEFT_BEHIND, sentence[noun].lower):
            return False
        match dep:
            case "pobj":
                under = sentence[verb].lower == "under" and sentence[noun].lower in _TREATIES
                told = under and is_simple_past(sentence, trigger) and not self._is_recent(trigger)
                return sentence[verb].lower in _IN or told
            case "nsubj" | "nsubjpass":
                return self._was_done(verb, trigger)
            case "dobj":
                return sentence[verb].lower in _HELD_THEN and is_simple_past(sentence, verb)
            case "compound" | "poss" | "conj" | "nmod":
                return verb == trigger or self._is_of_that_time(verb, trigger)
        return False

    def _was_done(self, verb: int, trigger: int) -> bool:
        """Whether the verb of a subject of old is told in the past; "the worst since the war" is no clause."""
        told = is_simple_past(self._sentence, verb) and self._conjunction(verb) != "since"
        return told and not self._is_recent(trigger)

    def is_beside_dated(self, trigger: int) -> bool:
        """Whether a clause beside dates the trigger: "in 1999, after which …", "during the war that ended in 2009"."""
        sentence = self._sentence
        if self._is_recent(trigger):
            return False
        if sentence[trigger].dep in ("dobj", "nsubj", "nsubjpass") and self.is_beside_dated(sentence.head(trigger)):
            return True
        if sentence[trigger].dep in ("advcl", "relcl") and is_simple_past(sentence, trigger):
            shared = sentence[trigger].dep == "relcl" or self._shares_time(trigger)
            if shared and self._is_dated_above(sentence.head(trigger)):
                return True
        if self._is_told_of_old(trigger):
            return True
        clauses = [clause for clause in sentence.children(trigger, "advcl") if self._conjunction(clause) != "after"]
        return any(self._shares_time(clause) and self.is_dated(clause) for clause in clauses) or any(
            self.is_dated(clause) for clause in self._clauses_of_periods(trigger)
        )

    def _is_dated_above(self, head: int) -> bool:
        if not is_verb(self._sentence, head):
            verb = next((index for index in self._sentence.ancestors(head) if is_verb(self._sentence, index)), None)
            told = verb is not None and is_simple_past(self._sentence, verb) and not self._is_recent(verb)
            return self._is_past_year(head) or (verb is not None and told and self._is_dated_above(verb))
        if self._sentence[head].lower in _BEGAN:  # "the Biafran war began after officers massacred …"
            return self.is_dated(head)
        subjects = {
            part
            for noun in self._sentence.children(head, "nsubj", "nsubjpass")
            for part in self._sentence.subtree(noun)
        }
        return self.is_dated(head, without=frozenset(subjects))

    def _is_told_of_old(self, trigger: int) -> bool:
        """Whether a paper or hearing of old tells of it: "a memo of 1971 weighed whether it should strike"."""
        sentence = self._sentence
        for index in (trigger, *sentence.ancestors(trigger)):
            above = sentence.head(index)
            if sentence[index].dep != "ccomp" or self._is_recent(above):
                continue
            tellers = sentence.children(above, "nsubj")
            behind = (prep for noun in tellers for prep in sentence.children(noun, "prep"))
            if any(
                self._is_past_year(then, _TOLD_LONG_AGO) for prep in behind for then in sentence.children(prep, "pobj")
            ):
                return True
        return False

    def _shares_time(self, clause: int) -> bool:
        return self._conjunction(clause) in _SAME_TIME

    def _conjunction(self, clause: int) -> str:
        return next(
            (self._sentence[child].lower for child in self._sentence.children(clause, "mark", "advmod", "prep")), ""
        )

    def _clauses_of_periods(self, trigger: int) -> list[int]:
        """What tells when it was: "during the war that ended in 2009", "signed the truce that ended the Korean War"."""
        sentence = self._sentence
        if not sentence[trigger].tag.startswith("VB"):
            return sentence.children(trigger, "relcl", "acl")
        treaties = [
            noun for noun in sentence.children(trigger, "nsubjpass", "dobj") if sentence[noun].lower in _TREATIES
        ]
        during = (prep for prep in sentence.children(trigger, "prep") if sentence[prep].lower in _DURING)
        periods = [noun for prep in during for noun in sentence.children(prep, "pobj")]
        ended = [clause for noun in treaties for clause in sentence.children(noun, "relcl")]
        return ended + [clause for noun in periods for clause in sentence.children(noun, "relcl", "acl")]

    def _is_recent(self, trigger: int) -> bool:
        return RECENT.search(self._sentence.words(sorted(below(self._sentence, trigger)))) is not None

    def _is_past_year(self, index: int, ago: int = 1) -> bool:
        found = _YEAR.fullmatch(self._sentence[index].lower)
        return found is not None and int(found["year"]) <= self._year - ago

    def _lies_years_before(self, trigger: int) -> bool:
        """ "30 years after the massacre", "five years since he was arrested"."""
        sentence = self._sentence
        above = {trigger, *sentence.ancestors(trigger)}
        return any(
            sentence[index].lower in ("after", "since")
            and singular(sentence[index - 1].lower) in _STRETCHES
            and (index in above or sentence.head(index) == trigger or _follows(sentence, index, trigger))
            for index in range(1, len(sentence))
        )


def _follows(sentence: ParsedSentence, preposition: int, trigger: int) -> bool:
    """Whether the trigger stands right behind a preposition that the parser hung elsewhere."""
    between = sentence.tokens[preposition:trigger]
    return preposition < trigger <= preposition + 4 and all(token.lower != "," for token in between)


def _is_remembered(sentence: ParsedSentence, trigger: int) -> bool:
    above = [sentence[index].lower for index in sentence.ancestors(trigger)]
    if any(word in REMEMBERED for word in above):
        return True
    return sentence[trigger].dep in ("dobj", "pobj", "ccomp") and any(word in REMEMBERING for word in above[:1])
