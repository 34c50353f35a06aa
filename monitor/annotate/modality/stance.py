"""What is known of an event on the way from its trigger to the main clause, each mode with the reason for it.

A stance is never changed: each step of `trigger`, `modal_auxiliaries`, `embedding` and `ascent` is a function from a
stance and a node of the parse to a stance. As in ConText (Harkema et al. 2009), a cue has a category, which says what
it does, and a scope, which ends where a step says so.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import Record


class Rule(StrEnum):
    """What made an event negated, future, hypothetical or historical: a category of cues, or a construction."""

    NEGATION = "negation"
    NO = "negative determiner"
    NEGATIVE_IMPLICATIVE = "predicate of denial, refusal or failure"
    NEGATIVE_NOUN = "noun of denial"
    CANCELLED = "participle of what was called off"
    ABSENCE = "without, instead of or far from"
    FELL_SHORT = "fell short of"
    FELL_THROUGH = "fell through"
    CALLED_OFF = "called off or ruled out"
    UNKEPT = "promise or plan that does not stand"
    CONTESTED = "claim that is contested"
    BEFORE_IT_COULD = "before it could happen"
    UNFULFILLED = "has yet to"

    FUTURE_AUXILIARY = "auxiliary of the future"
    IS_TO = "is to"
    REPORTED_WOULD = "would in reported speech"
    PROSPECTIVE = "predicate of what is to come"
    PROSPECTIVE_NOUN = "noun of what is to come"
    GETTING_READY = "getting ready"
    AHEAD_OF = "ahead of"
    AFTER_WHAT_WILL = "clause of time below a future"
    TIME_AHEAD = "time that lies ahead"
    DAY = "day named with a present or a possibility"
    SET_FOR = "day that it is set for"

    POSSIBILITY = "auxiliary of possibility"
    CONDITION = "condition"
    DOUBT = "adverb of doubt"
    WHETHER = "whether"
    QUESTION = "question"
    SUPPOSED = "supposed by any or an indefinite article"
    NONFACTIVE = "predicate of what is only thought of"
    NONFACTIVE_NOUN = "noun of what is only thought of"
    OBLIGATION = "obligation"
    CHARGE = "charge of a plan"
    UNCONFIRMED = "report that nobody has confirmed"
    NEARLY = "adverb of what nearly happened"
    NOT_DENIED = "denial that is itself denied"
    PURPOSE = "purpose"
    DEADLINE = "time left to do it"
    ONLY_MEANT = "plan, readiness or fear"
    FICTION = "told in a novel, a film, a play or a game"

    YEARS_AGO = "years ago"
    YOUTH = "youth of those involved"
    BYGONE = "words for a time gone by"
    YEAR = "year gone by, or a name of history"
    YEARS_BEFORE = "years after it"
    BESIDE = "clause beside it that lies years back"
    OLD_PAPER = "paper or hearing of years ago"
    REMEMBERED = "remembrance"


class Reason(Record, frozen=True):
    """Why an event has a mode: the rule, and the tokens of the sentence that it speaks by (none: its construction)."""

    rule: Rule
    cue: tuple[int, ...] = ()


class Modality(Record, frozen=True, kw_only=True):
    """The four auxiliary modes of an event, each with its reason; None where the event does not have it."""

    negated: Reason | None = None
    future: Reason | None = None
    hypothetical: Reason | None = None
    historical: Reason | None = None


class Stance(Record, frozen=True, kw_only=True):
    """What is known of an event so far.

    `condition` tells what hangs on an "if", `hypothetical` what else is only thought of; `will` and `possibility` that
    an auxiliary says so; `cancelled` that the event was denied by what governs it; `verbs` are those whose auxiliaries
    and day hold of the trigger.
    """

    negated: Reason | None = None
    future: Reason | None = None
    hypothetical: Reason | None = None
    condition: Reason | None = None
    will: Reason | None = None
    possibility: Reason | None = None
    cancelled: Reason | None = None
    verbs: tuple[int, ...] = ()

    def adding(
        self,
        *,
        negated: Reason | None = None,
        future: Reason | None = None,
        hypothetical: Reason | None = None,
        condition: Reason | None = None,
    ) -> "Stance":
        """With what those reasons say; a reason that is held already stays."""
        return msgspec.structs.replace(
            self,
            negated=self.negated or negated,
            future=self.future or future,
            hypothetical=self.hypothetical or hypothetical,
            condition=self.condition or condition,
        )

    def denied_for(self, reason: Reason) -> "Stance":
        """Cancelled: it did not and will not happen, whatever was planned or thought of it."""
        return msgspec.structs.replace(self, negated=reason, future=None, hypothetical=None, cancelled=reason)

    def sharing(self, verb: int) -> "Stance":
        """With one more verb whose auxiliaries and day hold of the trigger."""
        return msgspec.structs.replace(self, verbs=(*self.verbs, verb))


def where(rule: Rule, cue: int | None) -> Reason | None:
    """The reason that `rule` gives, where it has found a cue."""
    return None if cue is None else Reason(rule, (cue,))


def cued(rule: Rule, sentence: ParsedSentence, words: frozenset[str], among: Iterable[int]) -> Reason | None:
    """The reason that `rule` gives where one of the tokens `among` is one of `words`; the first of them is its cue."""
    return where(rule, next((index for index in among if sentence[index].lower in words), None))
