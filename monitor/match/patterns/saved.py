"""Automata as they are kept between two runs, so that a start need not build a large one again."""

from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Final, Protocol

from daachorse import CharwiseDoubleArrayAhoCorasick

_LEAST: Final = 20_000  # patterns; fewer are built as quickly as they are read


class Saved(Protocol):
    """Where automata are kept, by keys that stand for their patterns."""

    def load(self, key: str) -> bytes | None:
        """What was kept under `key`, whole and undamaged, if anything was; raises nothing."""

    def save(self, key: str, data: bytes) -> None:
        """Keeps `data`; raises nothing."""


def opened(patterns: Sequence[str], saved: Saved | None) -> CharwiseDoubleArrayAhoCorasick:
    """The automaton of `patterns`: as it was saved, else built, and saved where it is large."""
    if saved is None or len(patterns) < _LEAST:
        return _built(patterns)
    key = _key(patterns)
    if known := saved.load(key):
        return CharwiseDoubleArrayAhoCorasick.deserialize(known)
    made = _built(patterns)
    saved.save(key, made.serialize())
    return made


def _built(patterns: Sequence[str]) -> CharwiseDoubleArrayAhoCorasick:
    return CharwiseDoubleArrayAhoCorasick(list(patterns))


def _key(patterns: Sequence[str]) -> str:
    """Other patterns, another order of them or another version of the library is another key."""
    told = f"{version('daachorse')}\0" + "\0".join(patterns)
    return sha256(told.encode()).hexdigest()
