"""When the entries of a poll were published, by what all dates of their feed tell."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from monitor.feeds.dates.decide import UNDATED, Context, Dated, date_of
from monitor.feeds.dates.habit import DateHabit, learnt
from monitor.feeds.dates.place import Place, place_of
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.feed import Feed
from monitor.records import Dating


class EntryDates(NamedTuple):
    """The dates of one entry."""

    published: Dated  # where the feed dates only updates, that of the update
    updated: datetime | None  # UTC


_NONE = EntryDates(UNDATED, None)


def habit_after(known: DateHabit, entries: Iterable[Entry]) -> DateHabit:
    """How a feed writes its dates, after a poll that brought `entries`."""
    zoned, texts = [], []
    for entry in entries:
        moment = entry.published or entry.updated
        if entry.offset is not None and moment is not None:
            zoned.append((moment, entry.offset))
        texts += [text for text in (entry.published_text, entry.updated_text) if text]
    return learnt(known, zoned, texts)


def dates_of(entry: Entry, feed: Feed, parsed: ParsedFeed, habit: DateHabit, fetched: datetime) -> EntryDates:
    """The dates of an entry of `feed`, `fetched` in the document `parsed`."""
    if entry.content_hash:  # it came without, as it was read before
        return _NONE
    place = _place(entry, feed, parsed) if entry.published_text or entry.updated_text else Place()
    context = Context(fetched, place, habit)
    published = _date(entry.published, entry.published_text, context)
    updated = _date(entry.updated, entry.updated_text, context)
    if published.moment is None and (updated.moment is not None or published.dating is Dating.MISSING):
        published = updated
    return EntryDates(published, updated.moment)


def _date(moment: datetime | None, text: str, context: Context) -> Dated:
    if moment is None and not text:
        return UNDATED
    return date_of(None if text else moment, text, context)


def _place(entry: Entry, feed: Feed, parsed: ParsedFeed) -> Place:
    languages = (entry.language, parsed.language, feed.language)
    return place_of(languages, (entry.link, parsed.site_url, feed.url))
