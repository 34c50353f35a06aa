"""What is kept of an article to recognise copies of it."""

from datetime import datetime
from typing import Self

import numpy as np
from msgspec.structs import replace

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
    publisher: str = ""  # whose the article is
    owner: str = ""  # of the publisher, where one is configured
    publishers: int = 1  # that had carried the story when it was placed, its own included
    independent: int = 1  # families that had written about it, its own included
    title_key: str = ""  # equal where headlines are, publishers' names apart
    brief: Brief | None = None  # the words of a short first copy
    placed: datetime
    moment: datetime | None = None  # when it was published, where that is known
    merged: tuple[str, ...] = ()  # stories that were known to be parts of `story`, those of `joined` included
    storyline: str = ""  # in which `story` stood
    # what was decided of a text of its own, see `joining.openings.Joining`
    vector: bytes = b""  # what it was compared by
    links: dict[str, float] = {}
    joined: tuple[str, ...] = ()
    moved: dict[str, str] = {}

    @property
    def read_at(self) -> datetime:
        """When it was published, else when it was placed."""
        return self.moment or self.placed

    @property
    def settled(self) -> Self:
        """What is still needed once the stories know the text."""
        return replace(self, vector=b"", links={}, moved={})

    @property
    def hashes(self) -> Hashes:
        """Its shingles, as numbers."""
        return np.frombuffer(self.shingles, "<u8").astype(np.uint64, copy=False)


def stored(hashes: Hashes) -> bytes:
    """`hashes` as a sketch keeps them."""
    return hashes.astype("<u8").tobytes()
