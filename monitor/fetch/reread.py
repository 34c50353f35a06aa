"""A feed read again costs only what is new in it: entries are known by the digest of their bytes.

A document that feedparser has read and that was cut right (`monitor.fetch.slices`) leaves the digests of its entries.
When the next one differs from it in entries alone (and in the times in its head), what is known is not parsed again,
and what is new is read the quick way (`monitor.fetch.quick`) where that gave the same entries as feedparser on the
whole of the earlier document. In every other case feedparser reads the whole document.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import msgspec

from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.recognise import content_hash
from monitor.fetch import fields
from monitor.fetch.parse import clear, is_json, parse, parsed_feed, read_document, written_entry
from monitor.fetch.pool import Task
from monitor.fetch.quick import Unusual, read_quickly
from monitor.fetch.slices import Slices, cut, digest
from monitor.fetch.written import cleaned
from monitor.records import Record

T = TypeVar("T")

MAX_ENTRIES = 100_000  # that are remembered, of all feeds; each takes about half a kilobyte
MAX_BYTES = 2_000_000  # a larger document is always read as a whole, so that the event loop never waits long


class Reading(Record, frozen=True, kw_only=True):
    """A document as it was read; `plain` says that reading it the quick way gives the same entries."""

    parsed: ParsedFeed
    plain: bool = False


class Known(Record, frozen=True, kw_only=True):
    """What the last document of a feed left."""

    context: bytes
    feed: ParsedFeed  # without entries
    entries: dict[bytes, Entry]  # by digest, without texts


class Rereader:
    """Reads feeds by `run`, which takes a task to a worker process or does it here; remembers what it has read."""

    def __init__(self, run: Callable[[Task[Any], bytes, str, str], Awaitable[Any]]) -> None:
        self._run = run
        self._known: OrderedDict[str, Known] = OrderedDict()  # by address, the one read longest ago first
        self._size = 0

    async def read(self, body: bytes, content_type: str, url: str, *, afresh: bool = False) -> ParsedFeed:
        """See Parser.parse."""
        slices = cut(body, content_type, url) if len(body) <= MAX_BYTES else None
        if slices is None:
            self._forget(url)
            parsed: ParsedFeed = await self._run(parse, body, content_type, url)
            return parsed
        digests = [digest(item) for item in slices.items]
        known = None if afresh else self._known.get(url)
        if known is not None and known.context == slices.context:
            entries = await self._read_new(slices, digests, known.entries, url)
            if entries is not None:
                self._remember(url, known, digests, entries)
                return msgspec.structs.replace(known.feed, entries=entries)
        return await self._read_whole(slices, digests, body, content_type, url)

    async def _read_new(
        self, slices: Slices, digests: Sequence[bytes], known: dict[bytes, Entry], url: str
    ) -> tuple[Entry, ...] | None:
        """All entries in their order, those known without texts; None where a new one is not plain."""
        new = {name: item for name, item in zip(digests, slices.items, strict=True) if name not in known}
        if len(digests) > fields.MAX_ENTRIES:
            return None
        found = dict(known)
        if new:
            document = b"".join((slices.opening, *new.values(), slices.closing))
            entries: tuple[Entry, ...] = await self._run(read_plain, document, "", url)
            if len(entries) != len(new):
                return None
            found.update(zip(new, entries, strict=True))
        return tuple(found[name] for name in digests)

    async def _read_whole(
        self, slices: Slices, digests: Sequence[bytes], body: bytes, content_type: str, url: str
    ) -> ParsedFeed:
        self._forget(url)
        reading: Reading = await self._run(read_whole, body, content_type, url)
        parsed = reading.parsed
        if reading.plain and len(parsed.entries) == len(digests):
            known = Known(context=slices.context, feed=msgspec.structs.replace(parsed, entries=()), entries={})
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
    """A Task: the whole document by feedparser, beside the quick way. Raises as `parse` does."""
    slices = cut(body, content_type, url)
    if slices is None or is_json(body):
        return Reading(parsed=parse(body, content_type, url))
    with clear():
        document = read_document(body, content_type, url)
        entries = [written_entry(entry) for entry in document["entries"]]
        return Reading(parsed=parsed_feed(document["feed"], url, entries), plain=entries == _quick_entries(slices))


def read_plain(document: bytes, content_type: str, url: str) -> tuple[Entry, ...]:
    """A Task: the entries of a document of nothing but entries; none where one of them is not plain."""
    try:
        return tuple(cleaned(entry, url) for entry in read_quickly(document))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - Unusual, or whatever the libraries raise: feedparser's turn
        return ()


def _quick_entries(slices: Slices) -> list[Any] | None:
    try:
        return list(read_quickly(b"".join((slices.opening, *slices.items, slices.closing))))
    except Unusual:
        return None


def _without_text(entry: Entry) -> Entry:
    if entry.content_hash or not (entry.link or entry.title or entry.text):
        return entry  # without already, or of no use: refused as such at every poll
    return Entry(guid=entry.guid, link=entry.link, content_hash=content_hash(entry))
