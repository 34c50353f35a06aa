"""Conditions of a watch → records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.config.compile.words import word
from monitor.config.shapes.conditions import AnyIdShape, ConditionShape, NearShape, OperandShape, WhenShape
from monitor.config.yaml_file import Place, YamlFile
from monitor.match.watchlist import ActorIs, All, Any, Condition, Forms, Near, TermIs, WordIs

_FORMS = {"keyword": Forms.LEMMA, "word": Forms.EXACT, "phrase": Forms.EXACT}


@dataclass(frozen=True)
class Conditions:
    """Turns the conditions of one file into records."""

    file: YamlFile
    groups: Mapping[str, Sequence[str]]  # members by group

    def members(self, names: Sequence[str]) -> tuple[str, ...]:
        """The actors among `names` and those of the groups among them, each once."""
        return tuple(dict.fromkeys(actor for name in names for actor in self.groups.get(name, (name,))))

    def when(self, shape: WhenShape | None, place: Place) -> Condition | None:
        """What must be said, if anything; `none` beside it is not looked at."""
        asks = shape is not None and shape.model_fields_set - {"none"}
        return self.condition(shape, place) if shape is not None and asks else None

    def several(self, shapes: Sequence[ConditionShape], place: Place) -> tuple[Condition, ...]:
        """The conditions of the list at `place`."""
        return tuple(self.condition(shape, (*place, index)) for index, shape in enumerate(shapes))

    def condition(self, shape: OperandShape, place: Place) -> Condition:
        """The condition at `place`."""
        match shape:
            case ConditionShape(all=[*conditions]):
                return All(conditions=self.several(conditions, (*place, "all")))
            case ConditionShape(any=[*conditions]):
                return Any(conditions=self.several(conditions, (*place, "any")))
            case ConditionShape(near=NearShape() as near):
                return self._near(near, (*place, "near"))
            case OperandShape(actor=AnyIdShape(any=names)):
                return ActorIs(actors=self.members(names))
            case OperandShape(term=AnyIdShape(any=names)):
                return TermIs(terms=tuple(dict.fromkeys(names)))
        return self._word(shape, place)

    def _near(self, shape: NearShape, place: Place) -> Near:
        first, second = (self.condition(getattr(shape, key), (*place, key)) for key in ("a", "b"))
        return Near(first=first, second=second, within=shape.within, ordered=shape.ordered)

    def _word(self, shape: OperandShape, place: Place) -> WordIs:
        key = next(key for key in _FORMS if getattr(shape, key) is not None)
        return WordIs(word=word(getattr(shape, key), self.file, (*place, key), _FORMS[key]))
