"""The words that a watchlist looks for, as they stand in its file."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from monitor.config.reading.yaml_file import Place, Plain, as_mapping, items

KEYWORD, WORD, PHRASE = "keyword", "word", "phrase"
_CONDITIONS = (KEYWORD, WORD, PHRASE)
_ABOUT_WORDS = ("forms", "case")  # keys of a term that are no language


class Where(Enum):
    """What a word is written in."""

    CONDITION = auto()  # keyword, word or phrase
    LIST = auto()  # the words of a term, the aliases of an actor
    NAME = auto()  # the name of an actor


class WrittenWord(NamedTuple):
    """A word, with what stands around it."""

    text: str  # blanks as single spaces
    place: Place
    where: Where
    key: str = ""  # of a condition
    language: str = "any"
    case: str = "fold"
    owner: Place = ()  # of the actor or term
    type: str = ""  # of the actor
    forms: str = ""  # as it or its term says, "" where neither does


def written_words(data: dict[str, Plain]) -> Iterator[WrittenWord]:
    """Every word in the watchlist `data`; what is no word at all is left to its shape."""
    for name, actor in as_mapping(data.get("actors")).items():
        yield from _of_actor(as_mapping(actor), ("actors", name))
    for name, term in as_mapping(data.get("terms")).items():
        said = as_mapping(term)
        forms, case = (str(said.get(key) or default) for key, default in (("forms", ""), ("case", "fold")))
        base = WrittenWord("", ("terms", name), Where.LIST, owner=("terms", name), forms=forms, case=case)
        yield from _by_language(term, base)
    for key in ("watches", "defaults"):
        yield from _within(data.get(key), (key,))


def _of_actor(actor: dict[str, Plain], place: Place) -> Iterator[WrittenWord]:
    base = WrittenWord("", (*place, "name"), Where.NAME, owner=place, type=str(actor.get("type") or ""))
    yield from _words(actor.get("name"), base)
    aliases = actor.get("aliases")
    listed = base._replace(place=(*place, "aliases"), where=Where.LIST)
    yield from _by_language(aliases, listed) if isinstance(aliases, dict) else _words(aliases, listed)
    for key in ("context_any", "not_near"):
        yield from _words(actor.get(key), listed._replace(place=(*place, key), owner=()))


def _by_language(value: Plain, base: WrittenWord) -> Iterator[WrittenWord]:
    for language, words in as_mapping(value).items():
        if language not in _ABOUT_WORDS:
            yield from _words(words, base._replace(place=(*base.place, language), language=language))


def _words(value: Plain, base: WrittenWord) -> Iterator[WrittenWord]:
    """The word or words in `truce`, `{text: truce}` or a list of them."""
    if isinstance(value, str) and value.strip():
        yield base._replace(text=" ".join(value.split()))
    elif isinstance(value, dict):
        said = base._replace(case=str(value.get("case") or base.case), forms=str(value.get("forms") or base.forms))
        yield from _words(value.get("text"), said._replace(place=(*base.place, "text")))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _words(item, base._replace(place=(*base.place, index)))


def _within(value: Plain, place: Place) -> Iterator[WrittenWord]:
    """The words of the conditions in `value`; a bare text near another is a word."""
    for step, inner in items(value):
        here = (*place, step)
        if step in _CONDITIONS or (step in ("a", "b") and isinstance(inner, str)):
            key = str(step) if step in _CONDITIONS else WORD
            yield from _words(inner, WrittenWord("", here, Where.CONDITION, key=key))
        elif step not in ("tests", "sources"):
            yield from _within(inner, here)
