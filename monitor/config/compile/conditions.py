"""Conditions of a watch → records."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor.config.compile.words import word
from monitor.config.shapes.conditions import (
    AnyIdShape,
    ConditionShape,
    NearOperandShape,
    NearShape,
    OperandShape,
    QuoteShape,
    RegexShape,
    WhenShape,
)
from monitor.config.shapes.parties import LocationShape, PartiesShape
from monitor.match.watchlist import (
    Actor,
    ActorIs,
    All,
    Any,
    Condition,
    Forms,
    Near,
    OneOf,
    QuoteIs,
    RegexIs,
    TermIs,
    WordIs,
)

_FORMS = {"keyword": Forms.LEMMA, "word": Forms.EXACT, "phrase": Forms.EXACT}


class Names(NamedTuple):
    """What the names in the watches of one file mean."""

    groups: Mapping[str, Sequence[str]]  # members by group
    actors: Sequence[Actor]

    def members(self, names: Sequence[str]) -> tuple[str, ...]:
        """The actors among `names` and those of the groups among them, each once."""
        return tuple(dict.fromkeys(actor for name in names for actor in self.groups.get(name, (name,))))


def place(shape: LocationShape | None, names: Names) -> OneOf | None:
    """The places named; None for anywhere."""
    if shape is None or not (shape.country or shape.any):
        return None
    return OneOf(actors=names.members(shape.any or ()), countries=tuple(dict.fromkeys(shape.country or ())))


def one_of(shape: PartiesShape | None, names: Names) -> OneOf | None:
    """The actors named, and those of this watchlist that belong to a country before it; None for anybody."""
    if shape is None or not (shape.country or (shape.any and shape.any != ["any"])):
        return None
    countries = tuple(dict.fromkeys(shape.country or ()))
    named = names.members([name for name in shape.any or () if name != "any"])
    belonging = tuple(each.id for each in names.actors if each.country in countries)
    return OneOf(actors=tuple(dict.fromkeys(named + belonging)), countries=countries)


def when(shape: WhenShape | None, names: Names) -> Condition | None:
    """What must be said, if anything; `none` beside it is not looked at."""
    asks = shape is not None and shape.model_fields_set - {"none"}
    return condition(shape, names) if shape is not None and asks else None


def condition(shape: OperandShape, names: Names) -> Condition:
    """One condition, with what stands in it."""
    match shape:
        case ConditionShape(all=[*several]):
            return All(conditions=tuple(condition(each, names) for each in several))
        case ConditionShape(any=[*several]) | NearOperandShape(any=[*several]):
            return Any(conditions=tuple(condition(each, names) for each in several))
        case ConditionShape(near=NearShape() as near):
            sides = (condition(near.a, names), condition(near.b, names))
            return Near(first=sides[0], second=sides[1], within=near.within, ordered=near.ordered, scope=near.scope)
        case ConditionShape(quote=QuoteShape() as quote):
            says = condition(quote, names) if quote.model_fields_set - {"by"} else None
            return QuoteIs(by=one_of(quote.by, names), says=says)
    return _operand(shape, names)


def _operand(shape: OperandShape, names: Names) -> Condition:
    """One thing that is said."""
    match shape:
        case OperandShape(actor=AnyIdShape(any=ids)):
            return ActorIs(actors=names.members(ids))
        case OperandShape(term=AnyIdShape(any=ids)):
            return TermIs(terms=tuple(dict.fromkeys(ids)))
        case OperandShape(regex=RegexShape(pattern=pattern, case=case)):
            return RegexIs(pattern=pattern, case=case)
    key = next(key for key in _FORMS if getattr(shape, key) is not None)
    return WordIs(word=word(getattr(shape, key), _FORMS[key]))
