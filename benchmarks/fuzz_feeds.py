"""Mutated feeds through the parser: `python -m benchmarks.fuzz_feeds [DIR] [--count N] [--start N] [--seed N]`.

Each document is a function of seed and number, so that any run can be resumed (`--start`) and any document had again
(`--show N`). It is made from a file of DIR, or of the feeds that the benchmarks make: bytes changed, cut out, doubled,
moved, spliced with another file, tokens of XML, HTML and JSON put in, encodings declared that do not hold. It is read
in a worker process, as ingest does: as a whole, and as the next document of the feed that it was made from, which must
give the same entries. All must end in entries or in an error that is ours. The last line is JSON.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from benchmarks.made_feeds import KINDS, made
from monitor.errors import FeedTooLarge, FeedUnreadable, WirewatchError
from monitor.feeds.entries.candidates import content_hash
from monitor.feeds.entry import ParsedFeed
from monitor.fetch.incremental.reparse import Rereader
from monitor.fetch.parsing.document import parse, warm_up
from monitor.workers.inline import InlineWorkers
from monitor.workers.pebble import PebbleWorkers

T = TypeVar("T")

URL = "https://herald.example/feed"
TYPES = ("", "application/rss+xml", "text/xml", "text/html; charset=iso-8859-1", "application/atom+xml; charset=utf-8")
LARGEST = 200_000
TOKENS = [
    *(
        b"<",
        b">",
        b"&",
        b"/>",
        b"</",
        b"]]>",
        b"<![CDATA[",
        b"<!--",
        b"-->",
        b"<?xml",
        b"?>",
        b"&#x",
        b"&#0;",
        b"&amp;",
    ),
    *(b"&nbsp;", b"&lt;", b"<item>", b"</item>", b"<entry>", b"</entry>", b"<channel>", b"</channel>", b"<title>"),
    *(b"</title>", b"<link>", b"<guid>", b"<description>", b"<content:encoded>", b"<author>", b"<source>", b"<image>"),
    *(
        b"<div>",
        b"<p>",
        b"<script>",
        b"<table>",
        b"xmlns:a='b'",
        b"xml:base='//['",
        b"xml:lang='x'",
        b"http://[",
        b"\0",
    ),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98\x80",
        b"encoding='utf-16'",
        b"type='xhtml'",
    ),
    *(b"encoding='shift_jis'", b"{", b"}", b"[", b'"items":[', b"<!DOCTYPE x", b"<!ENTITY a 'b'>", b"Tue, 99 Foo 2025"),
    *(b"9" * 400, b"<pubDate>", b"</pubDate>", b"-0001-13-45T99:99:99Z", b"mailto:", b"javascript:", b"\r", b"\x85"),
]


def corpus(directory: Path | None) -> list[bytes]:
    """The documents to start from."""
    made_ones = [made(kind, entries, 1) for kind in KINDS for entries in (1, 5)]
    if directory is None:
        return made_ones
    return made_ones + [path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()]


def _bytes(chance: random.Random, document: bytearray, _others: Sequence[bytes]) -> None:
    for _ in range(chance.randrange(1, 8)):
        if document:
            document[chance.randrange(len(document))] = chance.randrange(256)


def _tokens(chance: random.Random, document: bytearray, _others: Sequence[bytes]) -> None:
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(document) + 1)
        document[place:place] = chance.choice(TOKENS) * chance.choice((1, 1, 1, 3, 50))


def _span(chance: random.Random, document: bytearray) -> slice:
    start = chance.randrange(len(document) + 1)
    return slice(start, start + int(chance.paretovariate(0.5)))


def _cut(chance: random.Random, document: bytearray, _others: Sequence[bytes]) -> None:
    del document[_span(chance, document)]


def _double(chance: random.Random, document: bytearray, _others: Sequence[bytes]) -> None:
    span = _span(chance, document)
    document[span.start : span.start] = document[span] * chance.choice((1, 1, 2, 20))


def _move(chance: random.Random, document: bytearray, _others: Sequence[bytes]) -> None:
    span = _span(chance, document)
    piece = document[span]
    del document[span]
    place = chance.randrange(len(document) + 1)
    document[place:place] = piece


def _end(chance: random.Random, document: bytearray, _others: Sequence[bytes]) -> None:
    del document[chance.randrange(len(document) + 1) :]


def _splice(chance: random.Random, document: bytearray, documents: Sequence[bytes]) -> None:
    other = chance.choice(documents)
    start = chance.randrange(len(other) + 1)
    document[chance.randrange(len(document) + 1) :] = other[start:]


def _recode(chance: random.Random, document: bytearray, _others: Sequence[bytes]) -> None:
    document[:] = document.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-32", "cp1252")), "replace")


MUTATIONS: list[Callable[[random.Random, bytearray, Sequence[bytes]], None]] = [
    *(_bytes, _bytes, _tokens, _tokens, _tokens, _cut, _cut, _double, _move, _end, _splice, _recode)
]


def mutated(documents: Sequence[bytes], seed: int, number: int) -> tuple[bytes, bytes, str]:
    """Document `number`: that from which it was made, itself, and its Content-Type."""
    chance = random.Random(f"{seed}:{number}")
    original = chance.choice(documents)
    document = bytearray(original)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        chance.choice(MUTATIONS)(chance, document, documents)
    return original, bytes(document[:LARGEST]), chance.choice(TYPES)


class Mismatch(Exception):
    """The document gives other entries when it follows that from which it was made."""


def read_both_ways(packed: bytes, content_type: str, url: str) -> int:
    """A Task: how many entries the second document of `packed` has; raises Mismatch, or as `parse` does."""
    original, document = msgspec.msgpack.decode(packed, type=tuple[bytes, bytes])
    rereader = Rereader(InlineWorkers())
    try:
        _finished(rereader.read(original, content_type, url))
    except (FeedUnreadable, FeedTooLarge):
        pass
    whole = parse(document, content_type, url)
    if msgspec.json.decode(msgspec.json.encode(whole), type=ParsedFeed) != whole:
        raise Mismatch("not the same after encoding")
    again = _finished(rereader.read(document, content_type, url))
    if _identities(again) != _identities(whole):
        raise Mismatch(f"{_identities(again)} instead of {_identities(whole)}"[:500])
    return len(whole.entries)


def _finished(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never waits."""
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    raise AssertionError("it waited")


