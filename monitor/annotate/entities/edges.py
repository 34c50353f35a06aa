"""The edges of names, moved to where names begin and end in writing: hyphenated names whole, small words left out."""

from collections.abc import Sequence

import msgspec

from monitor.annotate.entities.spans import NameSpan
from monitor.annotate.entities.words import is_ordinary
from monitor.annotate.lexicon.words import words_of

_OPENING = words_of("entities", "opening")
"""Small words that a name may begin with."""

_CLOSING = words_of("entities", "closing")
"""Small words that a name may end with: "Green party", "Bush family"."""

_JOINED = words_of("entities", "joined")
"""Words that a hyphen joins to a name and that are no part of it: "the Macron-era treaty"."""

_ARTICLES = words_of("entities", "articles")
"""What Arabic names join to the next word by a hyphen."""

_CONJUNCTIONS = words_of("entities", "conjunctions")
"""Words that open a clause, and with a capital a sentence: "Unless Baku frees him"."""

_LONGEST_SYLLABLE = 6

_NO_NAMES = words_of("entities", "no_names")
"""Words that open sentences with a capital, or are written in capitals, and name nobody."""


def hyphenated(names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str]) -> list[NameSpan]:
    """The names with those of people whole where a hyphen goes on: Kim Jong-un, Hamad bin Khalifa al-Thani."""
    found: list[NameSpan] = []
    for name in names:
        last = found[-1] if found else None
        if (
            last
            and last.type == name.type == "PER"
            and (_is_article(words[last.end : name.first]) or _is_double(last, name, words))
        ):
            found[-1] = msgspec.structs.replace(last, end=_whole(name, words, tags))
        else:
            found.append(msgspec.structs.replace(name, end=_whole(name, words, tags)))
    return found


def _is_article(between: Sequence[str]) -> bool:
    return len(between) == 2 and between[0].lower() in _ARTICLES and between[1] == "-"


def _is_double(first: NameSpan, second: NameSpan, words: Sequence[str]) -> bool:
    """Whether a hyphen makes one surname of two parts behind a given name: Kwabena Osei-Tutu."""
    return words[first.end : second.first] == ["-"] and first.end - first.first > 1 and second.end - second.first == 1


def _whole(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> int:
    """Where a personal name ends whose last word a hyphen joins to a small one: Jong-un.

    That is one that is no word by itself, or with which the gazetteer knows the name: Moon Jae-in.
    """
    hyphen = name.end - 1 if words[name.end - 1] == "-" else name.end
    behind = words[hyphen + 1 : hyphen + 2]
    is_name = name.type == "PER" and words[hyphen : hyphen + 1] == ["-"] and hyphen > name.first
    if not is_name or not behind or not _is_small(behind[0]):
        return name.end
    return hyphen + 2 if _is_syllable(behind[0]) or _is_person(tags[hyphen + 1]) else name.end


def _is_person(tag: str) -> bool:
    return tag[:1] == "I" and "H" in tag


def _is_syllable(word: str) -> bool:
    return len(word) <= _LONGEST_SYLLABLE and not is_ordinary(word) and word not in _JOINED


def trimmed(names: Sequence[NameSpan], words: Sequence[str], tags: Sequence[str]) -> list[NameSpan]:
    """The names without small words at their edges ("eastern Congo"); what is then empty or names nobody left out."""
    cut = (_trimmed(name, words, tags) for name in names)
    return [name for name in cut if name.first < name.end and not _names_nobody(name, words)]


def _trimmed(name: NameSpan, words: Sequence[str], tags: Sequence[str]) -> NameSpan:
    first, end = name.first, name.end
    if end - first > 1 and words[first].lower() in _CONJUNCTIONS:
        first += 1
    while first < end and _is_small(words[first]) and words[first] not in _OPENING:
        first += 1
    while end > first and words[end - 1] not in _CLOSING and _is_loose(words, tags, first, end):
        end -= 1
    if (first, end) == (name.first, name.end):
        return name
    return msgspec.structs.replace(name, first=first, end=end)


def _is_loose(words: Sequence[str], tags: Sequence[str], first: int, end: int) -> bool:
    """Whether the last word is a small one that no hyphen joins to the name, or a hyphen that joins nothing."""
    if words[end - 1] == "-":
        return True
    joined = end - first > 2 and words[end - 2] == "-" and (_is_syllable(words[end - 1]) or _is_person(tags[end - 1]))
    return _is_small(words[end - 1]) and not joined


def _names_nobody(name: NameSpan, words: Sequence[str]) -> bool:
    return name.end - name.first == 1 and words[name.first].lower() in _NO_NAMES


def _is_small(word: str) -> bool:
    """Whether it is a word without any capital letter ("al-Sharaa" has one)."""
    return word[0].isalpha() and word.islower()
