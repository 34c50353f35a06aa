"""What is known of an event on the way from its trigger to the main clause, each mode with the reason for it.

A stance is never changed: each step of `trigger`, `modal_auxiliaries`, `embedding` and `ascent` is a function from a
stance and a node of the parse to a stance. As in ConText (Harkema et al. 2009), a cue has a category, which says what
it does, and a scope, which ends where a step says so.
"""

from collections.abc import Iterable

import msgspec

from monitor.annotate.modality.rules import Rule
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import Record


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
