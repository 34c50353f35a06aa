"""A feed read again costs only what is new in it: entries are known by the digest of their bytes.

A document that feedparser has read and that was cut right (`monitor.fetch.incremental.slices`) leaves the digests of
its entries. When the next one differs from it in entries alone (and in the times in its head), what is known is not
parsed again. What is new is read without the rest: the fast path (`monitor.fetch.incremental.fast_path`) where that
gave the same entries as feedparser on the whole of the earlier document and knows all that stands in the new ones,
else by feedparser, where that gave the same entries of the earlier document without the rest. In every other case
feedparser reads all of it.
"""

from collections import OrderedDict
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

import msgspec

from monitor.errors import FeedUnreadable
from monitor.feeds.entries.candidates import content_hash
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.fetch.incremental.fast_path import read_quickly
from monitor.fetch.incremental.slices import Slices, cut, digest
from monitor.fetch.parsing import fields
from monitor.fetch.parsing.document import (
    clear,
    is_json,
    is_well_formed,
    parse,
    parsed_feed,
    read_document,
)
from monitor.fetch.parsing.encoding import in_utf8
from monitor.fetch.parsing.from_feedparser import written_entries
from monitor.fetch.parsing.raw_entry import Written, cleaned
from monitor.records import Record
from monitor.workers.base import Task, Workers

T = TypeVar("T")

MAX_ENTRIES = 100_000  # that are remembered, of all feeds; each takes about half a kilobyte
MAX_BYTES = 2_000_000  # a larger document is always read as a whole, so that the event loop never waits long


class Way(StrEnum):
    """How the new entries of a feed may be read without the rest of it."""

    FAST = "the fast path"
    APART = "by feedparser"
    NONE = "not at all"


class Reading(Record, frozen=True, kw_only=True):
    """A document as it was read, and how its entries may be read without the rest."""

    parsed: ParsedFeed
    way: Way = Way.NONE


class Known(Record, frozen=True, kw_only=True):
    """What the last document of a feed left."""

    context: bytes
    way: Way
    feed: ParsedFeed  # without entries
    entries: dict[bytes, Entry]  # by digest, without texts


class Rereader:
    """Reads feeds in `workers`; remembers what it has read."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._good: OrderedDict[str, None] = OrderedDict()  # addresses whose last document was read well
        self._known: OrderedDict[str, Known] = OrderedDict()  # by address, the one read longest ago first
        self._size = 0

    async def read(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        """See Parser.parse."""
        slices = cut(body, content_type, url) if len(body) <= MAX_BYTES else None
        if slices is None:
            self._forget(url)
            return await self._run(parse, body, content_type, url)
        digests = [digest(item) for item in slices.items]
        known = None if afresh else self._known.get(url)
        if known is not None and known.context == slices.context:
            entries = await self._read_new(slices, digests, known, content_type, url)
            if entries is not None:
                self._remember(url, known, digests, entries)
                return msgspec.structs.replace(known.feed, entries=entries)
        return await self._read_whole(slices, digests, body, content_type, url)

    async def _run(self, task: Task[T], body: bytes, content_type: str, url: str) -> T:
        trusted = self._good.pop(url, self) is None
        result = await self._workers.run(task, body, content_type, url, size=len(body), trusted=trusted)
        self._good[url] = None
        if len(self._good) > MAX_ENTRIES:
            self._good.popitem(last=False)
        return result

    async def _read_new(
        self, slices: Slices, digests: Sequence[bytes], known: Known, content_type: str, url: str
    ) -> tuple[Entry, ...] | None:
        """All entries in their order, those known without texts; None where a new one cannot be read by itself."""
        new = {name: item for name, item in zip(digests, slices.items, strict=True) if name not in known.entries}
        if len(digests) > fields.MAX_ENTRIES:
            return None
        found = dict(known.entries)
        if new:
            read = read_plain if known.way is Way.FAST else read_apart
            document = slices.around(list(new.values()))
            entries = await self._run(read, document, content_type, url)
            if len(entries) != len(new):
                return None
            found.update(zip(new, entries, strict=True))
        return tuple(found[name] for name in digests)

    async def _read_whole(
        self, slices: Slices, digests: Sequence[bytes], body: bytes, content_type: str, url: str
    ) -> ParsedFeed:
        self._forget(url)
        reading = await self._run(read_whole, body, content_type, url)
        parsed = reading.parsed
        if reading.way is not Way.NONE:
            feed = msgspec.structs.replace(parsed, entries=())
            known = Known(context=slices.context, way=reading.way, feed=feed, entries={})
            self._remember(url, known, digests, parsed.entries)
        return parsed

    def _remember(self, url: str, known: Known, digests: Sequence[bytes], entries: Sequence[Entry]) -> None:
        self._forget(url)
        kept = {name: _without_text(entry) for name, entry in zip(digests, entries, strict=True)}
        self._known[url] = msgspec.structs.replace(known, entries=kept)
        self._size += len(kept)
        while self._size > MAX_ENTRIES:
            self._forget(next(iter(self._known)))

    def _forget(self, url: str) -> None:
        forgotten = self._known.pop(url, None)
        self._size -= len(forgotten.entries) if forgotten else 0


def read_whole(body: bytes, content_type: str, url: str) -> Reading:
    """A Task: the whole document by feedparser, and how it may be read the next time. Raises as `parse` does."""
    slices = cut(body, content_type, url)
    if slices is None or is_json(body):
        return Reading(parsed=parse(body, content_type, url))
    with clear():
        body = in_utf8(body, content_type)
        document = read_document(body, url)
        entries = written_entries(document)
        way = _way(slices, entries, content_type, url) if is_well_formed(document) else Way.NONE
        return Reading(parsed=parsed_feed(document["feed"], body, url, entries), way=way)


def read_plain(document: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """A Task: the entries of a document of nothing but entries, by the fast path or else as `read_apart`."""
    entries = _quick_entries(document) or _entries_apart(document, content_type, url)
    return tuple(cleaned(entry, url) for entry in entries)


def read_apart(document: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """A Task: the entries of a document of nothing but entries, by feedparser; none where it finds a fault."""
    return tuple(cleaned(entry, url) for entry in _entries_apart(document, content_type, url))


def _way(slices: Slices, entries: Sequence[Written], content_type: str, url: str) -> Way:
    if len(entries) != len(slices.items):
        return Way.NONE
    if _quick_entries(slices.around(slices.items)) == entries:
        return Way.FAST
    some = sorted({0, len(entries) // 2, len(entries) - 1})  # all would cost as much as the whole document again
    apart = _entries_apart(slices.around([slices.items[place] for place in some]), content_type, url)
    return Way.APART if apart == [entries[place] for place in some] else Way.NONE


def _quick_entries(document: bytes) -> list[Written]:
    try:
        return read_quickly(document)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - Unusual, or whatever the libraries raise: feedparser's turn
        return []


def _entries_apart(document: bytes, content_type: str, url: str) -> list[Written]:
    try:
        with clear():
            read = read_document(in_utf8(document, content_type), url)
            return written_entries(read) if is_well_formed(read) else []
    except FeedUnreadable:
        return []


def _without_text(entry: Entry) -> Entry:
    if entry.content_hash or not (entry.link or entry.title or entry.text):
        return entry  # without already, or of no use: refused as such at every poll
    return Entry(guid=entry.guid, link=entry.link, content_hash=content_hash(entry))
