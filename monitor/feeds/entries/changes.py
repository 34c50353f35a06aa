"""What a poll found: which entries are new, edited or seen, and which articles follow from them.

Pure: the same entries and the same memory give the same articles, with the same ids, at every replay.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from monitor.feeds.dates.habit import DateHabit
from monitor.feeds.entries.candidates import known_canonical_url
from monitor.feeds.entries.dated import EntryDates, dates_of, habit_after
from monitor.feeds.entries.judge import PUBLISHED, EntryReason, Moment, judge
from monitor.feeds.entries.likeness import part_hashes
from monitor.feeds.entries.recognise import Recognised, recognise
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.feeds.feed import Feed
from monitor.feeds.seen import SeenEntry
from monitor.identity import host
from monitor.records import Article, Part, Record

MAX_PUBLISHER = 200  # characters

# Entries that a feed no longer shows are forgotten, or a feed would be remembered whole for ever. One that comes back
# after so long is published again, under the same article id.
FORGET_AFTER = timedelta(days=180)


class EntryOutcome(Record, frozen=True, kw_only=True):
    """What became of one entry."""

    entry: str  # entry id within the feed, "" where it was refused
    article: str | None = None  # article id
    reason: EntryReason
    published: datetime | None = None  # as far as it is believed


class Changes(Record, frozen=True, kw_only=True):
    """What became of all entries of a poll."""

    articles: tuple[Article, ...]  # to publish, in this order
    seen: tuple[SeenEntry, ...]  # to remember once the articles are published
    outcomes: tuple[EntryOutcome, ...]  # one for each entry: the refused ones, then the others in the feed's order
    lacking: bool = False  # an article has no text, as its entry was read before: read the feed afresh
    forgotten: tuple[str, ...] = ()  # ids of entries that need be remembered no longer
    dates: DateHabit = DateHabit()  # how the feed writes dates, as far as is known now


def find_changes(
    feed: Feed,
    parsed: ParsedFeed,
    seen: Mapping[str, SeenEntry],
    *,
    fetched: datetime,
    first_poll: bool,
    since: datetime | None = None,
    dates: DateHabit | None = None,
) -> Changes:
    """What `parsed` brings beyond what was `seen` (by entry id) before.

    Articles come oldest first by publication date; an entry without a date keeps its place among its neighbours, in
    the reverse of the order of the feed. Where a feed dates entries only by their update (Atom without <published>,
    RSS 1.0 with dc:date), that is the date of publication. An edit is the same article with the next version. On the
    first poll of a feed entries only count as seen, unless `feed.first_poll` says to publish them. `since` is when
    the poll before was, `dates` how the feed has written dates so far.
    """
    first = feed.first_poll if first_poll else None
    moment = Moment(fetched, since or fetched, timedelta(seconds=feed.max_age), first)
    usable = [entry for entry in parsed.entries if entry.link or entry.title or entry.text or entry.content_hash]
    refused = EntryOutcome(entry="", reason=EntryReason.EMPTY)
    articles: dict[str, Article] = {}
    lacking = False
    habit = habit_after(dates or DateHabit(), usable)
    met: set[str] = set()
    rows: list[SeenEntry] = []
    outcomes = [refused] * (len(parsed.entries) - len(usable))
    dated = [dates_of(entry, feed, parsed, habit, fetched) for entry in usable]
    published = [each.published.moment for each in dated]
    homes = frozenset(known_canonical_url(address) for address in (feed.url, parsed.site_url) if address)
    recognised = recognise(feed.id, usable, seen, dates=published, homes=homes)
    for found, date in zip(recognised, dated, strict=True):
        duplicate = found.id in met or found.article in articles
        reason, old = judge(found, date.published, moment)
        reason = EntryReason.DUPLICATE if duplicate else reason
        outcomes.append(_outcome(found, reason, date))
        twin = articles.get(found.article)  # the same article under another id: remembered, else an edit next time
        version = twin.version if twin else _version(found, reason)
        if found.id not in met and reason is not EntryReason.HELD_BACK and not _remembered(found, version, seen):
            rows.append(_row(feed, found, version, fetched, old=old))
        met.add(found.id)
        if reason in PUBLISHED:
            articles[found.article] = _article(feed, parsed, found, version, fetched, date, old=old)
            lacking = lacking or bool(found.entry.content_hash)
    ordered = tuple(_oldest_first(list(articles.values())))
    forgotten = tuple(row.entry for row in seen.values() if row.entry not in met and fetched - row.seen > FORGET_AFTER)
    return Changes(
        articles=ordered,
        seen=tuple(rows),
        outcomes=tuple(outcomes),
        lacking=lacking,
        forgotten=forgotten,
        dates=habit,
    )


def publisher_of(feed: Feed, link: str, *, title: str = "", source: str = "") -> str:
    """The source of an article: as configured, else the host that an aggregator has it from, else the feed's title.

    That is the `title` that the feed is configured with, else its own. Without one, the host of the link, or else of
    the feed.
    """
    named = feed.publisher or host(source) or feed.title or title[:MAX_PUBLISHER]
    return named or host(link) or host(feed.url)


def _changed(found: Recognised) -> tuple[Part, ...]:
    """Which parts of an edited entry are not what they were."""
    if found.known is None:
        return ()
    before = (found.known.title_hash, found.known.text_hash)
    parts = zip((Part.TITLE, Part.TEXT), before, part_hashes(found.entry), strict=True)
    return tuple(name for name, old, new in parts if old and new and old != new)


def _version(found: Recognised, reason: EntryReason) -> int:
    if reason in (EntryReason.SEEN, EntryReason.REPEATED) and found.known is not None:
        return found.known.version
    return found.version + 1


def _outcome(found: Recognised, reason: EntryReason, date: EntryDates) -> EntryOutcome:
    return EntryOutcome(entry=found.id, article=found.article, reason=reason, published=date.published.moment)


def _row(feed: Feed, found: Recognised, version: int, fetched: datetime, *, old: bool) -> SeenEntry:
    look, (title_hash, text_hash) = found.candidate.look, part_hashes(found.entry)
    return SeenEntry(
        feed=feed.id,
        entry=found.id,
        article=found.article,
        version=version,
        content_hash=found.content_hash,
        title_hash=title_hash,
        text_hash=text_hash,
        link=found.link,
        guid=found.candidate.given,
        published=found.candidate.published,
        title_sketch=look.title_sketch,
        text_sketch=look.text_sketch,
        old=old,
        seen=fetched,
    )


def _remembered(found: Recognised, version: int, seen: Mapping[str, SeenEntry]) -> bool:
    """Whether the store holds all of this already, apart from the time."""
    old = seen.get(found.id)
    return old is not None and (old.version, old.content_hash, old.link) == (version, found.content_hash, found.link)


def _article(
    feed: Feed, parsed: ParsedFeed, found: Recognised, version: int, fetched: datetime, dated: EntryDates, *, old: bool
) -> Article:
    entry = found.entry
    return Article(
        id=found.article,
        version=version,
        feed=feed.id,
        entry=found.id,
        url=entry.link,
        title=entry.title,
        text=entry.text,
        published=dated.published.moment,
        dating=dated.published.dating,
        old=old,
        updated=dated.updated,
        fetched=fetched,
        language=_language(entry, parsed, feed),
        authors=entry.authors,
        publisher=publisher_of(feed, entry.link, title=parsed.title, source=entry.source),
        owner=feed.owner,
        tags=entry.tags,
        source_tags=feed.tags,
        tier=feed.tier,
        changed=_changed(found),
    )


def _language(entry: Entry, parsed: ParsedFeed, feed: Feed) -> str | None:
    return entry.language or parsed.language or feed.language


def _oldest_first(articles: Sequence[Article]) -> list[Article]:
    dated: list[tuple[datetime, Article]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for article in reversed(articles):
        last = article.published or last
        dated.append((last, article))
    return [article for _, article in sorted(dated, key=lambda pair: pair[0])]
