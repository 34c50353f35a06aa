"""The inflected forms of what a watchlist asks for, by expanding it; the article is never lemmatised.

Nobody says whether a word is a noun or a verb, so a word by itself takes the forms of both: one that does not exist is
never met.
"""

from collections.abc import Callable
from itertools import product

from monitor.text.inflection import is_invariable, noun_forms, verb_forms, word_forms
from monitor.text.tables import groups

_GROUPS = groups(__package__, "phrases.tsv")
_PARTICLES, _VERBS = frozenset(_GROUPS["particle"]), frozenset(_GROUPS["verb"])


def inflections(phrase: str) -> tuple[str, ...]:
    """`phrase` and its inflections in English, the phrase itself first.

    A word by itself takes its noun and verb forms. In a phrase the first word takes verb forms where it is a verb of
    the news (imposed sanctions) or a particle ends the phrase (stepped down). Noun forms are taken by the word before
    "of" (acts of war), else by the last (peace talks), unless that is a particle. A plural is expanded from its
    singular.
    """
    words = phrase.split(" ")
    if len(words) == 1:
        return _forms(phrase, word_forms)
    return tuple(dict.fromkeys(map(" ".join, product(*_choices(words)))))


def _choices(words: list[str]) -> list[tuple[str, ...]]:
    """For each word of a phrase the forms that it takes."""
    lower = [word.lower() for word in words]
    choices: list[tuple[str, ...]] = [(word,) for word in words]
    if lower[0] in _VERBS or lower[-1] in _PARTICLES:
        choices[0] = _forms(words[0], verb_forms)
    if lower[-1] not in _PARTICLES:
        noun = lower.index("of", 1) - 1 if "of" in lower[1:] else len(words) - 1
        choices[noun] = tuple(dict.fromkeys(choices[noun] + _forms(words[noun], noun_forms)))
    return choices


def _forms(word: str, expand: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """`word` and its forms, a compound with hyphens by its last part (cease-fires)."""
    stem, hyphen, last = word.rpartition("-")
    base = last.lower()
    if not (base.isalpha() and base.isascii()) or is_invariable(base):
        return (word,)
    if len(last) > 1 and last.isupper():
        # An abbreviation is a noun: NGO, NGOs.
        return (word, word + "s")
    forms = [last, *(_in_case_of(last, form) for form in expand(base) if form.isalpha())]
    return tuple(stem + hyphen + form for form in dict.fromkeys(forms))


def _in_case_of(word: str, form: str) -> str:
    """`form` written as `word` is: NGO gives NGOs, War gives Wars."""
    common = 0
    while common < min(len(word), len(form)) and word[common].lower() == form[common]:
        common += 1
    if common == 0 and word[:1].isupper():
        return form.capitalize()
    return word[:common] + form[common:]
