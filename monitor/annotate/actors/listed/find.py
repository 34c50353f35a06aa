"""The names of the gazetteer in a text, for languages that no model reads."""

from datetime import date

from monitor.annotate.actors.listed.abroad import known_names
from monitor.annotate.actors.listed.spaced import find_in_words
from monitor.annotate.actors.listed.unspaced import LANGUAGES, find_in_characters
from monitor.annotate.gazetteer.directory import Directory
from monitor.records import Mention


def find_listed(document: str, language: str, on: date, directory: Directory) -> tuple[Mention, ...]:
    """The mentions in `document`, published on a day, in `language` (BCP 47 primary subtag)."""
    names = known_names(language)
    if language in LANGUAGES:
        return tuple(find_in_characters(document, names))
    return tuple(find_in_words(document, names, on, directory))
