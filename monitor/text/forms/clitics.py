"""What Arabic and Hebrew write together with a word: "and", "in", "to", "the" before it; their commonest plurals.

Each form is one pattern, whatever stands before it in its word: which letters may is looked at where it was found.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

NONE = frozenset({""})
_ARTICLE = "ال"
_AND = ("", "و", "ف")  # and, so
_BARE = frozenset(map("".join, product(_AND, ("", "ب", "ك", "ل"))))  # in, as, to
_BEFORE_THE_ARTICLE = frozenset(map("".join, product(_AND, ("", "ب", "ك"))))
_TO_THE = frozenset(map("".join, product(_AND, ("لل",))))  # to and the article, which loses its alef
_WITH_ARTICLE = frozenset(each + _ARTICLE for each in _BEFORE_THE_ARTICLE) | _TO_THE
_SPELT_AT_THE_END = {"ة": "ه", "ي": "ى", "ى": "ي"}  # papers of Egypt and hasty ones write one for the other
_OTHER_WORDS = frozenset({"على", "الى", "حتى", "متى"})  # prepositions that a name in -i would become

_THAT = ("", "ו", "ש", "וש", "כש", "וכש", "לכש")  # and, that, when
_HEBREW = frozenset(
    map("".join, product(_THAT, ("", "ב", "ל", "כ", "מ", "ה", "מה", "לה", "בה")))
)  # in, to, as, from, the
_HEBREW_ARTICLE = "ה"
_BEFORE_THE_HEBREW_ARTICLE = frozenset(map("".join, product(_THAT, ("", "מ"))))
_MELTED = frozenset(map("".join, product(_THAT, ("ב", "ל", "כ"))))  # in, to and as the, written as one letter
_UNFINAL = {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}

_LETTERS = 3  # of a word that may stand behind others; shorter ones become other words


class Stem(NamedTuple):
    """A form, and what may be written before it in the same word."""

    text: str
    before: frozenset[str]


def arabic(phrase: str, *, is_name: bool) -> Iterator[Stem]:
    """`phrase` with what Arabic writes before it; a word that is no name with the article and its plurals too."""
    for spelt in _arabic_spellings(phrase):
        if len(spelt) < _LETTERS:
            yield Stem(spelt, NONE)
        elif spelt.startswith(_ARTICLE) and len(spelt) - len(_ARTICLE) >= _LETTERS:
            yield Stem(spelt, _BEFORE_THE_ARTICLE)
            yield Stem(spelt.removeprefix(_ARTICLE), _TO_THE)
        elif is_name:
            yield Stem(spelt, _BARE)
        else:
            yield from (Stem(form, _BARE | _WITH_ARTICLE) for form in _arabic_forms(spelt))


def hebrew(phrase: str, *, is_name: bool) -> Iterator[Stem]:
    """`phrase` with what Hebrew writes before it; a word that is no name in its plurals too."""
    for form in (phrase,) if is_name else _hebrew_forms(phrase):
        letters = sum(map(str.isalpha, form))
        if letters < _LETTERS:
            yield Stem(form, NONE)
        elif form.startswith(_HEBREW_ARTICLE) and letters > _LETTERS:
            yield Stem(form, _BEFORE_THE_HEBREW_ARTICLE | _HEBREW)
            yield Stem(form.removeprefix(_HEBREW_ARTICLE), _MELTED)
        else:
            yield Stem(form, _HEBREW)


def _arabic_spellings(phrase: str) -> Iterator[str]:
    yield phrase
    other = " ".join(word[:-1] + _SPELT_AT_THE_END.get(word[-1], word[-1]) for word in phrase.split(" "))
    if other != phrase and not _OTHER_WORDS & set(other.split(" ")):
        yield other


def _arabic_forms(phrase: str) -> Iterator[str]:
    head, space, rest = phrase.partition(" ")
    yield from (form + space + rest for form in (head, *_arabic_plurals(head)))


def _arabic_plurals(head: str) -> tuple[str, ...]:
    if head.endswith(("ة", "ه")):
        return head[:-1] + "ات", head[:-1] + "ت"
    if head.endswith("ات"):
        return (head[:-2] + "ة",)
    return head + "ا", head + "ين", head + "ون", head + "ات"


def _hebrew_forms(phrase: str) -> Iterator[str]:
    head, space, rest = phrase.partition(" ")
    yield from (form + space + rest for form in (head, *_hebrew_plurals(head)))


def _hebrew_plurals(head: str) -> tuple[str, ...]:
    """The plurals of `head`, or its singular; an abbreviation has none."""
    stem = head[:-2]
    if '"' in head or "״" in head:
        return ()
    if head.endswith("ה"):
        return head[:-1] + "ות", head[:-1] + "ת"
    if head.endswith("ים"):
        return stem, stem + "י"
    if head.endswith("ות"):
        return stem + "ה", stem + "ת"
    within = head[:-1] + _UNFINAL.get(head[-1], head[-1])
    return within + "ים", within + "ות", within + "י"
