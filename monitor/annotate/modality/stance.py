"""Whether an event is said to be so: PLOVER's auxiliary modes negated, future, hypothetical and historical.

The manual names them ("event is projected to occur in the future", "event occurred in the past", "event is
hypothetical") and leaves the borders open. Here, for the event that a trigger word names:

- **negated**: the text says that it did not, does not or will not happen: not, never, no, without; denied, refused,
  failed to, called off, prevented, has yet to. An attempt that failed ("the failed coup") did take place.
- **future**: it is said to be still to come: will, is to, is due to, plans to, promises to, is expected to, a day
  ahead.
- **hypothetical**: it is only thought of: if, unless, would, may, could, should; threats, warnings, fears, proposals,
  demands, calls, attempts, questions. A charge ("accused of killing", "alleged") is no hypothesis.
- **historical**: it lies years back: a year gone by, decades ago, a war that is history, an anniversary.

They may overlap: "will not attend" is negated and future, "may not accept" negated and hypothetical. What is only
thought of is not future too, unless a day ahead is named ("may visit next week") or it will follow from a condition
("if parliament agrees, it will send ships").

Rules over the parse, from the trigger upwards: its own auxiliaries, negation and modifiers, then what each word that
governs it makes of it ("refused to", "plans to", "fears of"), conditional clauses, and last the time that is named.
"""

from monitor.annotate.modality.ascent import Climb
from monitor.annotate.modality.future import is_caption, is_dated, is_set_for, lies_ahead
from monitor.annotate.modality.historical import is_historical
from monitor.annotate.syntax.auxiliaries import helpers_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import Record


class Modality(Record, frozen=True, kw_only=True):
    """The four auxiliary modes."""

    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    historical: bool = False


def modality(sentence: ParsedSentence, trigger: int, year: int) -> Modality:
    """The modes of the event that `trigger` names, in an article of the year `year`."""
    climb = Climb(sentence)
    climb.from_trigger(trigger)
    historical = is_historical(sentence, trigger, year)
    return Modality(
        negated=climb.negated,
        future=not historical and _is_future(sentence, trigger, year, climb),
        hypothetical=climb.hypothetical or climb.on_condition,
        historical=historical,
    )


def _is_future(sentence: ParsedSentence, trigger: int, year: int, climb: Climb) -> bool:
    if climb.hypothetical or (climb.on_condition and not climb.will):
        return _may_be_ahead(sentence, trigger, year, climb)
    if climb.future:
        return True
    if climb.undone:
        return False
    present = [verb for verb in climb.verbs if _is_present(sentence, verb) and not is_caption(sentence, verb, year)]
    if any(is_dated(sentence, word) or lies_ahead(sentence, word, year) for word in (*present, trigger) if present):
        return True
    return not sentence[trigger].tag.startswith("VB") and is_set_for(sentence, trigger)


def _may_be_ahead(sentence: ParsedSentence, trigger: int, year: int, climb: Climb) -> bool:
    """What is only thought of and has a day ahead: "may visit next week", "could meet in May"."""
    if climb.undone or "have" in helpers_of(sentence, trigger):
        return False
    ahead = lies_ahead(sentence, trigger, year)
    return ahead or (climb.maybe and any(is_dated(sentence, verb) for verb in climb.verbs))


def _is_present(sentence: ParsedSentence, verb: int) -> bool:
    """ "leaves on Sunday", "is meeting Xi on Thursday"."""
    helpers = helpers_of(sentence, verb)
    return sentence[verb].tag in ("VBZ", "VBP") or (sentence[verb].tag == "VBG" and bool(helpers & {"is", "are", "'s"}))
