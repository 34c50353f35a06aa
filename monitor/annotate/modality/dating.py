"""Whether the words that date an event name a time years back: a year gone by, decades ago, a war that is history."""

import re
from collections.abc import Sequence

from monitor.annotate.lexicon.modal_cues import RELICS, is_one_of
from monitor.annotate.lexicon.times import BYGONE_PHRASES, YOUTH, bygone_names, is_time_word, is_week_day
from monitor.annotate.modality.stance import Reason, Rule
from monitor.annotate.modality.temporal_scope import (
    circumstances,
    conjunction_of,
    is_recent,
    is_simple_past,
    named,
)
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.inflection import singular, verb_forms

_YEAR = re.compile(r"(?:(?:early|mid|late)-)?(?P<year>(?:1[0-9]|20)\d\d)(?:s|'s|’s)?")
_STRETCHES = frozenset("year decade century generation".split())
_IN = frozenset("in during until till between around throughout on at before after by from to as early late".split())
"""Prepositions behind which a year dates the verb: "in 1979", "during the 1986 summit"."""

TREATIES = frozenset("accord accords agreement treaty deal armistice pact truce settlement".split())
"""What is done under them is done when they are made: "under the accords of 1978 it withdrew"."""

_WHEN = ("prep", "npadvmod", "tmod")
_DATE = 4  # words from the day of a week to the year of the same date
_BESIDE_NAMES = _IN - {"from"} | {"under", "of"}
_HELD_THEN = frozenset(
    form
    for verb in "win lose lead fight stage carry commit mastermind orchestrate perpetrate survive rig end "
    "conclude trigger spark".split()
    for form in verb_forms(verb)
)
"""Verbs that happened when their object did: "won the 1996 election"."""


