"""Plain English for the codes of records: types, modes and sectors of PLOVER 0.8, countries of ISO 3166."""

from functools import cache

from monitor.records import EventType
from monitor.text.tables import rows


def event_type(kind: EventType, mode: str = "") -> str:
    """What an event of this type is called, by its mode where that says more: "attack", "bomb attack"."""
    phrases = _event_types()
    return phrases.get((kind, mode)) or phrases[kind, ""]


def country(code: str) -> str:
    """The name of a country by its alpha-3 code; the code itself where the table has none."""
    return _countries().get(code, code)


def sector(code: str) -> str:
    """What those of a PLOVER sector are called, "military"; the code itself where the table has none."""
    return sectors().get(code, code)


@cache
def sectors() -> dict[str, str]:
    """The sectors of actors, by their codes, with what they are called."""
    return dict(rows(__package__, "sectors.tsv", 2))


@cache
def _event_types() -> dict[tuple[str, str], str]:
    return {(kind, mode): phrase for kind, mode, phrase in rows(__package__, "event_types.tsv", 3)}


@cache
def _countries() -> dict[str, str]:
    return dict(rows(__package__, "countries.tsv", 2))
