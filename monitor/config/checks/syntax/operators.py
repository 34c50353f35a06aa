"""Operators of search languages: `truce OR ceasefire`, `truce -football`, `truce NEAR/5 talks`, `title:truce`."""

import re
from collections.abc import Iterable, Iterator

from monitor.config.checks.syntax.advice import Syntax, any_of, as_written, condition, plain
from monitor.config.checks.written import KEYWORD, WrittenWord

_AND = re.compile(r"\s(?:AND|UND|И)\s|\s?&&\s?")
_OR = re.compile(r"\s(?:OR|ODER|OU|ИЛИ)\s|\s?\|\|?\s?")
_NOT = re.compile(r"(?:^|\s)(?:AND\s+)?(?:NOT|NICHT|ANDNOT)\s|(?:^|\s)[-!](?=[^\W\d_]{2}|[\"“(])")
_NEAR = re.compile(r"\s(?:NEAR|WITHIN|ADJ|[nNwW](?=/))[/~]?(\d*)\s|\"~(\d+)$")
_FIELD = re.compile(
    r"\b(?:all)?(?:in)?(?:(?:title|headline|text|body|url|author|by):(?=\S)"
    r"|(?:site|source|domain|lang|language|country|tag|from|date|before|after|filetype):\S+\s*)"
)
_FUZZY = re.compile(r"(?<=\w)[~^]\d*(?:\.\d+)?(?=\s|$)")
_PLUS = re.compile(r"(?:^|\s)[+=](?=[^\W\d_]{2}|[\"“])")


def boolean(word: WrittenWord) -> Syntax | None:
    """`truce OR ceasefire`, `Putin AND sanctions`, `truce NOT football`; not a title that is all in capitals."""
    text = word.text
    is_written_large = text.isupper() and "|" not in text and "&&" not in text
    if is_written_large:
        return None
    if found := _AND.search(text) or _NOT.search(text) or _OR.search(text):
        return Syntax(f"'{found.group().strip()}'", _joined(word))
    return None


def _joined(word: WrittenWord) -> str:
    """The conditions that a search with operators stands for."""
    asked, *excluded = _NOT.split(word.text)
    key = word.key or KEYWORD
    if excluded:
        none = f"none: [{', '.join(_conditions(key, excluded))}]"
        return f"{condition(key, asked)} in 'when', and {none}" if asked.strip() else none
    if _AND.search(asked):
        return f"all: [{', '.join(_conditions(key, _AND.split(asked)))}]"
    return any_of(word, _OR.split(asked))


def _conditions(key: str, parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        alternatives = [plain(each) for each in _OR.split(part)]
        several = ", ".join(condition(key, each) for each in alternatives)
        yield condition(key, part) if len(alternatives) == 1 else f"{{any: [{several}]}}"


def near(word: WrittenWord) -> Syntax | None:
    """`truce NEAR/5 talks`, `truce w/5 talks`, `"peace talks"~5`."""
    found = _NEAR.search(word.text)
    if found is None or word.text.isupper():
        return None
    sides = _NEAR.sub("\n", word.text).split("\n")
    first, second = sides if len(sides) == 2 and sides[1].strip() else (plain(sides[0]).split() * 2)[:2]
    within = found.group(1) or found.group(2) or "5"
    return Syntax(f"'{found.group().strip()}'", f"near: {{a: {plain(first)}, b: {plain(second)}, within: {within}}}")


def field(word: WrittenWord) -> Syntax | None:
    """`title:truce`, `site:example.com`."""
    found = _FIELD.search(word.text)
    if found is None:
        return None
    rest = plain(_FIELD.sub(" ", word.text))
    advice = (
        f"{as_written(word, rest)}, and choose articles under 'sources' of the watch"
        if rest
        else "'sources' of the watch"
    )
    return Syntax(f"'{found.group().strip()}'", advice)


def fuzzy(word: WrittenWord) -> Syntax | None:
    """`truce~2`, `truce^4`."""
    found = _FUZZY.search(word.text)
    return Syntax(f"'{found.group()}'", as_written(word, plain(_FUZZY.sub("", word.text)))) if found else None


def sign(word: WrittenWord) -> Syntax | None:
    """`+truce +talks`; but "C++" and "Disney+" are names. (`-football` is with the operators.)"""
    found = _PLUS.search(word.text)
    if found is None:
        return None
    parts = [part for part in _PLUS.split(word.text) if part.strip()]
    key = word.key or KEYWORD
    advice = (
        f"all: [{', '.join(condition(key, part) for part in parts)}]" if len(parts) > 1 else as_written(word, parts[0])
    )
    return Syntax(f"'{found.group().strip()}'", advice)
