"""Mistakes of shape, in a user's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from monitor.config.reading.suggestion import alternatives, did_you_mean, nearest
from monitor.config.reading.yaml_file import Place, YamlFile
from monitor.config.shapes.codes.iso import language_hint
from monitor.config.shapes.shape import Shape, kind_of

S = TypeVar("S", bound=Shape)

_EXPECTED = {
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "bool_type": "true or false",
    "string_type": "text",
}


def shaped(file: YamlFile, shape: type[S]) -> S | None:
    """`file` as a `shape`, or None; every mistake in it is noted in the file."""
    if file.mistakes and not file.data:  # it could not be read, and so lacks nothing
        return None
    check = _Check(file)
    try:
        return shape.model_validate(file.data, context=check.shapes)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            check.note(detail)
        return None


@dataclass
class _Check:
    """One file held against its shape."""

    file: YamlFile
    shapes: dict[int, type[Shape]] = field(default_factory=dict)  # id of a mapping → the shape it was held against

    def note(self, error: ErrorDetails) -> None:
        place = tuple(step for step in error["loc"] if step != "[key]")
        holder = self.holder(place)
        shape = self.shapes.get(id(holder))
        is_key = bool(place) and error["input"] == place[-1]
        match error["type"]:
            case "extra_forbidden" if shape:
                self.unknown(place, shape)
            case "expected" if shape and is_key and shape.model_config.get("extra") == "allow":
                self.unknown(place, shape)
            case "missing" if shape:
                # A misspelt key was told of as unknown, and is not told of as missing too.
                if not _slip(holder, str(place[-1]), shape.fields()):
                    self.file.report(place[:-1], f"missing key '{place[-1]}'", at_key=True)
            case "union_tag_not_found":
                slip = _slip(error["input"], "type", ("type",))
                problem = f"unknown key '{slip}'; did you mean 'type'?" if slip else "missing key 'type'"
                self.file.report((*place, slip) if slip else place, problem, at_key=True)
            case "union_tag_invalid":
                self.file.report((*place, "type"), _wrong_type(error))
            case "contradiction":
                self.file.report((*place, error["ctx"]["key"]), error["msg"])
            case _:
                self.file.report(place, _wrong(error), at_key=is_key)

    def holder(self, place: Place) -> object:
        """The mapping or list that the value at `place` stands in."""
        here: object = self.file.data
        for step in place[:-1]:
            # A step that is not there is a tag of pydantic's, or was added by a shorthand.
            match here, step:
                case dict(), str() if step in here:
                    here = here[step]
                case list(), int():
                    here = here[step]
        return here

    def unknown(self, place: Place, shape: type[Shape]) -> None:
        key, known = str(place[-1]), tuple(shape.fields())
        expected = (*known, "a language such as en") if shape.model_config.get("extra") == "allow" else known
        near = did_you_mean(key, known) or (language_hint(key) if expected != known else "")
        problem = f"unknown key '{key}'" + (near or f"; expected {alternatives(expected)}")
        if key in shape.refused:
            problem = f"'{key}' {shape.refused[key]}"
        self.file.report(place, problem, at_key=True)


def _slip(holder: object, key: str, known: Iterable[str]) -> str | None:
    """The key of `holder` that was probably meant to be `key`, one of the `known` keys."""
    given = holder if isinstance(holder, Mapping) else {}
    return next((other for other in given if other not in known and nearest(other, known) == key), None)


def _wrong_type(error: ErrorDetails) -> str:
    words = [word.strip(" '") for word in error["ctx"]["expected_tags"].split(",")]
    found = str(error["ctx"]["tag"])
    shown = f"'{found}'" if found.isalnum() else "this"  # an address, with its credentials
    return f"expected {alternatives(words)}, not {shown}" + did_you_mean(found, words)


def _wrong(error: ErrorDetails) -> str:
    """About a value that is not what it must be. Text may be a secret, and is not repeated here."""
    found = kind_of(error["input"])
    match error["type"]:
        case "literal_error":
            number = isinstance(error["input"], int)
            return f"expected {error['ctx']['expected']}, not {error['input'] if number else found}"
        case "too_short":
            least = error["ctx"]["min_length"]
            return f"expected at least {'one' if least == 1 else least}"
        case "too_long":
            return f"expected at most {error['ctx']['max_length']}"
        case kind if kind in _EXPECTED:
            return f"expected {_EXPECTED[kind]}, not {found}"
    return error["msg"]
