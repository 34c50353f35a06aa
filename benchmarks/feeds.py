"""What a re-poll of a feed costs beside plain feedparser: `python -m benchmarks.feeds [DIR]`.

Each feed in DIR (without DIR: made ones of 30 entries) is polled again when one entry in 30 of it is new, at least one.
Ours is all that stands between the last byte and the entries: the hash of the body and reading. Plain feedparser is
`feedparser.parse` of the same bytes. Both run in this process; CPU time counts. "With changes" adds what a poll does
next and feedparser does not: finding which of the entries are new or edited. Then the entries are compared field by
field with those that feedparser gives: of the new ones every field, of the known ones what identifies them (guid, link,
and the hash over title and text). The last line is JSON.
"""

import argparse
import asyncio
import hashlib
import io
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import feedparser  # type: ignore[import-untyped]

from benchmarks.made_feeds import KINDS, made
from monitor.errors import WirewatchError
from monitor.feeds.entries.candidates import content_hash
from monitor.feeds.entries.changes import Changes, find_changes
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.feed import Feed
from monitor.feeds.seen import SeenEntry
from monitor.fetch.incremental.slices import cut
from monitor.fetch.parsers import inline_parser
from monitor.fetch.parsing.document import parse

URL = "https://herald.example/feed"
TYPE = "application/xml"
NOW = datetime(2025, 3, 4, 12, tzinfo=UTC)
NEW_OF = 30  # one entry in so many is new
FEED = Feed(id="herald", url=URL)


class Result(NamedTuple):
    name: str
    entries: int
    new: int  # entries that were not in the document before
    cut: bool  # whether the document could be cut into entries
    ours: float  # seconds a poll
    changes: float  # seconds to find what changed
    theirs: float
    differing: Counter[str]  # fields


async def measure(name: str, document: bytes, repeats: int) -> Result | None:
    try:
        whole = parse(document, TYPE, URL)
    except WirewatchError:
        return None
    before, new = earlier(document)
    parser = inline_parser()
    seen = {row.entry: row for row in _changes(await parser.parse(before, TYPE, URL), {}).seen}
    seconds, changes, parsed = 0.0, 0.0, whole
    for _ in range(repeats):
        started = time.process_time()
        hashlib.sha256(document).hexdigest()
        parsed = await parser.parse(document, TYPE, URL)
        read = time.process_time()
        _changes(parsed, seen)
        seconds, changes = seconds + read - started, changes + time.process_time() - read
        await parser.parse(before, TYPE, URL)
    theirs = _feedparser_seconds(document, max(1, repeats // 5))
    differing = Counter(_differing(parsed.entries, whole.entries))
    return Result(name, len(whole.entries), new, new > 0, seconds / repeats, changes / repeats, theirs, differing)


def earlier(document: bytes) -> tuple[bytes, int]:
    """The document before the newest entries came, and how many those are (0 where it cannot be cut)."""
    slices = cut(document, TYPE, URL)
    if slices is None or len(slices.items) < 2:
        return document, 0
    new = slices.items[: max(1, len(slices.items) // NEW_OF)]
    for item in new:
        document = document.replace(item, b"", 1)
    return document, len(new)


def _changes(parsed: ParsedFeed, seen: Mapping[str, SeenEntry]) -> Changes:
    return find_changes(FEED, parsed, seen, fetched=NOW, first_poll=False)


def _feedparser_seconds(document: bytes, repeats: int) -> float:
    started = time.process_time()
    for _ in range(repeats):
        feedparser.parse(io.BytesIO(document), response_headers={"content-type": TYPE, "content-location": URL})
    return (time.process_time() - started) / repeats


def _differing(ours: Sequence[Entry], reference: Sequence[Entry]) -> Iterator[str]:
    if len(ours) != len(reference):
        yield "number of entries"
    for entry, expected in zip(ours, reference, strict=False):
        known = bool(entry.content_hash)
        for name in ("guid", "link") if known else expected.__struct_fields__:
            if getattr(entry, name) != getattr(expected, name):
                yield name
        if content_hash(entry) != content_hash(expected):
            yield "content"


def documents(directory: Path | None) -> Iterator[tuple[str, bytes]]:
    if directory is None:
        yield from ((f"{kind} {seed}", made(kind, 30, seed)) for kind in KINDS for seed in range(3))
        return
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        yield path.name, path.read_bytes()


def _print(title: str, results: Sequence[Result]) -> dict[str, float]:
    ours, theirs = sum(result.ours for result in results), sum(result.theirs for result in results)
    if not results or not ours:
        return {}
    figures = {
        "feeds": len(results),
        "entries": sum(result.entries for result in results),
        "polls_per_second": round(len(results) / ours, 1),
        "feedparser_polls_per_second": round(len(results) / theirs, 1),
        "times_feedparser": round(theirs / ours, 1),
        "with_changes": round(theirs / (ours + sum(result.changes for result in results)), 1),
    }
    print(f"{title:44}" + "".join(f"{value:>14}" for value in figures.values()))
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, nargs="?")
    parser.add_argument("--repeats", type=int, default=20)
    options = parser.parse_args(arguments)
    results, unreadable = [], 0
    for name, document in documents(options.directory):
        result = asyncio.run(measure(name, document, options.repeats))
        unreadable += result is None
        if result is not None:
            results.append(result)
    differing = sum((result.differing for result in results), Counter[str]())
    print(f"{'':44}{'feeds':>14}{'entries':>14}{'polls/s':>14}{'feedparser/s':>14}{'times':>14}{'with changes':>14}")
    groups = {f"made: {kind}": [r for r in results if r.name.startswith(kind)] for kind in KINDS} | {
        "polled again, one entry in 30 new": [result for result in results if result.cut and result.entries >= NEW_OF],
        "polled again, smaller feeds, one entry new": [r for r in results if r.cut and r.entries < NEW_OF],
        "not cut into entries, or of one entry": [result for result in results if not result.cut],
    }
    figures = {title: _print(title, group) for title, group in groups.items()}
    print(f"unreadable: {unreadable}; fields that differ: {dict(differing) or 'none'}")
    print(json.dumps({**figures, "unreadable": unreadable, "differing": differing}))


if __name__ == "__main__":
    main()
