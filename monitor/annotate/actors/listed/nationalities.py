"""What other languages call what is of a country: "das französische Außenministerium", "российские войска"."""

from collections.abc import Iterator
from functools import cache

from monitor.annotate.gazetteer.rows import parted, rows
from monitor.records import Record
from monitor.text.forms import clitics, endings

_LANGUAGES = "de fr es it pt ru uk pl tr ar".split()
"""In order of the columns of the table."""

_UNCHANGED = "="
_ARTICLE, _FEMININE = "ال", "ة"
_BEFORE_THE_ARTICLE = frozenset(("", "و", "ب", "ك", "وب"))


class Adjective(Record, frozen=True, kw_only=True):
    """A form of the adjective of a country."""

    text: str
    country: str
    before: frozenset[str] = clitics.NONE  # what may be written before it in the same word
    agrees: bool = False  # whether it is one only behind a noun with the article, as it may be a surname


@cache
def _cells(language: str) -> tuple[tuple[str, str], ...]:
    column = _LANGUAGES.index(language) + 1
    table = rows("nationalities_abroad.tsv", len(_LANGUAGES) + 1)
    return tuple((row[0], written) for row in table for written in parted(row[column]))


def adjectives(language: str) -> Iterator[Adjective]:
    """The adjectives of countries in `language`, in all their forms; nothing for languages without a table."""
    if language not in _LANGUAGES:
        return
    for country, written in _cells(language):
        if written.startswith(_UNCHANGED):
            yield Adjective(text=written.removeprefix(_UNCHANGED), country=country)
        elif language == "ar":
            yield from _arabic(written, country)
        else:
            yield from (Adjective(text=form, country=country) for form in endings.nationality(written, language))


def _arabic(written: str, country: str) -> Iterator[Adjective]:
    """Masculine and feminine, bare and with the article; the former with it is many a surname (المصري)."""
    yield Adjective(text=written, country=country)
    yield Adjective(text=written + _FEMININE, country=country)
    yield Adjective(text=_ARTICLE + written + _FEMININE, country=country, before=_BEFORE_THE_ARTICLE)
    yield Adjective(text=_ARTICLE + written, country=country, before=_BEFORE_THE_ARTICLE, agrees=True)
