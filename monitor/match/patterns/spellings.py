"""How a word of a watchlist may stand in a text: its forms in the language it is for, and other ways to write it.

A hyphen may be a space or be left out (cease-fire, cease fire, ceasefire), a space may be a hyphen. Where the watchlist
writes one word, a table tells where English parts it too (airstrike, air strike). A word for all languages takes the
forms of English, and those of the languages of its script where that is not the Latin one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monitor.match.patterns.phrases import inflections
from monitor.match.patterns.variants import dotted, in_case, joined, of_name, separated, spelt_otherwise, transliterated
from monitor.match.watchlist import Case, Forms, Word
from monitor.records import Record
from monitor.text.fold import fold, fold_keeping_case
from monitor.text.forms import clitics, endings
from monitor.text.language_range import primary

PREFIX_LETTERS = 4  # a shorter prefix stands for too many words

_ANY = "*"
_KEPT = 1024  # words whose spellings are known already: a watch is asked for them more than once
_OF_SCRIPT = (
    (re.compile(r"[\u0400-\u04ff]"), ("ru", "uk")),
    (re.compile(r"[\u0600-\u06ff]"), ("ar",)),
    (re.compile(r"[\u0590-\u05ff]"), ("he",)),
    (re.compile(r"[A-Za-z]"), ("de",)),  # of names alone: Macrons
)
INFLECTED = frozenset({"en", "ar", "he"}) | endings.languages()
"""The languages whose inflections are known."""


class Spelling(Record, frozen=True, kw_only=True):
    """One spelling, folded, hyphens as spaces."""

    text: str
    cased: str | None  # the same with its case, where case counts
    prefix: bool  # whether the last word may go on
    language: str  # of the articles it is looked for in, "*" for all
    before: frozenset[str] = clitics.NONE  # what may be written before it in the same word, folded

    @property
    def has_letters_before(self) -> bool:
        """Whether anything may be written before it in the same word."""
        return self.before != clitics.NONE


class _Variant(NamedTuple):
    """A way to write a word."""

    text: str
    language: str
    keeps_case: bool = False  # else as the word says
    before: frozenset[str] = clitics.NONE


_Key = tuple[str, str, frozenset[str]]


@lru_cache(maxsize=_KEPT)
def spellings(word: Word) -> tuple[Spelling, ...]:
    """All spellings of `word`. Raises ValueError for a word of nothing and for a prefix under four letters."""
    if word.forms is Forms.PREFIX and sum(character.isalnum() for character in word.text) < PREFIX_LETTERS:
        raise ValueError(f"the prefix {word.text!r} has fewer than {PREFIX_LETTERS} letters")
    found: dict[_Key, Spelling] = {}
    for variant in _variants(word):
        keeps_case = variant.keeps_case or word.case is Case.EXACT
        cased = _one_spaced(fold_keeping_case(variant.text))
        spelling = Spelling(
            text=_one_spaced(fold(variant.text).text),
            cased=cased if keeps_case else None,
            prefix=word.forms is Forms.PREFIX,
            language=variant.language,
            before=variant.before,
        )
        found.setdefault((cased if keeps_case else spelling.text, variant.language, variant.before), spelling)
    if not all(spelling.text for spelling in found.values()):
        raise ValueError(f"the word {word.text!r} has nothing to look for")
    return _without_repeats(found)


def _without_repeats(found: dict[_Key, Spelling]) -> tuple[Spelling, ...]:
    """Those of `found` that are not found in all languages, or in any case, already."""
    everywhere = [spelling for spelling in found.values() if spelling.language == _ANY]
    general = {spelling.text for spelling in everywhere if spelling.cased is None}
    cased = {spelling.cased for spelling in everywhere} - {None}
    return tuple(
        spelling
        for spelling in found.values()
        if spelling.before != clitics.NONE
        or (spelling.language == _ANY and (spelling.cased is None or spelling.text not in general))
        or (spelling.text not in general and spelling.cased not in cased)
    )


def _variants(word: Word) -> Iterator[_Variant]:
    text = " ".join(word.text.split())
    language = word.language if word.language == _ANY else primary(word.language)
    is_english = language in (_ANY, "en")
    for form in _written(word, text) if is_english else (text,):
        variants = (form, *joined(form), *dotted(form), *transliterated(form))
        yield from (_Variant(each, word.language) for each in variants)
        if is_english:
            yield from (_Variant(each, word.language) for each in separated(form))
    if word.forms is Forms.NAME:
        yield from (_Variant(each, word.language, keeps_case=True) for each in in_case(text))
    if word.forms in (Forms.NAME, Forms.LEMMA):
        for each in _languages(word, text, language):
            yield from _inflected(text, word.forms, each, word.language if each == language else each)


def _written(word: Word, text: str) -> tuple[str, ...]:
    """`text` in the forms of English that count, and where it is not meant exactly also as it is spelt elsewhere."""
    if word.forms in (Forms.EXACT, Forms.PREFIX):
        return (text,)
    written = (text, *(spelt_otherwise(text) if word.forms is Forms.LEMMA or " " in text else ()))
    if word.forms is Forms.NAME:
        return tuple(form for each in (*written, *of_name(text)) for form in (each, *_of_models(each)))
    return tuple(form for each in written for form in (*inflections(each), *_of_models(each)))


def _of_models(name: str) -> tuple[str, ...]:
    """Two F-16s: a designation takes a plural."""
    return (name + "s",) if name[-1:].isdigit() and any(map(str.isalpha, name)) else ()


def _languages(word: Word, text: str, language: str) -> tuple[str, ...]:
    """The languages in which `text` is inflected, English apart."""
    if language != _ANY:
        return (language,) if language in INFLECTED - {"en"} else ()
    script = next((languages for letters, languages in _OF_SCRIPT if letters.search(text)), ())
    return script if script != ("de",) or word.forms is Forms.NAME else ()


def _inflected(text: str, forms: Forms, language: str, wanted: str) -> Iterator[_Variant]:
    """The forms of `text` in `language`; a name that is written with a capital keeps it in its cases."""
    is_name = forms is Forms.NAME
    if language in ("ar", "he"):
        of_script = clitics.arabic if language == "ar" else clitics.hebrew
        yield from (_Variant(stem.text, wanted, before=stem.before) for stem in of_script(text, is_name=is_name))
        return
    found = endings.name(text, language) if is_name else endings.words(text, language)
    yield from (_Variant(each, wanted, keeps_case=is_name and text[:1].isupper()) for each in found[1:])


def _one_spaced(folded: str) -> str:
    return " ".join(folded.replace("-", " ").split())
