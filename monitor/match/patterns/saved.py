"""Large sets of patterns as they are kept between two runs, so that a start need not build them again."""

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Final, Protocol

from daachorse import CharwiseDoubleArrayAhoCorasick

from monitor.match.patterns.many import Many

_LEAST: Final = 20_000  # patterns; fewer are found more quickly by an automaton, and built as quickly as they are read
_FORMAT: Final = 2


class Saved(Protocol):
    """Where large sets of patterns are kept, by keys that stand for them."""

    def load(self, key: str) -> bytes | None:
        """What was kept under `key`, whole and undamaged, if anything was; raises nothing."""

    def save(self, key: str, data: bytes) -> None:
        """Keeps `data`; raises nothing."""


class Finder(Protocol):
    """Finds patterns in padded texts."""

    def find_overlapping(self, padded: str, /) -> list[tuple[int, int, int]]:
        """Start, end and number of each pattern that stands there."""


def opened(patterns: Sequence[str], saved: Saved | None) -> Finder:
    """What finds `patterns`: where they are many as it was saved, else built, and saved."""
    if len(patterns) < _LEAST:
        return CharwiseDoubleArrayAhoCorasick(list(patterns))
    if saved is None:
        return Many.of(patterns)
    key = _key(patterns)
    if known := saved.load(key):
        return Many.read(known)
    made = Many.of(patterns)
    saved.save(key, made.written())
    return made


def _key(patterns: Sequence[str]) -> str:
    """Other patterns, another order of them, another format or version of the library is another key."""
    told = f"{_FORMAT} {version('daachorse')}\0" + "\0".join(patterns)
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
