"""The kinds of value that the files hold."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from monitor.config.reading.quantities import DURATION, SIZE, seconds, size
from monitor.config.shapes.codes import (
    ANY_LANGUAGE,
    LANGUAGE,
    any_language,
    country,
    country_hint,
    language,
    language_hint,
)
from monitor.config.shapes.shape import Written, choice, kind_of, refusal

ID = r"^[a-z0-9][a-z0-9_-]{0,63}$"
WIKIDATA = r"^Q[1-9][0-9]{0,11}$"
WORKER = r"^[A-Za-z0-9._-]{1,128}$"
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


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


class OneOrMany:
    """Annotates a list that may be written as its single item."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}

    def _listed(self, value: Any) -> Any:
        return value if isinstance(value, list) else [value]


@dataclass(frozen=True)
class Whole:
    """Annotates a whole number between two bounds, both allowed."""

    least: int
    most: int

    @property
    def expected(self) -> str:
        """Completes "expected …"."""
        return f"a whole number from {self.least} to {self.most}"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def _validate(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise refusal(self.expected, kind_of(value) if not isinstance(value, float) else str(value))
        if not self.least <= value <= self.most:
            raise refusal(self.expected, str(value))
        return value


@dataclass(frozen=True)
class Share:
    """Annotates a number from 0 to 1, both allowed."""

    expected: str = "a number from 0 to 1, such as 0.7"  # completes "expected …"

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "number", "minimum": 0, "maximum": 1}

    def _validate(self, value: object) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise refusal(self.expected, kind_of(value))
        if not 0 <= value <= 1:
            raise refusal(self.expected, str(value))
        return float(value)


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
Words = Annotated[str, Written("words, with at least one letter or digit", _wordly)]
Id = Annotated[str, Written("a short name of a-z, 0-9, '-' and '_'", _matching(ID), ID, brief="an id")]
Language = Annotated[str, Written("a language such as en, fr or pt-BR", language, LANGUAGE, hint=language_hint)]
AnyLanguage = Annotated[
    str, Written("a language such as en, fr or pt-BR, or any", any_language, ANY_LANGUAGE, hint=language_hint)
]
Address = Annotated[str, Written("an address of https:// or http:// without a password", _address, confidential=True)]
Moment = Annotated[datetime, Written("a date such as 2027-01-31 or 2027-01-31T18:00Z", _moment)]
Listen = Annotated[str, Written("HOST:PORT such as 127.0.0.1:8480", _matching(LISTEN), LISTEN)]
Network = Annotated[str, Written("a network such as 10.0.0.0/8 or ::1/128", lambda text: str(ip_network(text)))]
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
