"""Keys under which different spellings of a name meet."""

import re
from functools import lru_cache

from monitor.annotate.gazetteer.phrases import unaccented
from monitor.text.characters import STROKES

_DASHES = re.compile(r"[-‐‑–—/]+")
_MARKS = re.compile(r"[.'’‘`ʼʻ\"“”,()]+")
_SPACE = re.compile(r"\s+")
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_PLAIN = re.compile(r"(?!(?:the|an?) )[a-z0-9]+(?: [a-z0-9]+)*", re.IGNORECASE | re.ASCII)
"""What is its own key but for its case: most names, which need no other pattern."""

_LETTERS = str.maketrans(STROKES)

_REMEMBERED = 1 << 16

_SOUNDS = (
    (re.compile(r"\b(?:al|el|as|ash|ad|an|ar) "), ""),
    (re.compile(r"\bm[ou]h?am+[ae]d\b"), "mohamed"),
    (re.compile(r"\bye|(?<=[aeiou])ye"), "e"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"tch|tsch"), "ch"),
    (re.compile(r"ck|q|c(?=[aou])"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(_REMEMBERED)
def exact_key(name: str) -> str:
    """`name` as written, without full stops and a leading article: "U.S." and "US" meet, "us" does not."""
    if _PLAIN.fullmatch(name):
        return name
    return _SPACE.sub(" ", _LEADING.sub("", name).replace(".", "").replace("’", "'")).strip()


@lru_cache(_REMEMBERED)
def folded_key(name: str) -> str:
    """`name` without case, accents, marks, hyphens and a leading article."""
    if _PLAIN.fullmatch(name):
        return name.lower()
    text = unaccented(name.casefold().translate(_LETTERS))
    text = _MARKS.sub("", _DASHES.sub(" ", text))
    return _SPACE.sub(" ", _LEADING.sub("", text.strip())).strip()


@lru_cache(_REMEMBERED)
def sounding_key(name: str) -> str:
    """A coarser key, on which the usual ways to write a name in Latin letters meet: Zelensky, Zelenskiy, Zelenskyy."""
    text = folded_key(name)
    for pattern, replacement in _SOUNDS:
        text = pattern.sub(replacement, text)
    return text


def is_acronym(name: str) -> bool:
    """Whether a name counts only as it is written: US, WHO, M23, KFOR."""
    letters = [letter for letter in name if letter.isalpha()]
    return len(name.replace(".", "")) <= 5 and sum(map(str.isupper, letters)) * 2 > len(letters)


def slug(name: str) -> str:
    """An id made of a name: "Emmanuel Macron" → "emmanuel-macron"."""
    return re.sub(r"[^\w]+", "-", folded_key(name)).strip("-")
