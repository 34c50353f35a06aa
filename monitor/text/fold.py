"""Text as it is compared, with the way back to the offsets of the original. What is folded: see `characters`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.text.characters import FOLDS, JOINING, WORDS, fold_cluster

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINS = re.compile(JOINING)
_CLUSTER = re.compile(f".{JOINING}*", re.DOTALL)

# Tables over UTF-8, in which what is not ASCII stays as it is.
_REST = bytes(range(128, 256))
_ASCII_FOLDS = "".join(FOLDS[code] for code in range(128)).encode() + _REST
_ASCII_WORDS = "".join(WORDS[code] for code in range(128)).encode() + _REST
_RUN = re.compile(" {2,}")
_FEW = 12  # distinct characters; up to here str.replace for each is quicker than str.translate


class Folded(NamedTuple):
    """A folded text and where its characters come from."""

    text: str
    starts: Sequence[int] | None  # offset in the original of each character; None: the same offsets
    ends: Sequence[int] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` (not empty) came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` as it is compared, runs of blanks as one space, and the way back."""
    if text.isascii():
        return _without_runs(Folded(text.encode().translate(_ASCII_FOLDS).decode(), None, None))
    strange = set(_NOT_ASCII.findall(text))
    moving = {character for character in strange if len(FOLDS[ord(character)]) != 1 or _JOINS.match(character)}
    if moving:
        return _without_runs(_fold_in_pieces(text, moving))
    return _without_runs(Folded(_fold_in_place(text, strange), None, None))


def fold_keeping_case(text: str) -> str:
    """`text` folded in all but its case, for words whose case counts."""
    return "".join(fold_cluster(cluster, keep_case=True) for cluster in _CLUSTER.findall(text))


def words_only(folded: str) -> str:
    """`folded` with all that is no part of a word in a script that parts words as a space, offsets unchanged."""
    strange = () if folded.isascii() else set(_NOT_ASCII.findall(folded))
    if len(strange) > _FEW:
        return folded.translate(WORDS)
    for character in strange:
        folded = folded.replace(character, WORDS[ord(character)])
    return folded.encode().translate(_ASCII_WORDS).decode()


def _fold_in_place(text: str, strange: set[str]) -> str:
    """`text` folded one character at a time; `strange` are those that are not ASCII, none of which moves offsets."""
    if len(strange) > _FEW:
        return text.translate(FOLDS)
    for character in strange:
        text = text.replace(character, FOLDS[ord(character)])
    return text.encode().translate(_ASCII_FOLDS).decode()


def _fold_in_pieces(text: str, moving: set[str]) -> Folded:
    """`text` folded, apart what moves offsets: letters that become several or none, letters with their marks."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in re.finditer(f".{JOINING}+|[{re.escape(''.join(sorted(moving)))}]", text, re.DOTALL):
        start, end = match.span()
        characters = fold_cluster(match.group())
        folded += text[done:start].translate(FOLDS), characters
        starts += *range(done, start), *[start] * len(characters)
        ends += *range(done + 1, start + 1), *[end] * len(characters)
        done = end
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Folded("".join([*folded, text[done:].translate(FOLDS)]), starts, ends)


def _without_runs(folded: Folded) -> Folded:
    """`folded` with one space for each run of them."""
    if folded.text.rfind("  ") < 0:  # quicker than a search from the front
        return folded
    length = len(folded.text)
    starts, ends = folded.starts or range(length), folded.ends or range(1, length + 1)
    kept = [index for index in range(length) if folded.text[index - 1 : index + 1] != "  "]
    return Folded(_RUN.sub(" ", folded.text), [starts[index] for index in kept], [ends[index] for index in kept])
