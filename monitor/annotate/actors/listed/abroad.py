"""What a language calls countries, towns, organisations and leaders: each name in its cases, whom it names.

Names that are words as a rule (Korean for Sudan and for "means") stand in the table behind "-" and name nobody.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from monitor.annotate.actors.listed.nationalities import Adjective, adjectives
from monitor.annotate.gazetteer.compiled import Place
from monitor.annotate.gazetteer.directory import Directory, load_directory
from monitor.annotate.gazetteer.entries import Entry
from monitor.annotate.gazetteer.rows import parted, rows
from monitor.annotate.gazetteer.spelling import folded_key, is_acronym
from monitor.records import EntityType, Mention, Record
from monitor.text.forms import clitics, endings

_NOBODY, _EVERYWHERE = "-", "*"
SMALL = "-"
"""Before the key of an adjective that is the name of something else with a capital: argentina."""

_INFLECTED = frozenset({"de", "pl", "ru", "uk"})
_SCRIPTS = {
    "CYRILLIC": "be bg kk ky mk mn ru sr uk",
    "CJK": "ja zh",
    "KATAKANA": "ja",
    "HIRAGANA": "ja",
    "HANGUL": "ko",
    "ARABIC": "ar fa ps ur",
    "HEBREW": "he",
    "GREEK": "el",
    "DEVANAGARI": "hi mr ne",
    "THAI": "th",
}
_CAPITALISED = frozenset({"tr"})
"""Languages that write nationalities with a capital letter always."""

_READ_AS_IN_CHINA = frozenset("CHN HKG JPN KOR TWN".split())
"""Whose towns Japanese writes as Chinese does; all others it spells out."""


class Known(Record, frozen=True, kw_only=True):
    """Whom or what a name names, and how it is written."""

    type: EntityType
    actor: str | None
    name: str
    country: str | None
    is_small: bool = False  # whether it is written with a small letter
    is_acronym: bool = False  # whether it counts in capitals only
    before: frozenset[str] = clitics.NONE  # what may be written before it in the same word
    agrees: bool = False  # whether it counts only behind a noun with the Arabic article

    def is_surname(self, written: str) -> bool:
        """Whether `written` is one word of somebody's name."""
        return self.type is EntityType.PERSON and " " not in written

    def mention(self, document: str, start: int, end: int) -> Mention:
        """The mention that stands from `start` to `end` of a document."""
        return Mention(
            type=self.type,
            text=document[start:end],
            start=start,
            end=end,
            actor=self.actor,
            name=self.name,
            country=self.country,
            reason="gazetteer",
        )


@cache
def known_names(language: str) -> dict[str, Known | None]:
    """Folded name → whom it names in `language` (BCP 47 primary subtag), None where it is only a word."""
    directory = load_directory()
    found: dict[str, Known | None] = {}
    for written, known in _named(language, directory):
        for form, before in _forms(written, language):
            key = folded_key(form)
            acronym = written.isupper() and written.isascii() == form.isascii() and is_acronym(written)
            if key not in found:
                found[key] = _known(known, written, before, acronym=acronym)
    for adjective in adjectives(language):
        if country := directory.country(adjective.country):
            key = folded_key(adjective.text)
            found.setdefault(SMALL + key if key in found else key, _of_country(adjective, country, language))
    for name, languages, names in rows("names_abroad.tsv", 3):
        if name == _NOBODY and language in languages.split():
            found.update(dict.fromkeys(map(folded_key, parted(names))))
    return found


def _named(language: str, directory: Directory) -> Iterator[tuple[str, Entry | Place]]:
    """Names as they are written, those first that win over others."""
    for name, languages, names in rows("names_abroad.tsv", 3):
        if name != _NOBODY and not {language, _EVERYWHERE}.isdisjoint(languages.split()):
            yield from ((written, directory.named(name)[0]) for written in parted(names))
    for code, name, languages in rows("country_names.tsv", 3):
        if language in languages.split() and (entry := directory.country(code)):
            yield name, entry
    for name, languages, names in rows("exonyms.tsv", 3):
        if language in languages.split():
            yield from ((written, directory.places(name)[0]) for written in parted(names))
    for country, name, names in rows("towns_abroad.tsv", 3):
        place = Place(name=name, country=country)
        yield from ((written, place) for written in parted(names) if _is_read(written, language, country))


def _is_read(written: str, language: str, country: str) -> bool:
    """Whether a language writes in the script of a name."""
    script = unicodedata.name(written[0], "").split(" ")[0]
    here = language in _SCRIPTS.get(script, "").split()
    return here and (script != "CJK" or language == "zh" or country in _READ_AS_IN_CHINA)


def _forms(written: str, language: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The cases of a name, and what may be written together with each."""
    if language == "ar":
        yield from clitics.arabic(written, is_name=True)
    elif language == "he":
        yield from clitics.hebrew(written, is_name=True)
    elif language in _INFLECTED:
        yield from ((form, clitics.NONE) for form in endings.name(written, language))
    else:
        yield written, clitics.NONE


def _of_country(adjective: Adjective, country: Entry, language: str) -> Known:
    return Known(
        type=EntityType.NATIONALITY,
        actor=None,
        name=country.name,
        country=adjective.country,
        is_small=language not in _CAPITALISED,
        before=adjective.before,
        agrees=adjective.agrees,
    )


def _known(of: Entry | Place, written: str, before: frozenset[str], *, acronym: bool) -> Known:
    return Known(
        type=of.type if isinstance(of, Entry) else EntityType.PLACE,
        actor=of.id,
        name=of.name,
        country=of.country,
        is_small=written[0].islower(),
        is_acronym=acronym,
        before=before,
    )
