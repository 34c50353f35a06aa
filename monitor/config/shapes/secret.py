"""Where a secret comes from; never the secret."""

import re
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from monitor.config.shapes.shape import kind_of, refusal

# Capitals only: a credential put here by mistake is then refused rather than printed as a variable that is not set.
_NAME = r"^[A-Z_][A-Z0-9_]*$"
_PROPERTIES = {"env": {"type": "string", "pattern": _NAME}, "file": {"type": "string"}}


@dataclass(frozen=True)
class Reference:
    """One of: an environment variable, a file, or the value itself where that is allowed."""

    env: str | None = None
    file: str | None = None
    inline: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Referenced:
    """Annotates a value given as `{env: NAME}` or `{file: path}`, or, where `inline` says so, by itself."""

    inline: bool = False

    @property
    def expected(self) -> str:
        """Completes "expected …"."""
        return "text, {env: NAME} or {file: path}" if self.inline else "{env: NAME} or {file: path}"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        mapping = {"type": "object", "properties": _PROPERTIES, "additionalProperties": False}
        mapping |= {"minProperties": 1, "maxProperties": 1}
        return {"anyOf": [{"type": "string"}, mapping]} if self.inline else mapping

    def _validate(self, value: object) -> Reference:
        match value:
            case str() if self.inline:
                return Reference(inline=value)
            case str():
                raise refusal(self.expected, "the secret itself: it must not stand in this file")
            case {"env": str(name), **others} if not others and re.fullmatch(_NAME, name):
                return Reference(env=name)
            case {"env": _, **others} if not others:
                raise refusal(self.expected, "a name that is not in capitals, such as {env: SLACK_URL}")
            case {"file": str(path), **others} if not others and path.strip():
                return Reference(file=path)
        raise refusal(self.expected, kind_of(value) if not isinstance(value, dict) else "these keys")


SecretOnly = Annotated[Reference, Referenced()]
SecretOrText = Annotated[Reference, Referenced(inline=True)]
