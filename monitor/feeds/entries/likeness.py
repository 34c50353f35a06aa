"""Whether two entries look like two states of one article: by the words of their titles and the beginnings of texts.

What is remembered of an entry is small: 16 bits of a hash for each word of the title, and for each run of three words
in the first forty of the text. Two texts share about as many runs as their sketches share hashes (Broder 1997: On the
resemblance and containment of documents).
"""

import re
from datetime import timedelta
from typing import NamedTuple
from zlib import crc32

from monitor.feeds.entry import Entry
from monitor.identity import content_id

TITLE_WORDS = 24
TEXT_WORDS = 40
RUN = 3  # words that are hashed together
LEAST_RUNS = 8  # a shorter text is a formula that many articles may share: "People near Orva must leave the shore"
ALIKE = 0.5  # of the runs of the shorter beginning that stand in the other
BYTES = 2  # of a hash

SOON = timedelta(minutes=30)  # after which another headline on the same words is the next bulletin
NEXT = timedelta(hours=6)  # after which another text under the same headline is the next bulletin

_WORD = re.compile(r"\w+")


class Look(NamedTuple):
    """What of an entry is compared."""

    title_hash: str = ""
    text_hash: str = ""
    title_sketch: bytes = b""
    text_sketch: bytes = b""


class Likeness(NamedTuple):
    """In what two entries resemble each other."""

    title: bool  # the same, or one holds all words of the other
    text: bool  # the same, or most of the beginning


def part_hashes(entry: Entry) -> tuple[str, str]:
    """Of the title and of the text, short; "" for an entry that came without them."""
    if entry.content_hash:
        return "", ""
    title, text = (content_id("p", " ".join(part.split()))[:18] for part in (entry.title, entry.text))
    return title, text


def look_of(entry: Entry) -> Look:
    """What is compared of `entry`; nothing of one that came without its texts."""
    if entry.content_hash:
        return Look()
    words = _words(entry.text, TEXT_WORDS)
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    titles = _words(entry.title, TITLE_WORDS)
    title_hash, text_hash = part_hashes(entry)
    return Look(
        title_hash if titles else "",
        text_hash if words else "",
        b"".join(map(_hash, titles)),
        b"".join(map(_hash, runs)),
    )


def likeness(one: Look, other: Look) -> Likeness:
    """How `one` resembles `other`. Without sketches only what is the same can be told."""
    title, titles = one.title_hash, (_hashes(one.title_sketch), _hashes(other.title_sketch))
    text, texts = one.text_hash, (_hashes(one.text_sketch), _hashes(other.text_sketch))
    return Likeness(
        title=(bool(title) and title == other.title_hash) or _holds(*titles),
        text=(bool(text) and text == other.text_hash) or _share(*texts) >= ALIKE,
    )


def is_one_article(like: Likeness, later: timedelta | None) -> bool:
    """Whether an entry that resembles an earlier one so, and is dated so much `later`, may be the same article.

    What resembles it in nothing is another one. An article keeps its date, more or less; a bulletin of the next hour or
    day has the words of the one before, or its headline.
    """
    if like.title:
        return like.text or later is None or later < NEXT
    return like.text and (later is None or later < SOON)


def share_of_title(one: Look, other: Look) -> float:
    """Which part of the words of the shorter title stands in the other."""
    first, second = _hashes(one.title_sketch), _hashes(other.title_sketch)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _words(text: str, most: int) -> list[str]:
    return _WORD.findall(text[: most * 30].casefold())[:most]


def _hash(text: str) -> bytes:
    return crc32(text.encode("utf-8", "surrogatepass")).to_bytes(4, "big")[:BYTES]


def _hashes(sketch: bytes) -> set[bytes]:
    return {sketch[at : at + BYTES] for at in range(0, len(sketch), BYTES)}


def _share(one: set[bytes], other: set[bytes]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= LEAST_RUNS else 0.0


def _holds(one: set[bytes], other: set[bytes]) -> bool:
    return min(len(one), len(other)) > 1 and (one <= other or other <= one)
