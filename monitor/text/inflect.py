"""English word forms, by expanding the word of a watchlist; the article is never lemmatised.

Nobody says whether a word is a noun or a verb, so a word by itself takes the forms of both: one that does not exist is
never met.
"""

from collections.abc import Callable
from itertools import product

from monitor.text.english import IRREGULAR, NOT_PLURAL, PARTICLES, PHRASE_VERBS

_VOWELS = frozenset("aeiou")
_SINGULAR = {
    form: base
    for base, forms in IRREGULAR.items()
    for form in forms
    if form.endswith("s") or not any(other.endswith("ing") for other in forms)
}
_SIBILANTS = ("s", "x", "z", "ch", "sh")


def inflections(phrase: str) -> tuple[str, ...]:
    """`phrase` and its inflections in English, the phrase itself first.

    A word by itself takes its noun and verb forms. In a phrase the first word takes verb forms where it is a verb of
    the news (imposed sanctions) or a particle ends the phrase (stepped down). Noun forms are taken by the word before
    "of" (acts of war), else by the last (peace talks), unless that is a particle. A plural is expanded from its
    singular.
    """
    words = phrase.split(" ")
    if len(words) == 1:
        return _forms(phrase, lambda word: [*_noun_forms(word), *_verb_forms(_singular(word))])
    return tuple(dict.fromkeys(map(" ".join, product(*_choices(words)))))


def _choices(words: list[str]) -> list[tuple[str, ...]]:
    """For each word of a phrase the forms that it takes."""
    lower = [word.lower() for word in words]
    choices: list[tuple[str, ...]] = [(word,) for word in words]
    if lower[0] in PHRASE_VERBS or lower[-1] in PARTICLES:
        choices[0] = _forms(words[0], _verb_forms)
    if lower[-1] not in PARTICLES:
        noun = lower.index("of", 1) - 1 if "of" in lower[1:] else len(words) - 1
        choices[noun] = tuple(dict.fromkeys(choices[noun] + _forms(words[noun], _noun_forms)))
    return choices


def _forms(word: str, expand: Callable[[str], list[str]]) -> tuple[str, ...]:
    """`word` and its forms, a compound with hyphens by its last part (cease-fires)."""
    stem, hyphen, last = word.rpartition("-")
    base = last.lower()
    if not (base.isalpha() and base.isascii()) or base in NOT_PLURAL:
        return (word,)
    if len(last) > 1 and last.isupper():
        # An abbreviation is a noun: NGO, NGOs.
        return (word, word + "s")
    forms = [last, *(_in_case_of(last, form) for form in expand(base))]
    return tuple(stem + hyphen + form for form in dict.fromkeys(forms))


def _in_case_of(word: str, form: str) -> str:
    """`form` written as `word` is: NGO gives NGOs, War gives Wars."""
    common = 0
    while common < min(len(word), len(form)) and word[common].lower() == form[common]:
        common += 1
    if common == 0 and word[:1].isupper():
        return form.capitalize()
    return word[:common] + form[common:]


def _singular(word: str) -> str:
    """The singular of a plural in -s, else `word` as it is; a wrong guess only costs forms that nobody writes."""
    if word in _SINGULAR:
        return _SINGULAR[word]
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def _noun_forms(word: str) -> list[str]:
    singular = _singular(word)
    irregular = IRREGULAR.get(singular, ())
    plurals = [form for form in irregular if form.endswith("s") or not _is_verb(irregular)]
    return [singular, *(plurals or [_with_s(singular)])]


def _verb_forms(word: str) -> list[str]:
    irregular = IRREGULAR.get(word)
    if irregular is not None:
        return [word, *irregular] if _is_verb(irregular) else [word]
    return [word, _with_s(word), *(stem + "ed" for stem in _stems(word)), *(_ing(stem) for stem in _stems(word))]


def _is_verb(irregular: tuple[str, ...]) -> bool:
    return any(form.endswith("ing") for form in irregular)


def _with_s(word: str) -> str:
    if _ends_in_consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_SIBILANTS) else "s")


def _stems(word: str) -> list[str]:
    """What -ed is added to; with and without doubling where the stress, which spelling does not show, decides."""
    if word.endswith("e"):
        return [word[:-1]]
    if _ends_in_consonant_y(word):
        return [word[:-1] + "i"]
    if not _may_double(word):
        return [word]
    doubled = word + word[-1]
    return [doubled] if sum(letter in _VOWELS for letter in word) == 1 else [word, doubled]


def _ing(stem: str) -> str:
    return (stem[:-1] + "y" if stem.endswith("i") else stem) + "ing"


def _may_double(word: str) -> bool:
    """Consonant, vowel, consonant at the end: plan, permit; never w, x or y."""
    return (
        len(word) >= 3
        and word[-1] not in _VOWELS | set("wxy")
        and word[-2] in _VOWELS
        and (word[-3] not in _VOWELS or word[-3:-1] in {"ui"})
    )


def _ends_in_consonant_y(word: str) -> bool:
    return len(word) > 1 and word[-1] == "y" and word[-2] not in _VOWELS
