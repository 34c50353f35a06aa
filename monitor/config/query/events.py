"""`event:eu>SANCTION>RU`: who does what to whom → the event as YAML has it.

Types stand in capitals, ids of actors and groups in small letters, countries by their code in capitals; several of
each are parted by commas, those that all take part by `&`. Who does it and to whom may be left out with its arrow. `*`
stands for any type. What else an event must be stands beside it: `location:ML`, `said_by:UA`, `dead:>=10`.
"""

import re

from monitor.config.query import fields
from monitor.config.query.errors import QueryError
from monitor.config.query.fields import one_or_many
from monitor.config.query.tokens import Token
from monitor.config.reading.suggestion import did_you_mean, nearest
from monitor.config.reading.yaml_file import Plain
from monitor.config.shapes.codes.iso import country, country_hint
from monitor.config.shapes.values import ID
from monitor.records import EventType

TYPES = tuple(each.value for each in EventType)
_COUNTRY = re.compile(r"[A-Z]{2,3}")


def event(token: Token) -> dict[str, Plain]:
    """The event that a leaf asks for. Raises QueryError."""
    column = token.values[0].column
    parts = _parts(token, column)
    at = _place_of_types(parts, column)
    found: dict[str, Plain] = {"type": one_or_many(_types(parts[at][0]))}
    for role, place in (("actor", at - 1), ("recipient", at + 1)):
        if 0 <= place < len(parts):
            found[role] = _role(*parts[place])
    return found


def _parts(token: Token, column: int) -> list[tuple[str, int]]:
    """What the arrows part, each with its column."""
    text = ",".join(value.text for value in token.values)
    if any(value.is_quoted for value in token.values):
        raise QueryError(column, "expected TYPE, WHO>TYPE or WHO>TYPE>WHOM without quotes")
    parts, at = [], column
    for part in text.split(">"):
        parts.append((part, at))
        at += len(part) + 1
    if len(parts) > 3 or not all(part for part, _ in parts):
        raise QueryError(column, "expected TYPE, WHO>TYPE, TYPE>WHOM or WHO>TYPE>WHOM")
    return parts


def _place_of_types(parts: list[tuple[str, int]], column: int) -> int:
    """Which part says what is done."""
    likely = {1: (0,), 2: (0, 1), 3: (1,)}[len(parts)]
    for place in likely:
        if all(item == "*" or item in TYPES for item in parts[place][0].split(",")):
            return place
    wrong = [(item, parts[place][1]) for place in likely for item in parts[place][0].split(",") if item not in TYPES]
    item, at = next((each for each in wrong if nearest(each[0], TYPES)), wrong[0])
    raise QueryError(at or column, f"expected an event type such as SANCTION, not '{item}'" + did_you_mean(item, TYPES))


def _types(part: str) -> list[str]:
    items = part.split(",")
    return list(TYPES) if "*" in items else items


def parties(token: Token) -> Plain:
    """Who says so, or where it is, as YAML has it."""
    return _parties(fields.listed(token), token.values[0].column)


def figure(token: Token) -> Plain:
    """At least how large it is, of `>=10` or `10`."""
    column = token.values[0].column
    found = re.fullmatch(r"(?:>=)?(\d+(?:\.\d+)?)", ",".join(fields.listed(token)))
    if found is None:
        raise QueryError(column, "expected at least how many, such as >=10")
    return number(float(found[1]))


def number(value: float) -> Plain:
    """`value` as it is written: 10, not 10.0."""
    return int(value) if value.is_integer() else value


def _role(part: str, column: int) -> Plain:
    """`eu,uk` is one of these, `eu&RU` each of these."""
    several = [_parties(each.split(","), column) for each in part.split("&")]
    return several[0] if len(several) == 1 else {"all": several}


def _parties(items: list[str], column: int) -> Plain:
    ids = [item for item in items if re.fullmatch(ID, item)]
    codes = [_code(item, column) for item in items if item not in ids]
    if not codes:
        return one_or_many(ids)
    return ({"any": one_or_many(ids)} if ids else {}) | {"country": one_or_many(codes)}


def _code(item: str, column: int) -> str:
    try:
        return country(item)
    except ValueError:
        hint = country_hint(item)
        expected = "expected ids of actors or groups in small letters, or codes of countries in capitals"
        raise QueryError(column, f"{expected}, not '{item}'{hint}") from None
