"""Text as it is compared, with the way back to the offsets of the original. What is folded: see `characters`."""

import re
from dataclasses import dataclass

from monitor.match.characters import FOLDS, JOINING, WORDS, fold_cluster

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINS = re.compile(JOINING)
_CLUSTER = re.compile(f".{JOINING}*", re.DOTALL)

# Tables over UTF-8, in which what is not ASCII stays as it is.
_REST = bytes(range(128, 256))
_ASCII_FOLDS = "".join(FOLDS[code] for code in range(128)).encode() + _REST
_ASCII_WORDS = "".join(WORDS[code] for code in range(128)).encode() + _REST
_FEW = 12  # distinct characters; up to here str.replace for each is quicker than str.translate


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and where its characters come from."""

    text: str
    starts: tuple[int, ...] | None  # offset in the original of each character; None: the same offsets
    ends: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `text[start:end]` (not empty) came from."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` as it is compared, runs of blanks as one space, and the way back."""
    folded = _fold_in_place(text)
    return _fold_by_cluster(text) if folded is None or "  " in folded else Folded(folded, None, None)


def fold_keeping_case(text: str) -> str:
    """`text` folded in all but its case, for words whose case counts."""
    return "".join(fold_cluster(cluster, keep_case=True) for cluster in _CLUSTER.findall(text))


def words_only(folded: str) -> str:
    """`folded` with all that is no part of a word in a script that parts words as a space, offsets unchanged."""
    strange = set() if folded.isascii() else set(_NOT_ASCII.findall(folded))
    if len(strange) > _FEW:
        return folded.translate(WORDS)
    for character in strange:
        folded = folded.replace(character, WORDS[ord(character)])
    return folded.encode().translate(_ASCII_WORDS).decode()


def _fold_in_place(text: str) -> str | None:
    """`text` folded one character at a time, or None where that would move offsets or tear a letter from its mark."""
    strange = set() if text.isascii() else set(_NOT_ASCII.findall(text))
    if any(len(FOLDS[ord(character)]) != 1 or _JOINS.match(character) for character in strange):
        return None
    if len(strange) > _FEW:
        return text.translate(FOLDS)
    for character in strange:
        text = text.replace(character, FOLDS[ord(character)])
    return text.encode().translate(_ASCII_FOLDS).decode()


def _fold_by_cluster(text: str) -> Folded:
    """`text` folded one cluster at a time, where offsets move."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        characters = fold_cluster(cluster.group())
        if characters == " " and folded and folded[-1] == " ":
            continue
        folded.extend(characters)
        starts.extend([cluster.start()] * len(characters))
        ends.extend([cluster.end()] * len(characters))
    return Folded("".join(folded), tuple(starts), tuple(ends))
