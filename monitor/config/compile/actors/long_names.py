"""The names of several words that the gazetteer has, in the form that ships: one compressed file, made of its tables.

`python -m benchmarks.training.gazetteer --compile` writes it; a test compares it with the tables.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.gazetteer.reading import countries, organisations, people, states
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.records import EntityType, Record
from monitor.text.characters import is_unsegmented
from monitor.text.fold import fold

SHIPPED = "long_names.bin"

_PARTED = re.compile(r"\w\W+\w")
_SIGNS = re.compile(r"[^\w\n]+")


class LongName(Record, frozen=True, array_like=True):
    """A name of several words, and what it is the name of."""

    text: str
    type: EntityType
    country: str | None
    entity: str  # id, "" of places that are none
    part_of: str | None = None


class LongNames(Record, frozen=True, array_like=True):
    """All names of several words, or in a script without spaces."""

    names: list[LongName]
    folded: str  # with signs as spaces: a line each, between spaces


def long_names() -> LongNames:
    """What the tables say; takes a second or two."""
    names = [long for long in _each() if _PARTED.search(long.text) or is_unsegmented(long.text[0])]
    lines = _SIGNS.sub(" ", fold("\n".join(long.text for long in names)).text).split("\n")
    return LongNames(names, "\n".join(f" {line} " for line in lines))


def encoded(names: LongNames) -> bytes:
    """The bytes that ship; equal tables give equal bytes."""
    return zlib.compress(msgspec.msgpack.encode(names), 9)


@cache
def load_long_names() -> LongNames:
    """What ships; read once a process."""
    data = (files("monitor.config.compile.actors") / SHIPPED).read_bytes()
    return msgspec.msgpack.decode(zlib.decompress(data), type=LongNames)


def _each() -> Iterator[LongName]:
    for entry, names in (*countries(), *organisations(), *people()):
        own = (text.removeprefix("the ") for text in names)
        yield from (LongName(text, entry.type, entry.country, entry.id, entry.part_of) for text in own)
    for entry, names in states():  # what has broken away is not where it was
        yield from (LongName(text, entry.type, entry.id, entry.id) for text in names)
    for code, name, _ in rows("country_names.tsv", 3):
        country = load_directory().country(code)
        yield LongName(name, EntityType.PLACE, code, country.id if country else "")
    for code, cell in rows("regions.tsv", 2):
        yield from (LongName(text.removeprefix("the "), EntityType.PLACE, code or None, "") for text in parted(cell))
    for code, name, _ in rows("states_for_short.tsv", 3):
        yield LongName(name, EntityType.PLACE, code, "")
    for code, name, _, others in rows("cities.tsv", 4):
        yield from (LongName(text, EntityType.PLACE, code, "") for text in (name, *parted(others)))
