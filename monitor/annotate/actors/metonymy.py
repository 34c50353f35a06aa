"""Capitals that stand for their governments: only as subject or object of what governments do.

"Moscow said", "talks with Tehran", "accused Kyiv" speak of governments; "in Moscow", "near Kyiv" of places. The words
around decide; where they say nothing the capital is a place.
"""

from collections.abc import Sequence

from monitor.annotate.lexicon.words import words_of

_PLACED = words_of("actors", "placed")
"""Before a place."""

_RULES = words_of("actors", "rules")
"""Right behind a government: the Kyiv government."""

_DOES = words_of("actors", "does")
"""Behind a government."""

_TOLD = words_of("actors", "told")
"""Before a government, unless somebody moves there."""

_LISTED = frozenset({",", "and"})
_WEAK = words_of("actors", "weak")
_MOVES = words_of("actors", "moves")
_DEALS = words_of("actors", "deals")
_OWNS = words_of("actors", "owns")


def stands_for_government(before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether a capital is a government, by the words before and behind it (in small letters, in order of the text)."""
    last = before[-1] if before else ""
    rules = bool(behind) and behind[0] in _RULES
    if rules or last in _PLACED or last in ("the", "a"):
        return rules
    if behind and behind[0] in ("'s", "’s"):
        return len(behind) > 1 and behind[1] in _OWNS
    if last == "and":
        return _is_second(before) or (_acts(behind) and behind[0] != "and")
    if last in _WEAK:
        return _is_dealt_with(before[:-1])
    if last == "between":
        return _is_dealt_with(before[:-1])
    return last in _TOLD or (_acts(behind) and (behind[0] != "and" or last not in _LISTED))


def _acts(behind: Sequence[str]) -> bool:
    return bool(behind) and behind[0] in _DOES and list(behind[:2]) != ["and", "the"]


def _is_second(before: Sequence[str]) -> bool:
    """Whether it is the second of two that something is done to: "between Tehran and Washington", "urged X and Y"."""
    told = before[-3:-2]
    if told == ["between"]:
        return _is_dealt_with(before[:-3])
    return bool(told) and told[0] in _TOLD - _WEAK - {"back", "by"}


def _is_dealt_with(before: Sequence[str]) -> bool:
    near = before[-5:]
    return not _MOVES.intersection(near) and bool(_DEALS.intersection(near))
