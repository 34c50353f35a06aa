"""Whether a reader who knows one JSON Schema can read what a writer sends who follows another.

Two directions, for a schema of the last release and one of today:

- *A reader of the last release reads today's messages.* Each field that it knows is still written, in a type that it
  knows, within the bounds that it knows. Fields may be added. An enumeration may get members, but for the closed ones.
- *Today's reader reads the messages of the last release*, those of other producers included. What it needs was needed
  then, and it takes every type, bound, member and (of configuration files) key that was allowed then.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto
from typing import Any

from monitor.records.schemas import CLOSED

Schema = Mapping[str, Any]

_LOWER = ("minimum", "minLength", "minItems")
_UPPER = ("maximum", "maxLength", "maxItems")
_EQUAL = ("pattern", "format", "contentEncoding")


class Direction(Enum):
    """Who reads whom."""

    RELEASED_READS_TODAY = auto()
    TODAY_READS_RELEASED = auto()


def refusals(reader: Schema, writer: Schema, direction: Direction) -> list[str]:
    """What `reader` cannot read of what `writer` may send, each with the field; none if it can read all."""
    return list(_Comparison(reader, writer, direction).values(reader, writer, ""))


class _Comparison:
    """Two schemas, walked together."""

    def __init__(self, reader: Schema, writer: Schema, direction: Direction) -> None:
        self._reader, self._writer, self._direction = reader, writer, direction
        # what was found behind two references; while it is looked for, nothing: records may hold themselves
        self._found: dict[tuple[str, str], list[str]] = {}

    def values(self, reader: Schema, writer: Schema, place: str) -> Iterator[str]:
        """What of a value the reader cannot read. Each alternative of the writer must be one of the reader's."""
        pair = reader.get("$ref", ""), writer.get("$ref", "")
        if all(pair):
            if pair not in self._found:
                self._found[pair] = []
                self._found[pair] = list(self._alternatives(reader, writer, ""))
            yield from (place + refusal for refusal in self._found[pair])
        else:
            yield from self._alternatives(reader, writer, place)

    def _alternatives(self, reader: Schema, writer: Schema, place: str) -> Iterator[str]:
        wanted, given = _resolved(self._reader, reader), _resolved(self._writer, writer)
        for one in given.get("anyOf", [given]):
            tried = [list(self._value(other, one, place)) for other in wanted.get("anyOf", [wanted])]
            yield from min(tried, key=len)

    def _value(self, reader: Schema, writer: Schema, place: str) -> Iterator[str]:
        if "$ref" in reader or "$ref" in writer:
            yield from self.values(reader, writer, place)
        elif "enum" in reader or "enum" in writer:
            yield from self._members(reader, writer, place)
        elif not _types(writer) <= _types(reader):
            yield f"{place}: {_named(writer)} where {_named(reader)} was"
        else:
            yield from _bounds(reader, writer, place)
            yield from self._fields(reader, writer, place)
            yield from self._items(reader, writer, place)

    def _members(self, reader: Schema, writer: Schema, place: str) -> Iterator[str]:
        if "enum" not in reader or "enum" not in writer:
            yield f"{place}: {_named(writer)} where {_named(reader)} was"
            return
        is_open = "title" in reader and reader["title"] not in {kind.__name__ for kind in CLOSED}
        new = [member for member in writer["enum"] if member not in reader["enum"]]
        if new and not (is_open and self._direction is Direction.RELEASED_READS_TODAY):
            yield f"{place}: {', '.join(map(repr, new))} is not known to its reader"

    def _fields(self, reader: Schema, writer: Schema, place: str) -> Iterator[str]:
        known, sent = reader.get("properties", {}), writer.get("properties", {})
        if self._direction is Direction.RELEASED_READS_TODAY:
            yield from (f"{place}.{name}: is gone" for name in known if name not in sent)
        else:
            needed = set(reader.get("required", ())) - set(writer.get("required", ()))
            yield from (f"{place}.{name}: is needed, and was not always there" for name in sorted(needed))
            refused = sent if reader.get("additionalProperties") is False else ()
            yield from (f"{place}.{name}: is refused now" for name in refused if name not in known)
        for name in known:
            if name in sent:
                yield from self.values(known[name], sent[name], f"{place}.{name}")

    def _items(self, reader: Schema, writer: Schema, place: str) -> Iterator[str]:
        for key in ("items", "additionalProperties"):
            if isinstance(reader.get(key), dict) and isinstance(writer.get(key), dict):
                yield from self.values(reader[key], writer[key], f"{place}[]")
        wanted, given = reader.get("prefixItems", []), writer.get("prefixItems", [])
        if len(wanted) != len(given):
            yield f"{place}: {len(given)} parts where {len(wanted)} were"
        for number, (one, other) in enumerate(zip(wanted, given, strict=False)):
            yield from self.values(one, other, f"{place}[{number}]")


def _resolved(root: Schema, part: Schema) -> Schema:
    while "$ref" in part:
        part = root["$defs"][part["$ref"].removeprefix("#/$defs/")]
    return part


def _types(schema: Schema) -> set[str]:
    """The types that a value may have; a whole number is a number too."""
    found = schema.get("type", ())
    types = {found} if isinstance(found, str) else set(found)
    return types | {"integer"} if "number" in types else types


def _named(schema: Schema) -> str:
    if "enum" in schema:
        return f"one of {schema.get('title', schema['enum'])}"
    found = schema.get("type", "anything")
    return found if isinstance(found, str) else " or ".join(found)


def _bounds(reader: Schema, writer: Schema, place: str) -> Iterator[str]:
    """A writer keeps within the bounds of its reader."""
    for key in (*_LOWER, *_UPPER, *_EQUAL):
        wanted, given = reader.get(key), writer.get(key)
        if wanted is not None and (given is None or _is_beyond(key, wanted, given)):
            yield f"{place}: '{key}' is {given}, and was {wanted}"


def _is_beyond(key: str, wanted: Any, given: Any) -> bool:
    if key in _LOWER:
        return bool(given < wanted)
    return bool(given > wanted) if key in _UPPER else bool(given != wanted)
