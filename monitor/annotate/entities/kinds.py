"""Kinds of words: the little that matters of a word to the words beside it and to the whole name that it stands in."""

from functools import cache

from monitor.annotate.entities.words import is_capital, lists_of

CONNECTORS = frozenset("of and for the de & 's ' in on to del la du des di da van von al".split())
"""Small words that may stand between the capitalised words of one name."""

_LISTS = ("event", "orgword", "placeword", "title", "work", "partisan", "given", "leader", "surname", "ordinary")
"""Lists that make a kind, the most telling one first."""

_SMALL = frozenset("a an or at by as is was who his her its he she it but not if so no ago now one two".split())
_POINTS = frozenset(""". , ; : ( ) [ ] " ' - – — / & % $ “ ” ’ ? ! ''""".split())

_THEMSELVES = CONNECTORS | _SMALL | _POINTS

KINDS: tuple[str, ...] = (
    "",  # the edge of a sentence
    "other",
    "digit",
    "word",
    "Name",
    "CAPITALS",
    *_LISTS,
    *(name.upper() for name in _LISTS),
    *sorted(_THEMSELVES),
)
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}

SIGNS = ("event", "orgword", "placeword", "title", "work", "given", "partisan")
"""Lists of which it matters whether any word of a name stands in them."""


def kind_of(word: str) -> int:
    """The number of its kind in KINDS; a list's name in capitals where the word has one."""
    if not word:
        return 0
    lower = word.lower()
    if lower in _THEMSELVES and not is_capital(word):
        return _NUMBERS[lower]
    name = _most_telling(lists_of(word))
    if not name:
        return _NUMBERS[_spelling(word)]
    return _NUMBERS[name.upper() if is_capital(word) else name]


@cache  # words stand in few combinations of lists
def _most_telling(lists: tuple[str, ...]) -> str:
    return next((name for name in _LISTS if name in lists), "")


def _spelling(word: str) -> str:
    if word[0].isdigit():
        return "digit"
    if not word[0].isalpha():
        return "other"
    if is_capital(word):
        return "CAPITALS" if word.isupper() and len(word) > 1 else "Name"
    return "word"


def signs_of(word: str) -> int:
    """The SIGNS that a word gives, a bit each."""
    return _signs(lists_of(word))


@cache
def _signs(lists: tuple[str, ...]) -> int:
    return sum(1 << bit for bit, name in enumerate(SIGNS) if name in lists)


def signs(bits: int) -> str:
    """The names of SIGNS."""
    return "+".join(name for bit, name in enumerate(SIGNS) if bits >> bit & 1)
