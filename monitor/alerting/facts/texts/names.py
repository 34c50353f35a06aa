"""The names in a headline and first sentences, by their capitals: of places, people and bodies alike."""

import re
from collections.abc import Iterator
from typing import Final

from monitor.alerting.facts.texts.words import stem

_TOKEN: Final = re.compile(r"[^\W\d_]{3,}|[.!?:;\"“”\n]|(?<!\w)['‘]")
_EVENLY: Final = 0.7  # of the longer words of a headline begin with capitals: then capitals tell nothing
_LONGER: Final = 4  # letters


def names_in(title: str, text: str) -> tuple[str, ...]:
    """The stems of the names in `title` and within sentences of `text`, as they stand, each once."""
    inside = (stem(word) for word, begins in _capitals(text) if not begins)
    return tuple(dict.fromkeys((*headline_names(title, text), *inside)))


def headline_names(title: str, text: str) -> tuple[str, ...]:
    """The stems of the names in `title`, as they stand, each once.

    A word that begins a clause, or stands in a headline in which most words have capitals, is a name if it has one
    within a sentence of `text` too.
    """
    inside = {stem(word) for word, begins in _capitals(text) if not begins}
    evenly = _is_even(title)
    found = ((stem(word), begins or evenly) for word, begins in _capitals(title))
    return tuple(dict.fromkeys(name for name, may_be_none in found if not may_be_none or name in inside))


def _capitals(text: str) -> Iterator[tuple[str, bool]]:
    """The words with a capital, each with whether it begins a clause."""
    begins = True
    for found in _TOKEN.findall(text):
        if found[0].isupper():
            yield found, begins
        begins = not found[0].isalpha()


def _is_even(title: str) -> bool:
    longer: list[str] = [word for word in _TOKEN.findall(title) if len(word) >= _LONGER]
    return sum(word[0].isupper() for word in longer) > _EVENLY * len(longer)
