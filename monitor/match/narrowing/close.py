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
    """Where `words` stand behind one another, or as many of them as there are tokens left."""
    first, length = words[0], len(words)
    is_begun = is_prefix and length == 1
    for start, token in enumerate(tokens):
        if token == first or (is_begun and token.startswith(first)):
            behind = " ".join(tokens[start : start + length])
            whole = " ".join(words)
            is_meant = behind.startswith(whole) if is_prefix else behind == whole
            if is_meant or (start + length > len(tokens) and f"{whole} ".startswith(f"{behind} ")):
                yield _Place(start, start + length)
