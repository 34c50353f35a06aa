"""Wording of mistakes: what was expected, and what was probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` is probably a slip of. Case does not count."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, n=1)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'severity'?` where one of `known` is near `word`, else nothing."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else ""


def alternatives(words: Iterable[str]) -> str:
    """`low, medium or high` for those three words."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
