"""What is kept of an article to recognise copies of it."""

from datetime import datetime

import numpy as np

from monitor.records import Record, Relation
from monitor.stories.fingerprint import Hashes
from monitor.stories.short.brief import Brief


class Sketch(Record, frozen=True, kw_only=True):
    """What the story agent keeps of an article to recognise copies of it, and to answer a replay as the first time."""

    article: str
    story: str
    relation: Relation
    original: str | None
    digest: str  # of the normalised text; equal digests are exact copies
    shingles: bytes  # 64-bit hashes, little-endian, sorted; empty where they need not be counted
    words: int
    similarity: float = 0.0
    expands: str | None = None  # the earlier article that this much longer one holds
    publisher: str = ""  # family of the source
    publishers: int = 1  # that had carried the story when it was placed, its own included
    title_key: str = ""  # equal where headlines are, publishers' names apart
    brief: Brief | None = None  # the words of a short first copy
    placed: datetime

    @property
    def hashes(self) -> Hashes:
        """Its shingles, as numbers."""
        return np.frombuffer(self.shingles, "<u8").astype(np.uint64, copy=False)


def stored(hashes: Hashes) -> bytes:
    """`hashes` as a sketch keeps them."""
    return hashes.astype("<u8").tobytes()
