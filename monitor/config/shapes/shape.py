"""The base of all shapes, and values that are read from text."""

import ast
import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any, ClassVar, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from monitor.config.reading.suggestion import alternatives, did_you_mean


class Shape(BaseModel):
    """A mapping with a fixed set of keys. A key with nothing after it counts as left out."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    bare: ClassVar[str | None] = None  # the key that a value which is no mapping is meant for
    refused: ClassVar[Mapping[str, str]] = {}  # keys that people may well try here, and what to tell them

    @classmethod
    def fields(cls) -> dict[str, FieldInfo]:
        """The fields by their keys as they are written: `from` and `if` are words of Python's."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}

    @classmethod
    def meanings(cls) -> dict[str, str]:
        """What the fields say of themselves: the text behind each in the source, by the key as it is written.

        Pydantic's `use_attribute_docstrings` reads all sources whenever they are imported; only the documents ask.
        """
        shapes = (each for each in reversed(cls.__mro__) if issubclass(each, Shape))
        found = {name: meaning for shape in shapes for name, meaning in _docstrings(shape).items()}
        return {cls.model_fields[name].alias or name: meaning for name, meaning in found.items()}

    @model_validator(mode="before")
    @classmethod
    def _prepare(cls, data: Any, info: ValidationInfo) -> Any:
        if not isinstance(data, dict):
            return data if cls.bare is None else {cls.bare: data}
        if info.context is not None:
            info.context[id(data)] = cls  # so that a message about an unknown key can name the known ones
        return {key: value for key, value in data.items() if value is not None or key not in cls.fields()}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler(schema)
        body = handler.resolve_ref_schema(made)
        for key, meaning in cls.meanings().items():
            body["properties"][key]["description"] = meaning
        if cls.bare is not None:
            mapping = dict(body)
            body.clear()
            body.update({"anyOf": [mapping["properties"][cls.bare], mapping]})
        return made


def _docstrings(shape: type[Shape]) -> dict[str, str]:
    """The text behind each field that the class itself declares."""
    (definition,) = ast.parse(inspect.getsource(shape)).body
    found = {}
    for statement, behind in pairwise(cast(ast.ClassDef, definition).body):
        match statement, behind:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = inspect.cleandoc(text)
    return found


def refusal(expected: str, found: object) -> PydanticCustomError:
    """The error for a value that is not what was expected."""
    return PydanticCustomError("expected", "expected {expected}, not {found}", {"expected": expected, "found": found})


def contradiction(key: str, problem: str) -> PydanticCustomError:
    """The error for a mapping in which the value of `key` does not go with what stands beside it."""
    return PydanticCustomError("contradiction", "{problem}", {"key": key, "problem": problem})


_KINDS: dict[type, str] = {
    bool: "true or false",
    dict: "a mapping",
    list: "a list",
    str: "text",
    type(None): "nothing",
}


def kind_of(value: object) -> str:
    """What `value` is, in a user's words; never the value itself, which may be a secret."""
    return _KINDS.get(type(value), "a number")


@dataclass(frozen=True)
class Written:
    """Annotates a value that is written as text and read by `read`, which raises ValueError for what it cannot read."""

    expected: str  # completes "expected …"
    read: Callable[[str], Any]
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()  # accepted beside the choices, suggested to nobody
    confidential: bool = False  # the value stands in no message
    brief: str = ""  # what the documentation says instead of `expected`
    hint: Callable[[str], str] = lambda text: ""  # what was probably meant, for the end of the message

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        if self.choices:
            return {"type": "string", "enum": [*self.choices, *self.synonyms]}
        return {"type": "string", "description": self.expected} | ({"pattern": self.pattern} if self.pattern else {})

    def _validate(self, value: object) -> Any:
        if not isinstance(value, str):
            raise refusal(self.expected, kind_of(value) + self._quotes(value))
        try:
            return self.read(value)
        except ValueError:
            found = "this" if self.confidential else f"'{value[:100]}'"
            raise refusal(self.expected, found + (self.hint(value) or did_you_mean(value, self.choices))) from None

    def _quotes(self, value: object) -> str:
        """Advice where `value` would do if it were text."""
        try:
            self.read(str(value))
        except ValueError:
            return ""
        return "; put it in quotes" if isinstance(value, int | float) else ""


def one_of(
    kind: type[StrEnum], synonyms: Mapping[str, StrEnum] = MappingProxyType({}), without: Collection[StrEnum] = ()
) -> Written:
    """Annotates a member of `kind`, by its value or by one of the `synonyms`, and none of those in `without`."""
    known = {member.value: member for member in kind if member not in without}
    members = tuple(known)

    def read(text: str) -> StrEnum:
        found = {**known, **synonyms}.get(text)
        if found is None:
            raise ValueError(text)
        return found

    return Written(
        alternatives(members),
        read,
        choices=members,
        synonyms=tuple(synonyms),
    )


def choice(*words: str) -> Written:
    """Annotates one of `words`, kept as text."""

    def read(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    return Written(alternatives(words), read, choices=words)


def written(default: str) -> Any:
    """A default as people would write it; it is read like what they write."""
    return default
