"""Acronyms of one article: "the Danish Refugee Council (DRC)", and DRC from then on."""

import re
from collections.abc import Iterable, Mapping

from monitor.annotate.lexicon.words import words_of

_SMALL = words_of("actors", "small")
_WORD = re.compile(r"\w+")


def initials(name: str) -> tuple[str, ...]:
    """The acronyms that `name` can have: of its large words, and of all its words."""
    words = _WORD.findall(name)
    large = "".join(word[0] for word in words if word.lower() not in _SMALL)
    return tuple(dict.fromkeys((large.upper(), "".join(word[0] for word in words).upper())))


def defined(names: Iterable[str], document: str) -> Mapping[str, str]:
    """Acronym → the full name that it stands for in this article.

    An acronym counts where it follows its name in brackets, or where exactly one name of several words has its letters.
    """
    full = [name for name in dict.fromkeys(names) if len(name.split()) > 1]
    short = {name.replace(".", "") for name in names if name.replace(".", "").isupper() and 2 <= len(name) <= 8}
    found: dict[str, str] = {}
    for acronym in short:
        bracketed = [name for name in full if f"{name} ({acronym})" in document]
        fitting = bracketed or [name for name in full if acronym in initials(name)]
        if len(fitting) == 1:
            found[acronym] = fitting[0]
    return found
