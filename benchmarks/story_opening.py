"""How long the stage `story` takes to open: to read all sketches there are and to index them.

    python -m benchmarks.story_opening [--sketches N]

The sketches are made: N first copies, three to a story, an hour of 400 of them, each with as many shingles and terms as
an article of 400 words has. They are written to a SQLite store in a temporary directory. Prints the seconds of the
processor for reading and for indexing, and the memory that the index takes.
"""

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.resident import now
from monitor.records import Relation, encode
from monitor.store.open import open_store
from monitor.stories.index import StoryIndex
from monitor.stories.joining.vector import Vector
from monitor.stories.sketch import Sketch, stored

_BEGAN: Final = datetime(2026, 1, 1, tzinfo=UTC)
_SHINGLES: Final = 96
_TERMS: Final = 120
_VOCABULARY: Final = 60_000
_AN_HOUR: Final = 400
_A_STORY: Final = 3


def made(number: int, random: np.random.Generator) -> Sketch:
    """The sketch of the article `number`."""
    terms = np.unique(random.zipf(1.3, 4 * _TERMS).clip(max=_VOCABULARY))[:_TERMS].astype(np.uint32)
    weights = random.random(len(terms), dtype=np.float32)
    first = number - number % _A_STORY
    return Sketch(
        article=f"a-{number:032x}",
        story=f"s-{first:032x}",
        relation=Relation.NEW_STORY if number == first else Relation.FOLLOW_UP,
        original=None,
        digest=f"{number:032x}",
        shingles=stored(np.sort(random.integers(0, 2**63, _SHINGLES, dtype=np.uint64))),
        words=400,
        publisher=f"publisher-{number % 50}",
        title_key=f"title {number}",
        placed=_BEGAN + timedelta(hours=number / _AN_HOUR),
        vector=Vector(terms, weights).normalised().stored(),
    )


def rows(count: int) -> Iterator[tuple[str, str, str]]:
    """Rows of the table of sketches."""
    random = np.random.default_rng(1)
    for sketch in (made(number, random) for number in range(count)):
        yield sketch.article, sketch.placed.strftime("%Y-%m-%d %H:%M:%S.%f"), encode(sketch).decode()


async def opened(url: str) -> None:
    """Opens the stage, and prints what it took."""
    store = await open_store(url)
    began, memory = time.process_time(), now()
    sketches = await store.sketches(datetime.min.replace(tzinfo=UTC))
    read = time.process_time()
    index = StoryIndex.from_sketches(sketches)
    indexed = time.process_time()
    print(f"{len(index):,} sketches, {index.open_stories:,} open stories, {(now() - memory) / 1e6:.0f} MB")
    print(f"read {read - began:.2f} s, indexed {indexed - read:.2f} s, together {indexed - began:.2f} s")
    await store.close()


async def made_store(url: str) -> None:
    """An empty store."""
    await (await open_store(url)).close()


def main() -> None:
    """Makes the store and opens it."""
    parser = argparse.ArgumentParser(description="How long the stage story takes to open.")
    parser.add_argument("--sketches", type=int, default=500_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "store.db"
        asyncio.run(made_store(f"sqlite:///{file}"))
        with sqlite3.connect(file) as database:
            statement = "INSERT INTO sketches (article, placed, record) VALUES (?, ?, ?)"
            database.executemany(statement, rows(options.sketches))
        asyncio.run(opened(f"sqlite:///{file}"))


if __name__ == "__main__":
    main()