class Dating:
    """What a sentence written in `year` says of years gone by. It holds the sentence; no method changes it."""

    def __init__(self, sentence: ParsedSentence, year: int) -> None:
        self.sentence, self._year = sentence, year
        self._bygone = bygone_names(sentence.lowered)

    def of(self, trigger: int, without: frozenset[int] = frozenset()) -> Reason | None:
        """Why its own circumstances, but for those words, say that the trigger lies years back."""
        own = [index for index in circumstances(self.sentence, trigger) if index not in without]
        return (
            self._years_ago(own)
            or self._youth(own, trigger)
            or named(Rule.BYGONE, self.sentence, self._not_beside_day(own, trigger), BYGONE_PHRASES)
            or self._named_time(own, trigger)
            or (None if self._week_days(trigger) else self._years_before(trigger))
            or self._during_which(trigger)
        )

    def _years_ago(self, own: Sequence[int]) -> Reason | None:
        ago = [index for index in own if self.sentence[index].lower == "ago"]
        stretches = [index for index in own if singular(self.sentence[index].lower) in _STRETCHES]
        return Reason(Rule.YEARS_AGO, (*stretches[:1], ago[0])) if ago and stretches else None

    def _youth(self, own: Sequence[int], trigger: int) -> Reason | None:
        """ "as a young officer he took part in it"."""
        found = named(Rule.YOUTH, self.sentence, own, YOUTH)
        return found if found and self._was_done(trigger, trigger) else None

    def _named_time(self, own: Sequence[int], trigger: int) -> Reason | None:
        then = (index for index in own if self._is_then(index, trigger))
        dating = next((index for index in then if self._dates(index, trigger)), None)
        return None if dating is None else Reason(Rule.YEAR, (dating,))

    def _is_then(self, index: int, trigger: int) -> bool:
        """Whether a word names a time gone by; a year is that of something else where the trigger has a day of its own:
        "charged nine officers on Tuesday with a massacre in 1999".
        """
        if not self.is_past_year(index):
            return index in self._bygone
        return index in self._not_beside_day([index], trigger)

    def _week_days(self, trigger: int) -> list[int]:
        """The days of a week on which the trigger happened."""
        when = (day for child in self.sentence.children(trigger, *_WHEN) for day in self.sentence.subtree(child))
        return [day for day in when if is_week_day(self.sentence[day].lower)]

    def _not_beside_day(self, own: Sequence[int], trigger: int) -> list[int]:
        """`own` but for words far from the day of the trigger: "on Friday, its second convoy since last year"."""
        days = self._week_days(trigger)
        return [index for index in own if all(abs(day - index) <= _DATE for day in days)]

    def _dates(self, then: int, trigger: int) -> bool:
        """Whether a word of bygone times dates the trigger, rather than a thing that the clause speaks of."""
        sentence, (then, head) = self.sentence, self._dated_phrase(then)
        is_name = then in self._bygone
        match sentence[then].dep:
            case "nsubj" | "nsubjpass" | "agent":
                return self._was_done(head, trigger)
            case "dobj" if is_name:  # "debated the partition of India"
                return self._is_of_that_time(then, trigger)
            case "prep" if is_name:
                return False
            case "pobj":
                return self._dates_behind_preposition(then, trigger)
        if not (sentence[head].tag.startswith("NN") and then < head):
            return self._is_after_in(then)
        return head == trigger or self._is_of_that_time(head, trigger)

    def _dated_phrase(self, then: int) -> tuple[int, int]:
        """The word that dates and the one above it: of "the July 1995 genocide", "in colonial times" the time word."""
        sentence, head = self.sentence, self.sentence.head(then)
        behind_preposition = sentence[head].dep == "pobj" and then in self._bygone
        if is_time_word(sentence[head].lower) and (sentence[head].dep in ("nmod", "compound") or behind_preposition):
            return head, sentence.head(head)
        return then, head

    def _dates_behind_preposition(self, then: int, trigger: int) -> bool:
        """ "in 1979", "under apartheid", "the massacre of 1995"; not "a statue from colonial times"."""
        sentence, head = self.sentence, self.sentence.head(then)
        preposition, above = sentence[head].lower, sentence.head(head)
        if preposition == "of" and sentence[above].dep != "prep":  # but "stayed out of the war"
            return above == trigger or self._is_of_that_time(above, trigger)
        return preposition in (_IN if self.is_past_year(then) else _BESIDE_NAMES)

    def _is_after_in(self, then: int) -> bool:
        """ "in July 1995", "from 1910 to 1945"; not "since July 1995"."""
        above = (index for index in self.sentence.ancestors(then) if self.sentence[index].dep == "prep")
        preposition = next(above, None)
        return preposition is None or self.sentence[preposition].lower in _IN

    def _is_of_that_time(self, noun: int, trigger: int) -> bool:
        """Whether the trigger happened when a noun did: "during the 1986 summit", "the 1986 summit ended"."""
        sentence, verb = self.sentence, self.sentence.head(noun)
        if is_one_of(RELICS, sentence[noun].lower):
            return False
        match sentence[noun].dep:
            case "pobj":
                return sentence[verb].lower in _IN or self._is_under_treaty(noun, trigger)
            case "nsubj" | "nsubjpass":
                return self._was_done(verb, trigger)
            case "dobj":
                return sentence[verb].lower in _HELD_THEN and is_simple_past(sentence, verb)
            case "compound" | "poss" | "conj" | "nmod":
                return verb == trigger or self._is_of_that_time(verb, trigger)
        return False

    def _is_under_treaty(self, noun: int, trigger: int) -> bool:
        sentence = self.sentence
        under = sentence[sentence.head(noun)].lower == "under" and sentence[noun].lower in TREATIES
        return under and is_simple_past(sentence, trigger) and not is_recent(sentence, trigger)

    def _was_done(self, verb: int, trigger: int) -> bool:
        """Whether the verb of a subject of old stands in the past; "the worst since the war" is no clause."""
        past = is_simple_past(self.sentence, verb) and conjunction_of(self.sentence, verb) != "since"
        return past and not is_recent(self.sentence, trigger)

    def is_past_year(self, index: int, ago: int = 1) -> bool:
        """Whether the word is a year or decade at least `ago` years before the text."""
        found = _YEAR.fullmatch(self.sentence[index].lower)
        return found is not None and int(found["year"]) <= self._year - ago

    def _during_which(self, trigger: int) -> Reason | None:
        """ "the 1989 massacre, in which soldiers killed six priests": what happened then is as long ago."""
        sentence, event = self.sentence, self.sentence.head(trigger)
        if sentence[trigger].dep != "relcl" or not self._opens_with_time(trigger):
            return None
        years = (child for child in sentence.children(event, "nummod", "compound", "nmod") if self.is_past_year(child))
        year = next(years, None)
        return None if year is None or not self._was_done(trigger, trigger) else Reason(Rule.YEAR, (year,))

    def _opens_with_time(self, clause: int) -> bool:
        """Whether a relative clause tells what happened during what it hangs on: "in which", "when"."""
        behind = (word for at in self.sentence.children(clause, "prep") for word in self.sentence.children(at, "pobj"))
        opening = (*self.sentence.children(clause, "advmod"), *behind)
        return any(self.sentence[index].lower in ("which", "when") for index in opening)

    def _years_before(self, trigger: int) -> Reason | None:
        """ "30 years after the massacre", "five years since he was arrested"."""
        sentence, above = self.sentence, {trigger, *self.sentence.ancestors(trigger)}
        for index in range(1, len(sentence)):
            if sentence[index].lower not in ("after", "since"):
                continue
            reaches = index in above or sentence.head(index) == trigger or _follows(sentence, index, trigger)
            if reaches and singular(sentence[index - 1].lower) in _STRETCHES:
                return Reason(Rule.YEARS_BEFORE, (index - 1, index))
        return None


def _follows(sentence: ParsedSentence, preposition: int, trigger: int) -> bool:
    """Whether the trigger stands right behind a preposition that the parser hung elsewhere."""
    between = sentence.tokens[preposition:trigger]
    return preposition < trigger <= preposition + 4 and all(token.lower != "," for token in between)
