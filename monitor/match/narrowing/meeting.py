"""Whether one sentence of an article holds what a watch asks to stand in one, as its `sentences` tell."""

import re
from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_
from typing import Final, TypeAlias

from monitor.match.narrowing.close import Line, closeness, phrases
from monitor.match.narrowing.codes import NUMBERS, is_number, number_of
from monitor.match.narrowing.sentences import ENCODING
from monitor.match.narrowing.terms import EVERYTHING, AllOf, AnyOf, Close, Requirement, Somewhere

Numbers: TypeAlias = int
"""The numbers of sentences: a bit for each."""

Meeting: TypeAlias = Callable[[str], Numbers]
"""The sentences of an article, given as `listed`, that meet a requirement."""

_ALL: Final[Numbers] = -1
_WORDS: Final = re.compile(f"(.*?)({NUMBERS})")


def may_meet(requirement: Requirement) -> Callable[[bytes | None], bool]:
    """What tells of the sentences of an article whether it may meet `requirement`, all parts of it in one of them."""
    if requirement == EVERYTHING:
        return lambda _: True
    meeting = _meeting(requirement)
    return lambda sentences: not sentences or meeting(sentences.decode(ENCODING)) != 0


def _meeting(requirement: Requirement) -> Meeting:
    match requirement:
        case AllOf(parts=parts):
            return _meets_all(list(map(_meeting, parts)))
        case AnyOf(parts=parts):
            return _meets_any(list(map(_meeting, parts)))
        case Somewhere(part=part):
            meets = _meeting(part)
            return lambda text: _ALL if meets(text) else 0
        case Close(first=first, second=second):
            both = _meets_all([_meeting(first), _meeting(second)])
            return both if _has_short_prefix(requirement) else _meets_closely(both, closeness(requirement))
    return _meets_any([_stands(phrase) for phrase in phrases(requirement)])


def _meets_all(parts: Sequence[Meeting]) -> Meeting:
    def meet(text: str) -> Numbers:
        found = _ALL
        for each in parts:
            found = found and found & each(text)
        return found

    return meet


def _meets_any(parts: Sequence[Meeting]) -> Meeting:
    return parts[0] if len(parts) == 1 else lambda text: reduce(or_, (each(text) for each in parts), 0)


def _meets_closely(both: Meeting, are_close: Callable[[Line], bool]) -> Meeting:
    def meet(text: str) -> Numbers:
        if not (found := both(text)):
            return 0
        lines = text.split("\n", found.bit_length())
        numbers = (number for number in range(found.bit_length()) if found >> number & 1)
        return sum(1 << number for number in numbers if are_close(_line(lines[number], 0)))

    return meet


def _has_short_prefix(close: Close) -> bool:
    """Whether one side may be words of which no code tells where they stand."""
    return any("" in phrase for side in close.parts for phrase in phrases(side))


def _stands(phrase: tuple[str, ...]) -> Meeting:
    """Where these codes stand, or the first of them at the end, which go on in the next sentence."""
    whole = "".join(phrase)
    if not whole:
        return lambda _: _ALL
    if len(phrase) == 1:
        return lambda text: _holding(text, whole)
    begun = [("".join(phrase[:known]), "".join(phrase[known:])) for known in range(1, len(phrase))]
    return lambda text: reduce(or_, (_ending(text, *each) for each in begun), _holding(text, whole))


def _holding(text: str, codes: str) -> Numbers:
    """The sentences that hold `codes`."""
    found, place = 0, text.find(codes)
    while place >= 0:
        found |= 1 << text.count("\n", 0, place)
        end = text.find("\n", place)
        place = text.find(codes, end) if end >= 0 else -1
    return found


def _ending(text: str, codes: str, next_codes: str) -> Numbers:
    """The sentences whose words end with `codes`, behind which `next_codes` may stand."""
    found, place = 0, text.find(codes)
    while place >= 0:
        end = place + len(codes)
        if is_number(text[end]) and _may_go_on(text, text.find("\n", end) + 1, next_codes):
            found |= 1 << text.count("\n", 0, place)
        place = text.find(codes, end)
    return found


def _may_go_on(text: str, start: int, codes: str) -> bool:
    """Whether a sentence at `start` begins with `codes`, or is itself but the beginning of them; 0 is none."""
    return bool(start) and (text.startswith(codes, start) or codes.startswith(_line(text, start).words))


def _line(text: str, start: int) -> Line:
    """The words of the sentence that begins at `start`."""
    words, glued = next(_WORDS.finditer(text, start)).groups()
    return Line(words, number_of(glued))
