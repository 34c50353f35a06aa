"""Names that the gazetteer knows, found by their words alone: for languages that no model reads.

Countries by their names in the article's language (Unicode CLDR); people, organisations and acronyms as they are
written in Latin letters. In scripts without spaces, and in languages that inflect names, fewer are found.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache

from monitor.annotate.gazetteer.directory import Directory
from monitor.annotate.gazetteer.rows import rows
from monitor.annotate.gazetteer.spelling import folded_key
from monitor.records import EntityType, Mention

_WORD = re.compile(r"\w+(?:[-.]\w+)*")
_LONGEST = 5
_REASON = "gazetteer"


def find_listed(document: str, language: str, on: date, directory: Directory) -> tuple[Mention, ...]:
    """The mentions in `document`, published on a day, longest names first from the left."""
    return tuple(_found(document, _countries(language), on, directory))


def _found(document: str, countries: dict[str, str], on: date, directory: Directory) -> Iterator[Mention]:
    spans = [found.span() for found in _WORD.finditer(document)]
    at = 0
    while at < len(spans):
        size = 1
        if not document[spans[at][0]].islower():
            for longer in range(min(_LONGEST, len(spans) - at), 0, -1):
                start, end = spans[at][0], spans[at + longer - 1][1]
                kind = _type(document[start:end], countries, on, directory)
                if kind is not None:
                    size = longer
                    yield Mention(type=kind, text=document[start:end], start=start, end=end, reason=_REASON)
                    break
        at += size


def _type(text: str, countries: dict[str, str], on: date, directory: Directory) -> EntityType | None:
    if folded_key(text) in countries:
        return EntityType.PLACE
    types = {entry.type for entry in directory.named(text)}
    if not types and " " not in text and len(directory.surnamed(text, on)) == 1:
        types = {EntityType.PERSON}
    if len(types) != 1 or (EntityType.ORGANISATION in types and " " not in text and not text.isupper()):
        return None  # a single word may be an organisation in English only
    return types.pop()


@cache
def _countries(language: str) -> dict[str, str]:
    """Folded name → country, as that language calls it."""
    return _all_countries().get(language, {})


@cache
def _all_countries() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, name, languages in rows("country_names.tsv", 3):
        for language in languages.split():
            found[language][folded_key(name)] = code
    return found
