"""The edges of names, cut to where names begin and end in writing."""

from collections.abc import Sequence

import msgspec

from monitor.annotate.entities.spans import NameSpan

_OPENING = frozenset("de von van al el bin ibn da di dos du la le".split())
"""Small words that a name may begin with."""

_CLOSING = frozenset("party family legislature company movement".split())
"""Small words that a name may end with: "Green party", "Bush family"."""

_NO_NAMES = frozenset(
    "dozens hundreds thousands millions billions scores gdp gnp nobody somebody everybody anybody someone everyone "
    "anyone nothing something everything anything none meanwhile however nevertheless elsewhere overall".split()
)
"""Words that open sentences with a capital, or are written in capitals, and name nobody."""

_POINTS = frozenset('",;:()[]“”')


def trimmed(names: Sequence[NameSpan], words: Sequence[str]) -> list[NameSpan]:
    """The names without small words at their edges ("eastern Congo"); what is then empty or names nobody left out."""
    cut = (_trimmed(name, words) for name in names)
    return [name for name in cut if name.first < name.end and not _names_nobody(name, words)]


def _trimmed(name: NameSpan, words: Sequence[str]) -> NameSpan:
    first, end = name.first, name.end
    while first < end and _is_small(words[first]) and words[first] not in _OPENING:
        first += 1
    while end > first and words[end - 1] not in _CLOSING and (_is_small(words[end - 1]) or words[end - 1] in _POINTS):
        end -= 1
    if (first, end) == (name.first, name.end):
        return name
    return msgspec.structs.replace(name, first=first, end=end)


def _names_nobody(name: NameSpan, words: Sequence[str]) -> bool:
    return name.end - name.first == 1 and words[name.first].lower() in _NO_NAMES


def _is_small(word: str) -> bool:
    """Whether it is a word without any capital letter ("al-Sharaa" has one)."""
    return word[0].isalpha() and word.islower()
