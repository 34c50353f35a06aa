"""JSON Schemas of records: what a field is stands beside it in the code, as a comment, and is its description."""

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

import msgspec

from monitor.records.alerts import Severity, Visibility
from monitor.records.base import Record
from monitor.records.decisions import DecisionOutcome

CLOSED: Final[tuple[type[Enum], ...]] = (DecisionOutcome, Severity, Visibility)
"""The enumerations that no release adds a member to while messages have this `schema`; readers may know them all."""

_OPEN = "Later releases may add members: take one that you do not know as some other."
_PACKAGE = "monitor.records."
_FIELD = re.compile(r"    (\w+): .*?(?:\s#\s*(.*))?$")
_COMMENT = re.compile(r"    # (.*)$")


def components(kind: type[Record]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of `kind` and the definitions it refers to, by name; each field says what it is."""
    (made,), definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    records = {record.__name__: record for record in _records()} | {kind.__name__: kind}
    for name, definition in definitions.items():
        if name in records:
            _describe(definition, records[name])
        elif "enum" in definition and name not in {kind.__name__ for kind in CLOSED}:
            definition["description"] = f"{definition.get('description', '')} {_OPEN}".lstrip()
    return made, definitions


def _records() -> Iterator[type[Record]]:
    """The records that travel; those of other packages may have the same names."""
    known: list[type[Record]] = [Record]
    for record in known:  # grows while it is read
        known += record.__subclasses__()
        if record.__module__.startswith(_PACKAGE):
            yield record


def _describe(definition: dict[str, Any], record: type[Record]) -> None:
    told = descriptions(record)
    for field in msgspec.structs.fields(record):
        if field.name in told:
            shape = definition["properties"][field.encode_name]
            if "$ref" in shape or "description" not in shape:
                shape["description"] = told[field.name]


def descriptions(record: type[Record]) -> dict[str, str]:
    """What the comments of `record` say of its fields: those behind them, or above them."""
    found: dict[str, str] = {}
    for part in reversed(record.__mro__):
        if part is not Record and issubclass(part, Record):
            found |= _commented(inspect.getsource(part))
    return found


def _commented(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    above: list[str] = []
    for line in source.splitlines():
        if comment := _COMMENT.match(line):
            above.append(comment[1])
        elif field := _FIELD.match(line):
            told = " ".join([*above, field[2] or ""]).strip()
            if told:
                found[field[1]] = told[0].upper() + told[1:]
            above = []
        elif line.strip():
            above = []
    return found
