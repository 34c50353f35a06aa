"""Whether two tellings have the same parties."""

import re
from collections.abc import Sequence
from typing import Final

from monitor.alerting.facts.facts import Happening, Side
from monitor.alerting.facts.texts.words import stems
from monitor.alerting.messages.names import event_type
from monitor.records import AuxiliaryMode, EventType
from monitor.text.quantities.numbers import NUMBER, number

_COUNT: Final = re.compile(NUMBER, re.IGNORECASE)
_MANY: Final = 5


def alike(one: Happening, other: Happening) -> bool:
    """Whether two tellings can be of one event: the type is the same, and neither side tells them apart."""
    return one.type is other.type and fit(one.actors, other.actors) and fit(one.recipients, other.recipients)


def fit(one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Whether two lists of parties can be the same: nothing is known of one, or they share somebody."""
    return not (one and other) or share(one, other)


def share(one: Sequence[Side], other: Sequence[Side]) -> bool:
    """Whether somebody stands in both lists."""
    return any(same(side, each) for side in one for each in other)


def same(one: Side, other: Side) -> bool:
    """Whether two tellings may mean one party: the same name, actor, country or number, else words in common."""
    if (one.actor and one.actor == other.actor) or one.text == other.text or _are_as_many(one.text, other.text):
        return True
    if one.country and other.country:
        return one.country == other.country
    return not set(stems(one.text)).isdisjoint(stems(other.text))


def _are_as_many(one: str, other: str) -> bool:
    """Whether both begin with one number, of at least five: "38 pupils", "Thirty-eight girls"."""
    first, second = _COUNT.match(one), _COUNT.match(other)
    return first is not None and second is not None and number(first[0]) == number(second[0]) >= _MANY


def is_reply(told: Happening, new: Happening) -> bool:
    """Whether in `new` the one side does to the other what in `told` the other did to it."""
    return (
        told.type is new.type
        and share(new.actors, told.recipients)
        and share(new.recipients, told.actors)
        and not share(new.actors, told.actors)
    )


def is_appointment(told: Happening) -> bool:
    """Whether it is a meeting to come, which PLOVER calls an agreement (manual 0.8)."""
    return told.type is EventType.AGREE and AuxiliaryMode.FUTURE in told.modes and not told.operators


def in_words(happening: Happening) -> str:
    """An event in one line: "meeting or talks, Karsova → rebels"."""
    actors, recipients = (", ".join(side.text for side in sides) for sides in (happening.actors, happening.recipients))
    sides = f"{actors or 'somebody not named'} → {recipients}" if recipients else actors or "somebody not named"
    return f"{event_type(happening.type)}, {sides}"
