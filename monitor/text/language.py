"""Which language an article is in. The one place that decides it.

A bundled detector (ELDC, n-grams) reads the lead; a feed's word for the language decides where the text is too short
or fits that language about as well, since publishers know, but some feeds say "en" whatever they print.
"""

import unicodedata
from collections import Counter
from functools import cache

import eldc

from monitor.records import Article
from monitor.text.language_range import primary

UNDETERMINED = "und"
_DEFAULT = "en"
_SAMPLE = 1500  # characters; a lead is enough
_LEAST_LETTERS = 12  # under which nothing can be told from the letters
_LEAST_LATIN_LETTERS = 30  # the same for Latin ones, which more languages share: "NATO met in Brussels" reads as Dutch
_SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "CJK": "zh", "THAI": "th", "GREEK": "el", "HEBREW": "he",
}  # fmt: skip
"""The language of a script that hardly any other language of the news is written in; Japanese mixes three."""

_KNOWN_AS = {"id": "ms"}
"""What the detector, which has not all languages, takes the text of another one for."""

_CLOSE = 0.08  # of a score, within which a feed's word decides


def language_of(article: Article) -> str:
    """The primary language subtag (BCP 47) of `article`.

    Where neither its text nor its feed tells: English if its letters are Latin, else "und".
    """
    return detected(article.document, primary(article.language or ""))


def detected(text: str, claimed: str = "") -> str:
    """The language of `text`, given what its feed claims (a primary subtag, "" for nothing)."""
    sample = text[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return claimed if claimed and (claimed != _DEFAULT or is_latin(sample)) else _by_script(sample)
    if sum(map(str.isalpha, sample)) < _LEAST_LATIN_LETTERS and is_latin(sample):
        return claimed or _DEFAULT
    found = _detector().detect_details(sample)
    fits = found.scores.get(_KNOWN_AS.get(claimed, claimed), 0.0)
    if fits >= max(found.scores.values(), default=1.0) - _CLOSE:
        return claimed
    if found.reliable:
        return str(found.language)
    return claimed or _by_script(sample)


def is_latin(text: str) -> bool:
    """Whether most letters of `text` are Latin; a text without letters counts as Latin."""
    scripts = Counter(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())
    return scripts[True] >= scripts[False]


def _by_script(text: str) -> str:
    """English for Latin letters; else the one language, as a rule, of the script that a letter is of."""
    if is_latin(text):
        return _DEFAULT
    scripts = {unicodedata.name(letter, "").split(" ")[0].partition("-")[0] for letter in text if letter.isalpha()}
    return next((language for script, language in _SCRIPTS.items() if script in scripts), UNDETERMINED)


@cache
def _detector() -> "eldc.instance":
    eldc.init()
    return eldc.instance()
