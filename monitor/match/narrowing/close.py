"""Whether words stand close to each other in one sentence.

The matcher counts "cease-fire", "don't" and "1,000" as one word each; sentences count the parts. A sentence tells of
how many words that may be so: they are allowed for, so that nothing is left out that the matcher finds.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from monitor.match.narrowing.codes import BEGINS, LONGEST_CODE, of_prefix, of_token
from monitor.match.narrowing.terms import AnyOf, Close, Phrase, Requirement, Term

_begins = re.compile(BEGINS).findall


class Line(NamedTuple):
    """The codes of the words of a sentence, and how many of them may go on a word that began before."""

    words: str
    glued: int


class _Place(NamedTuple):
    """Where something begins in the codes, and where it ends."""

    start: int
    end: int


def closeness(close: Close) -> Callable[[Line], bool]:
    """What tells whether two places of both sides in a sentence may be as close as is asked."""
    sides = tuple(tuple(phrases(each)) for each in (close.first, close.second))

    def are_close(line: Line) -> bool:
        first, second = (sorted(place for each in side for place in _places(line.words, each)) for side in sides)
        most = close.within + line.glued
        return _is_behind(line.words, first, second, most) or (
            not close.is_ordered and _is_behind(line.words, second, first, most)
        )

    return are_close


def phrases(requirement: Requirement) -> Iterator[tuple[str, ...]]:
    """What meets a word, a phrase or one of several, as the codes of the words that stand behind one another.

    The last one may be but the beginning of a code.
    """
    match requirement:
        case AnyOf(parts=parts):
            for each in parts:
                yield from phrases(each)
        case Term(token=token, is_prefix=is_prefix):
            yield from ((code,) for code in (of_prefix(token) if is_prefix else (of_token(token),)))
        case Phrase(words=(*others, last), is_prefix=is_prefix):
            before = tuple(map(of_token, others))
            yield from ((*before, code) for code in (of_prefix(last) if is_prefix else (of_token(last),)))


def _is_behind(words: str, firsts: Sequence[_Place], seconds: Sequence[_Place], most: int) -> bool:
    """Whether one of `seconds` is behind one of `firsts` with at most so many words between."""
    starts, longest = [place.start for place in seconds], LONGEST_CODE * (most + 1)
    for _, end in firsts:
        behind = bisect_left(starts, end)
        if behind < len(starts) and starts[behind] - end < longest and len(_begins(words, end, starts[behind])) <= most:
            return True
    return False


def _places(words: str, phrase: tuple[str, ...]) -> Iterator[_Place]:
    """Where `phrase` stands; it may begin at the end and go on in the next sentence."""
    whole = "".join(phrase)
    place = words.find(whole)
    while place >= 0:
        yield _Place(place, place + len(whole))
        place = words.find(whole, place + 1)
    for known in range(1, len(phrase)):
        if words.endswith(begun := "".join(phrase[:known])):
            yield _Place(len(words) - len(begun), len(words) + 1)
