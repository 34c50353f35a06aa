"""Conditions of a watch → records."""

from collections.abc import Mapping, Sequence

from monitor.config.compile.words import word
from monitor.config.shapes.conditions import (
    AnyIdShape,
    ConditionShape,
    NearOperandShape,
    NearShape,
    OperandShape,
    RegexShape,
    WhenShape,
)
from monitor.match.watchlist import ActorIs, All, Any, Condition, Forms, Near, RegexIs, TermIs, WordIs

Groups = Mapping[str, Sequence[str]]  # members by group

_FORMS = {"keyword": Forms.LEMMA, "word": Forms.EXACT, "phrase": Forms.EXACT}


def members(names: Sequence[str], groups: Groups) -> tuple[str, ...]:
    """The actors among `names` and those of the groups among them, each once."""
    return tuple(dict.fromkeys(actor for name in names for actor in groups.get(name, (name,))))


def when(shape: WhenShape | None, groups: Groups) -> Condition | None:
    """What must be said, if anything; `none` beside it is not looked at."""
    asks = shape is not None and shape.model_fields_set - {"none"}
    return condition(shape, groups) if shape is not None and asks else None


def condition(shape: OperandShape, groups: Groups) -> Condition:
    """One condition, with what stands in it."""
    match shape:
        case ConditionShape(all=[*several]):
            return All(conditions=tuple(condition(each, groups) for each in several))
        case ConditionShape(any=[*several]) | NearOperandShape(any=[*several]):
            return Any(conditions=tuple(condition(each, groups) for each in several))
        case ConditionShape(near=NearShape(a=a, b=b, within=within, ordered=ordered)):
            return Near(first=condition(a, groups), second=condition(b, groups), within=within, ordered=ordered)
    return _operand(shape, groups)


def _operand(shape: OperandShape, groups: Groups) -> Condition:
    """One thing that is said."""
    match shape:
        case OperandShape(actor=AnyIdShape(any=names)):
            return ActorIs(actors=members(names, groups))
        case OperandShape(term=AnyIdShape(any=names)):
            return TermIs(terms=tuple(dict.fromkeys(names)))
        case OperandShape(regex=RegexShape(pattern=pattern, case=case)):
            return RegexIs(pattern=pattern, case=case)
    key = next(key for key in _FORMS if getattr(shape, key) is not None)
    return WordIs(word=word(getattr(shape, key), _FORMS[key]))
