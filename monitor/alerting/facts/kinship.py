"""Types of event that the coder gives now and then for one and the same happening.

They follow the quad classes of PLOVER (manual 0.8): words and deeds, for and against each other. A meeting is told as
CONSULT, AGREE or COOPERATE, a crackdown as COERCE or ASSAULT.
"""

from typing import Final

from monitor.alerting.facts.facts import Happening
from monitor.alerting.facts.sides import fit, is_appointment, share
from monitor.alerting.facts.texts.words import stem
from monitor.records import EventType

_OF_ONE_DOER: Final = tuple(
    frozenset(map(EventType, types.split()))
    for types in (
        "CONSULT AGREE COOPERATE SUPPORT CONCEDE AID",
        "AID COOPERATE MOBILIZE SUPPORT",
        "ASSAULT COERCE SANCTION PROTEST",
        "COERCE SANCTION REJECT REQUEST",
        "RETREAT CONCEDE AGREE",
        "THREATEN MOBILIZE REJECT",
    )
)
"""What one side does, told in several ways."""

_OUTCOMES: Final = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.CONCEDE})
_DEALS: Final = frozenset(map(stem, "truce ceasefire cease deal accord treaty pact agreement settlement".split()))
_MEETING: Final = frozenset(map(stem, "meet talk talks discuss continue negotiate".split()))
_MAKING: Final = frozenset(map(stem, "agree sign accept reach strike conclude announce".split()))


def is_told_otherwise(told: Happening, new: Happening) -> bool:
    """Whether `new` may be what `told` told, as other words make the coder see it."""
    if told.type is new.type and not (is_appointment(told) and is_outcome(new)):
        return True
    if (told.type is EventType.CONSULT or is_appointment(told)) and is_outcome(new):
        return False
    related = any({told.type, new.type} <= family for family in _OF_ONE_DOER)
    return related and (not (told.actors and new.actors) or share(told.actors, new.actors)) and _is_between(told, new)


def is_outcome(new: Happening) -> bool:
    """Whether an event is a deal that is made, which talks may lead to: "agreed a truce", "signed the treaty"."""
    if new.type not in _OUTCOMES or new.trigger not in _MAKING:
        return False
    return not _DEALS.isdisjoint(new.words) or ("agree to" in new.operators and _MEETING.isdisjoint(new.words))


def is_failure(new: Happening) -> bool:
    """Whether an event is that no deal is made, which talks may end in too: "no truce agreed"."""
    return new.type is EventType.REJECT and new.trigger in _MAKING and not _DEALS.isdisjoint(new.words)


def _is_between(told: Happening, new: Happening) -> bool:
    """Whether the other side of both can be the same."""
    return fit(told.recipients, new.recipients) or len(told.actors) > 1
