"""Inflected forms of English words, made from the words that we know and never guessed from a text.

A small model's lemmas are wrong where it hurts (hoping → hop, raped → rap), and a watchlist says no part of speech; so
forms are made by the rules of spelling and by tables of what no rule tells, and looked up. Where the stress decides
that a consonant is doubled, which spelling does not show, both forms are made: one that does not exist is never met.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from monitor.text.tables import parted, rows

_WORDS_KEPT = 50_000
"""Different words whose singular is remembered: those of a language occur again and again."""

_VOWELS = frozenset("aeiou")
_SIBILANTS = ("s", "x", "z", "ch", "sh")


class Verb(NamedTuple):
    """What no rule tells of a verb; of several forms the usual one first."""

    past: list[str]
    participle: list[str]
    present: list[str]  # with its clitics, such as 's
    nouns: list[str]  # made of it, such as meetings


_VERBS = {
    base: Verb(parted(past), parted(participle), parted(present), parted(nouns))
    for base, past, participle, present, nouns in rows(__package__, "words/verbs.tsv", 5)
}
_NOUNS = {noun: (parted(plurals), parted(own)) for noun, plurals, own in rows(__package__, "words/nouns.tsv", 3)}
_PLURALS = {noun: plurals for noun, (plurals, _) in _NOUNS.items()}
_PLURAL_OF = {plural: noun for noun, plurals in _PLURALS.items() for plural in plurals}
_WORDS_OF_THEIR_OWN = frozenset(word for _, own in _NOUNS.values() for word in own)
_INVARIABLE = frozenset(word for (cell,) in rows(__package__, "words/invariable.tsv", 1) for word in parted(cell))
_DOUBLING = frozenset(verb for (cell,) in rows(__package__, "words/doubling.tsv", 1) for verb in parted(cell))


def verb_forms(verb: str) -> tuple[str, ...]:
    """All forms of `verb`, itself first; of a hyphened one, its last part is inflected ("test-fire")."""
    stem, hyphen, last = verb.rpartition("-")
    if hyphen and last:
        return tuple(f"{stem}-{form}" for form in verb_forms(last))
    return tuple(dict.fromkeys(_verb_forms(verb)))


@lru_cache(maxsize=_WORDS_KEPT)
def past_forms(verb: str) -> tuple[str, str]:
    """The usual past tense and past participle of `verb`."""
    stem, hyphen, last = verb.rpartition("-")
    if hyphen and last:
        past, participle = past_forms(last)
        return f"{stem}-{past}", f"{stem}-{participle}"
    if verb in _VERBS:
        return _VERBS[verb].past[0], _VERBS[verb].participle[0]
    regular = (_stems(verb)[-1] if verb in _DOUBLING else _stems(verb)[0]) + "ed"
    return regular, regular


def noun_forms(noun: str) -> tuple[str, ...]:
    """The singular and the plurals of `noun`, whichever of them it is."""
    one = _PLURAL_OF.get(noun) or singular(noun)
    return (one, *_PLURALS.get(one, [_with_s(one)]))


def word_forms(word: str) -> tuple[str, ...]:
    """The forms of a word of which nobody says whether it is a noun or a verb: those of both.

    A noun with an irregular plural is a verb only where the table of verbs says so.
    """
    one = _PLURAL_OF.get(word) or _base_of_finite().get(word) or singular(word)
    forms = list(noun_forms(one))
    if one in _VERBS or one not in _PLURALS:
        forms += _verb_forms(one)
    return tuple(dict.fromkeys([*forms, *(_VERBS[one].nouns if one in _VERBS else ())]))


def is_invariable(word: str) -> bool:
    """Whether `word` ends in -s and is no plural of another word: news, politics."""
    return word in _INVARIABLE


@lru_cache(maxsize=_WORDS_KEPT)
def singular(noun: str) -> str:
    """The singular of a lower-cased `noun`, as far as it can be told.

    A singular is returned as it is, and so is what is seldom meant as a plural: data, media, people.
    """
    if noun in _PLURAL_OF and noun not in _WORDS_OF_THEIR_OWN:
        return _PLURAL_OF[noun]
    if noun.endswith("men") and len(noun) > 3:
        return f"{noun[:-2]}an"
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "ches", "shes", "zzes", "tzes")):
        return noun[:-2]
    return noun[:-1]


@cache
def irregular_bases() -> dict[str, str]:
    """Of the forms of irregular verbs that no rule tells, the verb: struck → strike, met → meet."""
    return {
        form: base
        for base, verb in reversed(_VERBS.items())
        for form in (*verb.past, *verb.participle)
        if form.isalpha() and form not in _VERBS
    }


@cache
def _base_of_finite() -> dict[str, str]:
    """Of the verbs of the table: has → have, was → be, undergoes → undergo."""
    return {
        form: base
        for base, verb in _VERBS.items()
        for form in (_third_person(base), *verb.present, *verb.past)
        if form.endswith("s") and form.isalpha()
    }


def _verb_forms(verb: str) -> Iterator[str]:
    irregular = _VERBS.get(verb, Verb([], [], [], []))
    yield verb
    yield from irregular.present
    if not any(form.endswith("s") for form in irregular.present):
        yield _third_person(verb)
    yield from irregular.past or [stem + "ed" for stem in _stems(verb)]
    yield from irregular.participle
    if not any(form.endswith("ing") for form in irregular.present):
        yield from (_with_ing(verb, stem) for stem in _stems(verb))


def _third_person(verb: str) -> str:
    return verb + "es" if verb.endswith("o") and verb in _VERBS else _with_s(verb)


def _with_s(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def _stems(verb: str) -> list[str]:
    """What -ed is added to; without and with doubling where the stress decides and no table tells."""
    if verb.endswith("e"):
        return [verb[:-1]]
    if _ends_in_consonant_y(verb):
        return [verb[:-1] + "i"]
    if verb.endswith("ic"):
        return [verb + "k"]
    doubled = verb + verb[-1:]
    if verb in _DOUBLING:
        return [verb, doubled] if verb.endswith("l") else [doubled]  # signaled, signalled
    if not _may_double(verb):
        return [verb]
    return [doubled] if _vowels(verb) == 1 else [verb, doubled]


def _with_ing(verb: str, stem: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith(("ee", "oe", "ye")):
        return verb + "ing"
    return (stem[:-1] + "y" if stem.endswith("i") and not verb.endswith("e") else stem) + "ing"


def _may_double(verb: str) -> bool:
    """Consonant, vowel, consonant at the end: plan, permit, quit; never w, x or y."""
    return (
        len(verb) >= 3
        and verb[-1] not in _VOWELS | set("wxy")
        and verb[-2] in _VOWELS
        and (verb[-3] not in _VOWELS or verb[-3:-1] == "ui")
    )


def _vowels(verb: str) -> int:
    return sum(letter in _VOWELS for letter in verb.replace("qu", "q"))


def _ends_in_consonant_y(word: str) -> bool:
    return len(word) > 1 and word[-1] == "y" and word[-2] not in _VOWELS
