"""Whether words stand close to each other in the tokens of one sentence.

The matcher counts "cease-fire", "don't" and "1,000" as one word each; tokens count the parts. A sentence tells of how
many tokens that may be so: they are allowed for, so that nothing is left out that the matcher finds.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.match.narrowing.terms import AnyOf, Close, Phrase, Requirement, Term


class Line(NamedTuple):
    """The tokens of a sentence, and how many of them may go on a word that began before."""

    tokens: Sequence[str]
    glued: int


class _Place(NamedTuple):
    """Where something begins, in tokens, and where it ends."""

    start: int
    end: int


def are_close(line: Line, close: Close) -> bool:
    """Whether two places of both may be as close as is asked."""
    firsts, seconds = (tuple(_places(line.tokens, each)) for each in (close.first, close.second))
    most = close.within + line.glued
    return any(
        0 <= second.start - first.end <= most or (not close.is_ordered and 0 <= first.start - second.end <= most)
        for first in firsts
        for second in seconds
    )


def _places(tokens: Sequence[str], requirement: Requirement) -> Iterator[_Place]:
    """Where `requirement` is met; a phrase may begin at the end and go on in the next sentence."""
    match requirement:
        case AnyOf(parts=parts):
            for each in parts:
                yield from _places(tokens, each)
        case Term(token=token, is_prefix=is_prefix):
            yield from _runs(tokens, (token,), is_prefix=is_prefix)
        case Phrase(words=words, is_prefix=is_prefix):
            yield from _runs(tokens, words, is_prefix=is_prefix)


def _runs(tokens: Sequence[str], words: Sequence[str], *, is_prefix: bool) -> Iterator[_Place]:
    *others, last = words
    for start, end in ((at, at + len(words)) for at in range(len(tokens))):
        if list(tokens[start : end - 1]) != others[: len(tokens) - start]:
            continue
        if end > len(tokens) or tokens[end - 1] == last or (is_prefix and tokens[end - 1].startswith(last)):
            yield _Place(start, end)
