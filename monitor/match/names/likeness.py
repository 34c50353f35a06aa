"""Whether a first name in a text can be one of somebody's own: in short, as an initial, misspelt, or like-sounding."""

import re
from collections.abc import Iterable
from functools import cache

from monitor.text.personal_names import Sex, given_name, name_key
from monitor.text.tables import parted, rows

_INITIALS = re.compile(r"(?:[^\W\d_]\.[- ]?){1,3}|[^\W\d_]|[A-Z]{2}")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (("[yj]", "i"), ("ph", "f"), ("kh|x", "h"), ("ck|q|c", "k"), ("w", "v"), ("z|sch|sh", "s"))
)
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"(?<!^)[aeiou]")
_LEAST = 5  # letters; of shorter words one other letter makes another name
_LONG = 7  # letters; two known names as long as this that differ in one letter are one
_SHORT = 3  # letters that a short form has at least
_EACH = 3  # of so many letters one may differ, where the name sounds the same


def fits(word: str, own: Iterable[str]) -> bool:
    """Whether `word` can be one of the first names `own` (as keys), of a compound (Kemi-Ann) any part."""
    if is_initials(word):
        letter = name_key(word)[:1]
        return any(name.startswith(letter) for name in own)
    parts = [part for part in name_key(word).split("-") if part]
    return any(_is_like(part, name) for part in (*parts, "".join(parts)) for name in own)


def is_initials(word: str) -> bool:
    """Whether `word` is an initial or several: E., A.N., JD."""
    return _INITIALS.fullmatch(word) is not None and (word.isupper() or len(word) == 1)


def is_misspelt(word: str, own: str) -> bool:
    """Whether `word` is `own` (both keys) but for one letter behind the first, or two that have changed places."""
    alike = min(len(word), len(own)) >= _LEAST and word[0] == own[0]
    return word != own and alike and distance(word, own, 1) <= 1


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap with the next between two words; `most` + 1 where they are more.

    Optimal string alignment, a restricted Damerau-Levenshtein distance.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, counterpart in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return min(row[-1], most + 1)


def _is_like(word: str, own: str) -> bool:
    if word == own:
        return True
    if _clash(word, own):
        return False
    if _is_short(word, own) or _is_short(own, word) or not _nicknames(word).isdisjoint(_nicknames(own)):
        return True
    if given_name(word) is None and is_misspelt(word, own):
        return True
    known = None not in (given_name(word), given_name(own))  # Marion and Marine are two names
    if known and len(own) >= _LONG and is_misspelt(word, own):
        return True
    most = 1 if known else max(1, max(len(word), len(own)) // _EACH)
    return _skeleton(word) == _skeleton(own) and distance(word, own, most) <= most


def _clash(word: str, own: str) -> bool:
    """Whether one is a woman's name and the other a man's: Michel and Michelle, Keir and Keira."""
    if f"{word}a" == own or f"{own}a" == word:
        return True
    return {given_name(word), given_name(own)} == {Sex.MAN, Sex.WOMAN}


def _is_short(short: str, long: str) -> bool:
    return _SHORT <= len(short) <= len(long) - 2 and long.startswith(short)


def _skeleton(name: str) -> str:
    """The consonants of a name as they sound, with its first letter."""
    for pattern, replacement in _SOUNDS:
        name = pattern.sub(replacement, name)
    return _TWICE.sub(r"\1", _VOWELS.sub("", _TWICE.sub(r"\1", name)))


@cache
def _nicknames(name: str) -> frozenset[int]:
    return frozenset(_by_name().get(name, ()))


@cache
def _by_name() -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, (cell,) in enumerate(rows(__package__, "nicknames.tsv", 1)):
        for name in parted(cell):
            found.setdefault(name, set()).add(number)
    return found
