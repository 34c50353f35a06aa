"""What looks like search syntax, and how the same is said in a watchlist."""

from collections.abc import Iterable
from typing import NamedTuple

from monitor.config.checks.written import Where, WrittenWord

QUOTES = "\"'“”„‟«»‘’‚‹›`「」"


class Syntax(NamedTuple):
    """What looks like search syntax in a word, and how to write it."""

    found: str
    advice: str
    is_certain: bool = True  # else it may be meant so

    def __str__(self) -> str:
        return f"looks like search syntax: {self.found} is taken literally, write it as {self.advice}"


def plain(text: str) -> str:
    """`text` without the quotes and brackets around it."""
    return " ".join(text.split()).strip("()[]{}| ,;" + QUOTES)


def as_written(word: WrittenWord, text: str) -> str:
    """`text` instead of `word`, as it is said where that stands."""
    return f"{word.key}: {text}" if word.where is Where.CONDITION else text


def condition(key: str, text: str) -> str:
    """The condition that `text` occurs."""
    return f"{{{key}: {plain(text)}}}"


def any_of(word: WrittenWord, parts: Iterable[str]) -> str:
    """Several words instead of one, as they are said where `word` stands."""
    several = [each for part in parts if (each := plain(part))]
    if word.where is Where.CONDITION:
        return f"any: [{', '.join(condition(word.key, each) for each in several)}]"
    if word.where is Where.LIST:
        return f"[{', '.join(several)}]"
    return f"name: {several[0]}, aliases: [{', '.join(several[1:])}]"
