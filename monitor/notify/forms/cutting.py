"""Text cut to what a channel takes, at a word, with "…" where something is missing."""

from collections.abc import Callable, Sequence
from typing import Final

Measure = Callable[[str], int]
"""How long a channel takes a text to be."""

_MARK: Final = "…"
_TIMES: Final = 10  # characters for each that there is room for, of which cleaning may leave so few
_WORD: Final = 30  # characters in which a blank is looked for
_BEFORE: Final = 0.3  # part of the room that stands before the words looked for


def cut(text: str, room: int, measure: Measure) -> str:
    """The beginning of `text` that fits into `room`; "" where not even a few letters do."""
    if len(text) <= _TIMES * room and measure(text) <= room:  # what is far too long need not be measured
        return text
    low, high = 0, min(len(text), max(room, 0))
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle] + _MARK) <= room:
            low = middle
        else:
            high = middle - 1
    kept = _at_word(text, low)
    return f"{kept}{_MARK}" if kept else ""


def cut_around(text: str, words: Sequence[str], room: int, measure: Measure) -> str:
    """The part of `text` that fits into `room` and holds the first of `words`; its beginning if that does."""
    start = min((place for word in words if (place := text.find(word)) >= 0), default=0)
    beginning = cut(text, room, measure)
    longest = max(map(len, words), default=0)
    if beginning == text or start + longest < len(beginning):
        return beginning
    blank = text.find(" ", max(0, start - int(room * _BEFORE)), start)
    return cut(_MARK + text[(start if blank < 0 else blank + 1) :], room, measure)


def _at_word(text: str, end: int) -> str:
    """`text` up to `end`, or to the last blank that stands not far before."""
    blank = text.rfind(" ", max(end - _WORD, 1), end + 1)
    return text[: blank if blank > 0 else end].rstrip(" ,;:-–—")
