"""The inflected forms of English words and phrases that a watchlist asks for; the article is never lemmatised.

Nobody says whether a word is a noun or a verb, so a word by itself takes the forms of both: one that does not exist is
never met.
"""

import re
from collections.abc import Callable
from itertools import chain, product

from monitor.text.fold import fold
from monitor.text.inflection import is_invariable, noun_forms, singular, verb_forms, word_forms
from monitor.text.tables import groups

_GROUPS = groups(__package__, "phrases.tsv")
_PARTICLES, _VERBS = frozenset(_GROUPS["particle"]), frozenset(_GROUPS["verb"])
_PREPOSITIONS, _BEHIND = frozenset(_GROUPS["preposition"]), frozenset(_GROUPS["behind"])
_GENERALS = frozenset(_GROUPS["general"])


def inflections(phrase: str) -> tuple[str, ...]:
    """`phrase` and its inflections in English, the phrase itself first.

    A word by itself takes its noun and verb forms. In a phrase the first word takes verb forms where it is a verb of
    the news (imposed sanctions) or a particle ends the phrase (stepped down). Noun forms are taken by the word before
    "of" (acts of war), else by the last (peace talks), unless that is a particle. A plural is expanded from its
    singular. The head of a phrase that ends in something else takes its plural too: attorneys general, coups d'état,
    commanders-in-chief, passers-by.
    """
    words, by_head = phrase.split(" "), _by_head(phrase)
    if len(words) == 1:
        forms = _forms(phrase, noun_forms if by_head else word_forms)
    else:
        forms = tuple(map(" ".join, product(*_choices(words))))
    return tuple(dict.fromkeys((*forms, *by_head)))


def _by_head(phrase: str) -> tuple[str, ...]:
    """`phrase` with the forms of a noun before its last words, where the phrase is about that noun."""
    parts = re.split("([ -])", phrase)
    head = _head([fold(word).text for word in parts[::2]], is_hyphenated=" " not in phrase)
    if head is None:
        return ()
    noun = parts[2 * head]
    forms = noun_forms(fold(noun).text)
    return tuple("".join([*parts[: 2 * head], _in_case_of(noun, form), *parts[2 * head + 1 :]]) for form in forms)


def _head(words: list[str], *, is_hyphenated: bool) -> int | None:
    """Which of `words` is the noun that a preposition, a particle or an adjective behind it belongs to."""
    last = len(words) - 1
    if last < 1:
        return None
    if words[last] in _BEHIND or (words[last] == "general" and singular(words[last - 1]) in _GENERALS):
        return last - 1
    if is_hyphenated and words[last] in _PARTICLES:
        return last - 1
    linking = (place for place in range(1, last) if words[place] in _PREPOSITIONS)
    elided = (place for place in range(1, last + 1) if words[place].startswith("d'"))
    return next((place - 1 for place in chain(linking, elided)), None)


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
