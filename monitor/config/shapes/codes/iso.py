"""Codes of languages (BCP 47, of ISO 639) and countries (ISO 3166), and what is probably meant by what is none."""

import csv
import re
from functools import cache
from importlib.resources import files

from monitor.annotate.gazetteer.rows import rows as gazetteer_rows
from monitor.text.language_range import primary
from monitor.text.tables import parted, rows

LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
ANY_LANGUAGE = r"^(any|\*|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$"
_OTHER_CODES = {"UK": "GB", "EL": "GR", "EN": "GB", "SU": "RU", "YU": "RS"}  # in use, and none of ISO 3166 today


def language(text: str) -> str:
    """A BCP 47 tag whose language ISO 639-1 has, or one of three letters that it has no two for; else ValueError."""
    if not re.fullmatch(LANGUAGE, text) or primary(text) not in _codes():
        known = re.fullmatch(LANGUAGE, text) and len(primary(text)) == 3 and primary(text) not in _meant()
        if not known:
            raise ValueError(text)
    return text


def any_language(text: str) -> str:
    """A language as above, or `any` or `*`; else ValueError."""
    return text if text in ("any", "*") else language(text)


def language_hint(text: str) -> str:
    """`; did you mean 'en'?` for English, english, eng; nothing where nobody knows."""
    meant = _meant().get(text.lower()) or _meant().get(primary(text))
    return f"; did you mean '{meant}'?" if meant else ""


def country(text: str) -> str:
    """The alpha-3 code of ISO 3166 for an alpha-2 or alpha-3 one; raises ValueError for anything else."""
    if text not in _countries():
        raise ValueError(text)
    return _countries()[text]


def country_hint(text: str) -> str:
    """`; did you mean 'FRA'?` for France, fr; nothing where nobody knows."""
    meant = _OTHER_CODES.get(text.upper()) or _countries().get(text.upper()) or _country_names().get(text.casefold())
    return f"; did you mean '{meant}'?" if meant else ""


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, *_ in rows(__package__, "languages.tsv", 3))


@cache
def _meant() -> dict[str, str]:
    """Codes of three letters, names and mistaken codes, in small letters → the code of two letters."""
    table = list(rows(__package__, "languages.tsv", 3))
    return {word: code for code, *cells in table for cell in cells for word in parted(cell)}


@cache
def _countries() -> dict[str, str]:
    table = files(__package__).joinpath("countries.tsv").read_text("ascii")
    found = list(csv.DictReader(table.splitlines(), delimiter="\t"))
    return {code: row["alpha3"] for row in found for code in (row["alpha2"], row["alpha3"])}


@cache
def _country_names() -> dict[str, str]:
    table = list(gazetteer_rows("countries.tsv", 6))
    return {each.casefold(): code for code, name, _, _, others, _ in table for each in (name, *parted(others))}
