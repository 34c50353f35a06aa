"""Plain English for the codes of records: event types of PLOVER 0.8 with their modes, countries of ISO 3166."""

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


@cache
def _event_types() -> dict[tuple[str, str], str]:
    return {(kind, mode): phrase for kind, mode, phrase in rows(__package__, "event_types.tsv", 3)}


@cache
def _countries() -> dict[str, str]:
    return dict(rows(__package__, "countries.tsv", 2))
