"""Whether a surname is somebody else's: another given name stands before it (Мелания Трамп, 梅拉尼娅·特朗普)."""

import re

from monitor.annotate.gazetteer.compiled import load_compiled
from monitor.annotate.gazetteer.spelling import folded_key
from monitor.annotate.lexicon.words import words_of

_TITLES = words_of("actors", "titles_abroad")
"""Beginnings of words in Cyrillic that stand before a surname and are no given names."""

_GIVEN = words_of("actors", "given_abroad")
"""Given names of those whom the gazetteer knows, in scripts without capitals."""

_BEFORE = re.compile(r"([^\W\d_][\w-]*) $")
_JOINED = re.compile(r"(\w+)[·・=＝]$")
_NEAR = 30  # characters looked at


def is_somebody_elses(document: str, start: int) -> bool:
    """Whether the surname at `start` has another given name before it."""
    near = document[max(0, start - _NEAR) : start]
    if joined := _JOINED.search(near):
        return not any(joined[1].endswith(given) for given in _GIVEN)
    before = _BEFORE.search(near)
    return before is not None and _is_given(before[1])


def _is_given(word: str) -> bool:
    if not word[0].isupper():
        return False
    if word.isascii() or not re.match("[А-Яа-яЁёІіЇїЄєҐґ]", word):
        return load_compiled().persons.get(word, "s") != "s"
    return not folded_key(word).startswith(tuple(_TITLES))
