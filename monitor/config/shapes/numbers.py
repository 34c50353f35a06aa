"""Numbers that the files hold, each with its bounds."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from monitor.config.shapes.shape import kind_of, refusal


@dataclass(frozen=True)
class Whole:
    """Annotates a whole number between two bounds, both allowed."""

    least: int
    most: int

    @property
    def expected(self) -> str:
        """Completes "expected …"."""
        return f"a whole number from {self.least} to {self.most}"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def _validate(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise refusal(self.expected, kind_of(value) if not isinstance(value, float) else str(value))
        if not self.least <= value <= self.most:
            raise refusal(self.expected, str(value))
        return value


@dataclass(frozen=True)
class Share:
    """Annotates a number from 0 to 1, both allowed."""

    expected: str = "a number from 0 to 1, such as 0.7"  # completes "expected …"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "number", "minimum": 0, "maximum": 1}

    def _validate(self, value: object) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise refusal(self.expected, kind_of(value))
        if not 0 <= value <= 1:
            raise refusal(self.expected, str(value))
        return float(value)


@dataclass(frozen=True)
class NotBelow:
    """Annotates a number from a bound on."""

    bound: float

    @property
    def expected(self) -> str:
        """Completes "expected …"."""
        return f"a number from {self.bound:g} on"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "number", "minimum": self.bound}

    def _validate(self, value: object) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise refusal(self.expected, kind_of(value))
        if not isfinite(value) or value < self.bound:
            raise refusal(self.expected, str(value))
        return float(value)


@dataclass(frozen=True)
class Above:
    """Annotates a number above a bound."""

    bound: float

    @property
    def expected(self) -> str:
        """Completes "expected …"."""
        return f"a number above {self.bound:g}"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "number", "exclusiveMinimum": self.bound}

    def _validate(self, value: object) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise refusal(self.expected, kind_of(value))
        if not isfinite(value) or value <= self.bound:
            raise refusal(self.expected, str(value))
        return float(value)