def _identities(parsed: ParsedFeed) -> list[tuple[str, str, str]]:
    return [(entry.guid, entry.link, content_hash(entry)) for entry in parsed.entries]


async def fuzz(documents: Sequence[bytes], seed: int, numbers: range, workers: int) -> Counter[str]:
    """How so many documents end."""
    pool, ends, done = PebbleWorkers(processes=workers, warm_up=warm_up), Counter[str](), 0
    waiting, started = iter(numbers), time.monotonic()

    async def take() -> None:
        nonlocal done
        for number in waiting:
            ends[await _end_of(pool, documents, seed, number)] += 1
            done += 1
            if done % 5_000 == 0:
                print(f"{done} in {time.monotonic() - started:.0f} s: {dict(ends)}", file=sys.stderr, flush=True)

    try:
        await asyncio.gather(*(take() for _ in range(workers)))
    finally:
        await pool.close()
    return ends


async def _end_of(pool: PebbleWorkers, documents: Sequence[bytes], seed: int, number: int) -> str:
    original, document, content_type = mutated(documents, seed, number)
    packed = msgspec.msgpack.encode((original, document))
    try:
        entries = await pool.run(read_both_ways, packed, content_type, URL, size=len(packed))
    except (FeedUnreadable, FeedTooLarge) as error:
        return type(error).__name__
    except WirewatchError as error:
        print(f"number {number}: {type(error).__name__}: {error}", flush=True)
        return type(error).__name__
    except Exception as error:  # noqa: BLE001 - what this looks for
        print(f"number {number}: {type(error).__name__}: {error}"[:2000], flush=True)
        return f"FAULT {type(error).__name__}"
    return "entries" if entries else "a feed without entries"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--show", type=int, metavar="N", help="print document N and stop")
    options = parser.parse_args(arguments)
    documents = corpus(options.directory)
    if options.show is not None:
        sys.stdout.buffer.write(mutated(documents, options.seed, options.show)[1])
        return
    started = time.monotonic()
    numbers = range(options.start, options.start + options.count)
    ends = asyncio.run(fuzz(documents, options.seed, numbers, options.workers))
    seconds = time.monotonic() - started
    for name, number in ends.most_common():
        print(f"{name:28}{number:>9}")
    faults = sum(number for name, number in ends.items() if name.startswith("FAULT"))
    figures = {"documents": ends.total(), "faults": faults, "seconds": round(seconds), "seed": options.seed}
    print(json.dumps({**figures, "next": numbers.stop, "ends": ends}))


if __name__ == "__main__":
    main()
