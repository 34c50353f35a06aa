"""Who takes part in something, who says it, and where it happens."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from monitor.config.shapes.shape import Shape, contradiction
from monitor.config.shapes.values import Country, OneOrMany, PartyIds


class PartiesShape(Shape):
    """One of these. A bare name or list stands for `{any: …}`; the word `any` for anybody."""

    bare: ClassVar = "any"

    any: PartyIds | None = None
    """Ids of actors or groups; one of them is enough."""
    country: Annotated[list[Country], Field(min_length=1), OneOrMany()] | None = None
    """Or whoever acts for one of these countries, whether this watchlist lists it or not."""


class RoleShape(PartiesShape):
    """Who takes part in an event. A bare name or list stands for `{any: …}`; the word `any` for anybody."""

    all: Annotated[list[PartiesShape], Field(min_length=2)] | None = None
    """Each of these: `{all: [macron, {country: RU}]}`. In a meeting or an agreement they may stand on either side."""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.all is not None and (self.any is not None or self.country is not None):
            raise contradiction("all", "'all' says who takes part: expected no 'any' and no 'country' beside it")
        if any(each.any == ["any"] for each in self.all or ()):
            raise contradiction("all", "'any' asks for nobody here: expected actors, groups or countries")
        return self


class LocationShape(Shape):
    """Where it happens. A bare name or list stands for `{any: …}`."""

    bare: ClassVar = "any"

    any: PartyIds | None = None
    """Ids of actors that are places, or groups of them; of a country, every place in it."""
    country: Annotated[list[Country], Field(min_length=1), OneOrMany()] | None = None
    """Or any place in one of these countries."""
