"""Whether an article that meets one condition always meets another."""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.match.patterns.spellings import spellings
from monitor.match.watchlist import (
    ActorIs,
    All,
    Any,
    Condition,
    Near,
    QuoteIs,
    RegexIs,
    TermIs,
    Watchlist,
    Word,
    WordIs,
)
from monitor.text.language_range import speaks


class _Found(NamedTuple):
    """One spelling that a condition is met by."""

    text: str
    cased: str | None
    is_prefix: bool
    language: str


def implies(watchlist: Watchlist, condition: Condition, other: Condition) -> bool:
    """Whether whatever meets `condition` meets `other`, both of `watchlist`. False where it cannot be told."""
    if isinstance(condition, Any):
        return all(implies(watchlist, each, other) for each in condition.conditions)
    match other:
        case Any(conditions=several):
            return any(implies(watchlist, condition, each) for each in several)
        case All(conditions=several):
            return all(implies(watchlist, condition, each) for each in several)
    return condition == other or _implies_one(watchlist, condition, other)


def _implies_one(
    watchlist: Watchlist, condition: ActorIs | TermIs | WordIs | RegexIs | QuoteIs | Near | All, other: Condition
) -> bool:
    match condition:
        case All(conditions=several):
            return any(implies(watchlist, each, other) for each in several)
        case Near(first=first, second=second):
            return any(implies(watchlist, each, other) for each in (first, second))
        case QuoteIs(says=says):
            return says is not None and implies(watchlist, says, other)
        case RegexIs():
            return False
    return _implies_words(watchlist, condition, other)


def _implies_words(watchlist: Watchlist, condition: ActorIs | TermIs | WordIs, other: Condition) -> bool:
    """An actor may be told of without any of his names."""
    if isinstance(condition, ActorIs):
        return isinstance(other, ActorIs) and set(condition.actors) <= set(other.actors)
    if not isinstance(other, TermIs | WordIs | ActorIs):
        return False
    return _covers(list(_spelled(watchlist, other)), list(_spelled(watchlist, condition)))


def _covers(excluded: list[_Found], asked: list[_Found]) -> bool:
    return bool(asked) and all(any(_is_within(each, word) for each in excluded) for word in asked)


def _is_within(excluded: _Found, asked: _Found) -> bool:
    """Whether `asked` is never found without `excluded`, a word of it or the whole, in the languages of `excluded`."""
    if "*" not in (excluded.language, asked.language) and not speaks(excluded.language, asked.language):
        return False
    if asked.is_prefix and not excluded.is_prefix:
        return False
    end = "" if excluded.is_prefix else " "
    if excluded.cased is not None:
        return asked.cased is not None and f" {excluded.cased}{end}" in f" {asked.cased} "
    return f" {excluded.text}{end}" in f" {asked.text} "


def _spelled(watchlist: Watchlist, condition: TermIs | WordIs | ActorIs) -> Iterator[_Found]:
    for word in _words(watchlist, condition):
        for spelling in spellings(word):
            yield _Found(spelling.text, spelling.cased, spelling.prefix, spelling.language)


def _words(watchlist: Watchlist, condition: TermIs | WordIs | ActorIs) -> Iterator[Word]:
    match condition:
        case WordIs(word=word):
            yield word
        case TermIs(terms=ids):
            yield from (word for term in watchlist.terms if term.id in ids for word in term.words)
        case ActorIs(actors=ids):
            yield from (name for actor in watchlist.actors if actor.id in ids for name in actor.names)
