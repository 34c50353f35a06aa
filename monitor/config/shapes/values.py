"""The kinds of value that the files hold."""

import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from monitor.config.reading.quantities import DURATION, SIZE, seconds, size
from monitor.config.shapes.codes.iso import (
    ANY_LANGUAGE,
    LANGUAGE,
    any_language,
    country,
    country_hint,
    language,
    language_hint,
)
from monitor.config.shapes.shape import Written, choice
from monitor.match.patterns.expressions import expression

ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
WIKIDATA = r"^Q[1-9][0-9]{0,11}$"
WORKER = r"^[A-Za-z0-9._-]{1,128}$"
HOST_NAME = r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$"
LISTEN = r"^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):[0-9]{1,5}$"
SECTORS = tuple(
    "AGR BUS COP CRM CVL EDU ELI GOV HLH IGO JRN JUD LAB LEG MED MIL NGO OPP PRE PRM PTY REB REF REL SOC SPY "
    "UAF".split()
)
"""PLOVER's sectors of actors."""


_OWN_HEADERS = frozenset(
    "accept accept-encoding connection content-length expect host if-modified-since if-none-match proxy-authorization "
    "te transfer-encoding upgrade user-agent".split()
)


def _matching(pattern: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return text

    return read


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _wordly(text: str) -> str:
    if not any(map(str.isalnum, normalize("NFKD", text))):
        raise ValueError(text)
    return text.strip()


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
        raise ValueError(text)
    if "@" in parts.netloc or not text.isprintable() or " " in text:
        raise ValueError(text)
    return text


def _header_name(text: str) -> str:
    name = text.strip()
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}", name) or name.lower() in _OWN_HEADERS:
        raise ValueError(text)
    return "Cookie" if name.lower() == "cookie" else name


def _path(text: str) -> Path:
    if not text.strip() or "\0" in text:
        raise ValueError(text)
    try:
        return Path(text).expanduser()
    except RuntimeError as error:  # of a user that there is not
        raise ValueError(text) from error


def moment(text: str) -> datetime:
    """A date of ISO 8601; midnight where it has no time, UTC where it has no zone.

    Raises ValueError for what is none, or of a year that leaves no room for a month before or after it.
    """
    found = datetime.fromisoformat(text)
    if not MINYEAR < found.year < MAXYEAR:
        raise ValueError(text)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _expression(text: str) -> str:
    expression(text)
    return text


def _why_no_expression(text: str) -> str:
    try:
        expression(text)
    except ValueError as error:
        return f": {error}"
    return ""


def _as_country(text: str) -> str:
    try:
        country(text)
    except ValueError:
        return ""
    return f"; a country is asked for by {{country: {text}}}"


def _day(text: str) -> str:
    """A day of ISO 8601, or a month; else ValueError."""
    if not re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", text):
        raise ValueError(text)
    date.fromisoformat(text if len(text) > len("YYYY-MM") else f"{text}-01")
    return text


class OneOrMany:
    """Annotates a list that may be written as its single item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}

    def _listed(self, value: Any) -> Any:
        return value if isinstance(value, list) else [value]


def duration(least: str, most: str) -> Written:
    """Annotates a duration between two bounds, both allowed; read in seconds."""

    def read(text: str) -> float:
        found = seconds(text)
        if not seconds(least) <= found <= seconds(most):
            raise ValueError(text)
        return found

    brief = f"a duration from {least} to {most}"
    return Written(f"{brief} with its unit, such as 90s, 15m or 1h30m", read, DURATION, brief=brief)


def byte_size(least: str, most: str) -> Written:
    """Annotates a size between two bounds, both allowed; read in bytes."""

    def read(text: str) -> int:
        found = size(text)
        if not size(least) <= found <= size(most):
            raise ValueError(text)
        return found

    brief = f"a size from {least} to {most}"
    return Written(f"{brief} with its unit, such as 500kB, 10MB or 2GiB", read, SIZE, brief=brief)


Text = Annotated[str, Written("text", _not_blank)]
RegularExpression = Annotated[str, Written("a regular expression of RE2", _expression, hint=_why_no_expression)]
Words = Annotated[str, Written("words, with at least one letter or digit", _wordly)]
Id = Annotated[str, Written("a short name of a-z, 0-9, '-' and '_'", _matching(ID), ID, brief="an id")]
PartyId = Annotated[
    str, Written("a short name of a-z, 0-9, '-' and '_'", _matching(ID), ID, brief="an id", hint=_as_country)
]
Language = Annotated[str, Written("a language such as en, fr or pt-BR", language, LANGUAGE, hint=language_hint)]
AnyLanguage = Annotated[
    str, Written("a language such as en, fr or pt-BR, or any", any_language, ANY_LANGUAGE, hint=language_hint)
]
Address = Annotated[str, Written("an address of https:// or http:// without a password", _address, confidential=True)]
Moment = Annotated[datetime, Written("a date such as 2027-01-31 or 2027-01-31T18:00Z", moment)]
Day = Annotated[str, Written("a day such as 2027-01-31, or a month such as 2027-01", _day)]
Listen = Annotated[str, Written("HOST:PORT such as 127.0.0.1:8480", _matching(LISTEN), LISTEN)]
Network = Annotated[str, Written("a network such as 10.0.0.0/8 or ::1/128", lambda text: str(ip_network(text)))]
HostName = Annotated[
    str, Written("the name of a machine such as wirewatch.example.org", _matching(HOST_NAME), HOST_NAME)
]
HeaderName = Annotated[
    str, Written("the name of a header that is not set otherwise, such as X-Api-Key or Cookie", _header_name)
]
Country = Annotated[str, Written("a country code of ISO 3166 such as NO or NOR", country, hint=country_hint)]
Sector = Annotated[str, choice(*SECTORS)]
Wikidata = Annotated[str, Written("a Wikidata id such as Q3052772", _matching(WIKIDATA), WIKIDATA)]
FilePath = Annotated[Path, Written("a path", _path)]
WorkerId = Annotated[str, Written("a name of letters, digits, '.', '_' and '-'", _matching(WORKER), WORKER)]
Texts = Annotated[list[Text], Field(min_length=1), OneOrMany()]
Ids = Annotated[list[Id], Field(min_length=1), OneOrMany()]
PartyIds = Annotated[list[PartyId], Field(min_length=1), OneOrMany()]
