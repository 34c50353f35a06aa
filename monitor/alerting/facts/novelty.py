"""An event of a new type, or a new role of a watched actor."""

from collections.abc import Iterator, Sequence
from typing import Final

from monitor.alerting.facts.facts import Concern, Facts, Happening, Side
from monitor.alerting.facts.kinship import is_failure, is_outcome, is_told_otherwise
from monitor.alerting.facts.modes import Stance, stance, turn
from monitor.alerting.facts.sides import in_words, is_reply, share
from monitor.alerting.facts.texts.words import stem, stems
from monitor.alerting.messages.names import event_type
from monitor.records import AuxiliaryMode, Change, ChangeKind, EventType

_SURE: Final = 0.5
_SURE_TWICE: Final = 0.1  # where title and text both tell it
_SURE_BEFORE: Final = 0.25  # as which it was told before, if a refusal is to answer it
_MOST: Final = 2  # events that are named
_DONE: Final = frozenset(
    {
        EventType.AID,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.MOBILIZE,
        EventType.PROTEST,
        EventType.RETREAT,
        EventType.SANCTION,
    }
)
"""Deeds. What is only said of them comes with every deed: condemned, urged, rejected, welcomed."""
_MET: Final = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.THREATEN})
"""What counts too where an actor of the watch does it."""
_THREATS: Final = frozenset(map(stem, "threaten warn vow".split()))
"""What is threatened is only thought of; the threat is made."""
_ASKING: Final = frozenset(map(stem, "demand urge call request appeal ask want seek".split()))
"""Verbs whose object is no deed of who does them, whatever type it has: "demands the release of"."""
_OFFERS: Final = frozenset({EventType.AGREE, EventType.AID, EventType.CONSULT, EventType.REQUEST})
_WEAPONS: Final = frozenset(map(stem, "drone missile rocket shell projectile bomb uav".split()))
"""Whoever brings these down defends himself, and strikes nobody back."""
_DEATHS: Final = frozenset(map(stem, "dead death die toll".split()))
"""What comes of a deed or a mishap; how many they are is a figure."""
_MOVES: Final = frozenset({EventType.MOBILIZE, EventType.THREATEN, EventType.SANCTION, EventType.COERCE})
_STEPS_BACK: Final = frozenset({EventType.CONCEDE, EventType.RETREAT})
"""As which calling something off is told."""
_ENDS: Final = frozenset({"called off", "ended"})
_CLOSING: Final = frozenset(map(stem, "shut close".split()))
_CLOSED: Final = frozenset(map(stem, "shut close suspend cancel halt stop".split()))
_KILLED: Final = frozenset(map(stem, "kill".split()))
_REPLIES: Final = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION})


def new_events(told: Facts, new: Facts) -> Iterator[Change]:
    """The events of `new` that are no other telling of what was told, the first of each type."""
    seen: set[EventType] = set()
    for happening in new.happenings:
        if happening.type not in seen and len(seen) < _MOST and _is_new(told, new, happening):
            seen.add(happening.type)
            yield Change(kind=ChangeKind.EVENT, what=_what(happening), after=stance(happening))


def _what(happening: Happening) -> str:
    """Who and whom are named only where the event is sure: a wrong doer is worse than none."""
    return in_words(happening) if happening.confidence >= _SURE else event_type(happening.type)


def _is_new(told: Facts, new: Facts, happening: Happening) -> bool:
    if _is_death(happening) or not _is_news(new, happening) or turn(told, new, happening):
        return False
    if _is_unsigned_answer(told, happening) or _is_by_another(told, new, happening):
        return True
    if _is_of_what_ended(told, happening) or not _counts(told, happening):
        return False
    if _is_answer(told, happening):
        return True
    if happening.trigger in told.words:
        return False
    return not any(is_told_otherwise(each, happening) for each in told.happenings)


def _is_death(happening: Happening) -> bool:
    """Whether it tells that people died, by nobody's deed."""
    by_nobody = not happening.actors and happening.concerns is not Concern.ASKED
    return happening.trigger in _DEATHS or (happening.trigger in _KILLED and by_nobody)


