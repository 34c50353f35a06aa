"""How loud the alerts of a watch are, and what makes them louder."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from monitor.config.shapes.numbers import Above, Whole
from monitor.config.shapes.shape import Shape, contradiction, one_of
from monitor.config.shapes.values import OneOrMany
from monitor.records import EventType, Severity


class AtLeastShape(Shape):
    """A lower bound of a count. A bare number stands for `{gte: …}`."""

    bare: ClassVar = "gte"

    gte: Annotated[int, Whole(2, 1000)]
    """At least so many."""


class FigureShape(Shape):
    """A lower bound of a figure. A bare number stands for `{gte: …}`."""

    bare: ClassVar = "gte"

    gte: Annotated[float, Above(0)]
    """At least so much."""


class FiguresShape(Shape):
    """How large an event is said to be."""

    dead: FigureShape | None = None
    """People killed."""
    injured: FigureShape | None = None
    """People hurt."""
    arrested: FigureShape | None = None
    """People arrested or taken hostage."""
    troops: FigureShape | None = None
    """Soldiers or police."""
    countries: FigureShape | None = None
    """Countries that take part."""
    money: FigureShape | None = None
    """In units of the currency that the text names."""


class IfShape(Shape):
    """What must be so, all of it."""

    independent_publishers: AtLeastShape | None = None
    """Publishers that have written about the story themselves; copies and publishers of one owner add none."""
    event: Annotated[list[Annotated[EventType, one_of(EventType)]], Field(min_length=1), OneOrMany()] | None = None
    """An event of one of these types was found."""
    figure: FiguresShape | None = None
    """An event is said to be so large."""

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        figures = self.figure.model_dump(exclude_none=True) if self.figure else {}
        if self.independent_publishers is None and self.event is None and not figures:
            expected = "expected 'independent_publishers', 'event' or 'figure'"
            raise contradiction("figure", f"a step without a condition: {expected}")
        return self


class RaiseShape(Shape):
    """A step: alerts that are louder than others of the watch."""

    if_: IfShape = Field(alias="if")
    """What must be so."""
    to: Annotated[Severity, one_of(Severity)]
    """How loud they are then, unless another step makes them louder still."""


class SeverityShape(Shape):
    """How loud alerts are. A bare word stands for `{base: …}`."""

    bare: ClassVar = "base"

    base: Annotated[Severity, one_of(Severity)] | None = None
    """Where no step holds. Left out: medium."""
    raise_: Annotated[list[RaiseShape], Field(min_length=1), OneOrMany()] | None = Field(default=None, alias="raise")
    """Steps that make an alert louder; the loudest of those that hold counts. A watch that says only the base has the
    steps of the file's `defaults`."""
