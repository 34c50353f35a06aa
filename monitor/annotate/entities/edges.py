"""The edges of names, cut to where names begin and end in writing."""

from collections.abc import Sequence

import msgspec

from monitor.annotate.entities.spans import NameSpan
from monitor.annotate.lexicon.words import words_of

_OPENING = words_of("entities", "opening")
"""Small words that a name may begin with."""

_CLOSING = words_of("entities", "closing")
"""Small words that a name may end with: "Green party", "Bush family"."""

_NO_NAMES = words_of("entities", "no_names")
"""Words that open sentences with a capital, or are written in capitals, and name nobody."""


def trimmed(names: Sequence[NameSpan], words: Sequence[str]) -> list[NameSpan]:
    """The names without small words at their edges ("eastern Congo"); what is then empty or names nobody left out."""
    cut = (_trimmed(name, words) for name in names)
    return [name for name in cut if name.first < name.end and not _names_nobody(name, words)]


def _trimmed(name: NameSpan, words: Sequence[str]) -> NameSpan:
    first, end = name.first, name.end
    while first < end and _is_small(words[first]) and words[first] not in _OPENING:
        first += 1
    while end > first and words[end - 1] not in _CLOSING and _is_small(words[end - 1]):
        end -= 1
    if (first, end) == (name.first, name.end):
        return name
    return msgspec.structs.replace(name, first=first, end=end)


def _names_nobody(name: NameSpan, words: Sequence[str]) -> bool:
    return name.end - name.first == 1 and words[name.first].lower() in _NO_NAMES


def _is_small(word: str) -> bool:
    """Whether it is a word without any capital letter ("al-Sharaa" has one)."""
    return word[0].isalpha() and word.islower()
