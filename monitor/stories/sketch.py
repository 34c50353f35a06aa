"""What is kept of an article to recognise copies of it."""

from datetime import datetime

from monitor.records import Record, Relation


class Sketch(Record, frozen=True, kw_only=True):
    """What the story agent keeps of an article to recognise copies of it, and to answer a replay as the first time."""

    article: str
    story: str
    relation: Relation
    original: str | None
    digest: str  # of the normalised text; equal digests are exact copies
    shingles: bytes  # kept 64-bit hashes, little-endian, sorted; empty where they need not be counted
    words: int
    similarity: float = 0.0
    publisher: str = ""  # family of the source
    placed: datetime