def _is_news(new: Facts, happening: Happening) -> bool:
    """Whether an article is about an event: told as it happens or is planned, in the title and surely."""
    if happening.trigger in _ASKING and happening.type is not EventType.REQUEST:
        return False
    threatens = happening.type is EventType.THREATEN and happening.trigger in _THREATS
    if not happening.prominent or (set(happening.modes) - {AuxiliaryMode.FUTURE} and not threatens):
        return False
    tellings = [each for each in new.happenings if each.type is happening.type and each.prominent]
    in_title = any(each.headline for each in tellings) or not any(each.headline for each in new.happenings)
    return in_title and _is_sure(happening, tellings)


def _is_sure(happening: Happening, tellings: Sequence[Happening]) -> bool:
    """Whether it is told surely, or in the title and again below; how talks ended is told so by its words alone."""
    best = max(each.confidence for each in tellings)
    twice = len(tellings) > 1 or happening.repeated
    if twice and (is_outcome(happening) or is_failure(happening)):
        return True
    least = _SURE_TWICE if twice and happening.type in _DONE else _SURE
    return happening.concerns is Concern.ASKED or best >= least


def _counts(told: Facts, happening: Happening) -> bool:
    """Whether an event of its type is material to the watch."""
    match happening.concerns:
        case Concern.ASKED:
            return True
        case Concern.NOTHING:
            return False
        case Concern.ACTOR:
            return happening.type in _DONE | _MET or _is_said_materially(told, happening)
        case Concern.PARTY | Concern.WORDS:
            return happening.type in _DONE or _is_said_materially(told, happening)


def _is_said_materially(told: Facts, happening: Happening) -> bool:
    """Whether words are a deed: a deal that is made, an offer that is refused."""
    if happening.type is EventType.REJECT:
        before = {each.type for each in told.happenings if each.confidence >= _SURE_BEFORE}
        return bool(before) and before <= _OFFERS
    return is_outcome(happening)


def _is_answer(told: Facts, happening: Happening) -> bool:
    """Whether one side strikes back: what it does was done to it, and it was not told to have done so."""
    if (
        happening.type not in _REPLIES
        or happening.concerns is Concern.WORDS
        or any(not _WEAPONS.isdisjoint(stems(side.text)) for side in happening.recipients)
        or stance(happening) is not Stance.ASSERTED
    ):
        return False
    same = [each for each in told.happenings if each.type is happening.type]
    return any(is_reply(each, happening) for each in same) and not any(
        share(each.actors, happening.actors) for each in same
    )


def _is_of_what_ended(told: Facts, happening: Happening) -> bool:
    """Whether it is another word for what was told to end: a strike called off is suspended, a school shut."""
    is_off = bool(told.stages.off) or not _ENDS.isdisjoint(told.developments)
    closes = happening.type is EventType.COERCE and happening.trigger in _CLOSING
    return (is_off and happening.type in _STEPS_BACK) or (closes and not _CLOSED.isdisjoint(told.words))


def _is_by_another(told: Facts, new: Facts, happening: Happening) -> bool:
    """Whether another actor of a watch that asks for an event does what one was told to do: sends ships, too."""
    asked = [each for each in told.happenings if each.concerns is Concern.ASKED and stance(each) is Stance.ASSERTED]
    known = [each for each in (happening, *asked) if any(side.actor or side.country for side in each.actors)]
    return (
        happening.concerns is Concern.ASKED
        and happening.type in _MOVES
        and stance(happening) is Stance.ASSERTED
        and not {*stems(new.title)}.isdisjoint(word for side in happening.actors for word in stems(side.text))
        and bool(asked)
        and len(known) > len(asked)
        and not any(share(each.actors, happening.actors) for each in told.happenings if each.type is happening.type)
    )


def _is_unsigned_answer(told: Facts, happening: Happening) -> bool:
    """Whether who did it is hit in turn, by somebody whom the title does not name: "rockets fired at Israel".

    Not for a watch that asks for an event: it asks for who does it.
    """
    asked = any(each.concerns is Concern.ASKED for each in told.happenings)
    if asked or happening.actors or not happening.headline or happening.type is not EventType.ASSAULT:
        return False
    same = [each for each in told.happenings if each.type is happening.type]
    hit = any(share(each.recipients, happening.recipients) for each in same)
    return (
        not hit
        and stance(happening) is Stance.ASSERTED
        and any(_name_one(each.actors, happening.recipients) for each in same)
    )


def _name_one(sides: Sequence[Side], others: Sequence[Side]) -> bool:
    """Whether two lists of parties share a name: that both belong to a country may be read out of what is around."""
    return any(not {*stems(one.text)}.isdisjoint(stems(other.text)) for one in sides for other in others)
