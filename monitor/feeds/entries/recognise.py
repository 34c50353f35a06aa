"""Which entry is which: the entries of a poll beside those seen before.

An entry is known by its guid, else by its canonical link, else by its content. Publishers break each of these, so:

- entries of one guid whose links and contents both differ are told apart;
- a new guid on a link that is known is the same entry again (publishers renew guids at every edit), unless several
  entries share that link, as in feeds whose entries all lead to the front page.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from monitor.feeds.entry import Entry
from monitor.feeds.seen import SeenEntry
from monitor.identity import article_id, canonical_url, content_id

MAX_ID = 300  # characters of an entry id; a longer guid is hashed

_canonical_url = lru_cache(maxsize=30_000)(canonical_url)  # the same links come at every poll


class Recognised(NamedTuple):
    """An entry with its identity."""

    entry: Entry
    id: str  # within the feed
    article: str
    link: str  # canonical, "" where there is none
    content_hash: str
    known: SeenEntry | None  # the same entry as it was seen last
    version: int  # the highest of its article so far, 0 for an unknown one


class _Candidate(NamedTuple):
    entry: Entry
    guid: str
    link: str
    content_hash: str


def recognise(feed: str, entries: Sequence[Entry], seen: Mapping[str, SeenEntry]) -> list[Recognised]:
    """Every entry with its ids and with what is known of it, in the order given."""
    candidates = [_candidate(entry) for entry in entries]
    shared = _shared_links(candidates, seen)
    duplicate = _duplicate_guids(candidates) | _links_for_ids(candidates, seen)
    by_content = {(row.link, row.content_hash): row for row in seen.values() if row.link}
    rows = sorted(seen.values(), key=lambda row: row.version)
    by_link = {row.link: row for row in rows}
    versions = {row.article: row.version for row in rows}
    result = []
    for candidate in candidates:
        name = _entry_id(candidate, seen, duplicate=candidate.guid in duplicate, shared=candidate.link in shared)
        known = seen.get(name) or by_content.get((candidate.link, candidate.content_hash))
        if known is None and candidate.link not in shared:
            known = by_link.get(candidate.link)
        article = known.article if known else _article(feed, candidate, name, shared=candidate.link in shared)
        version = versions.get(article, 0)
        result.append(
            Recognised(candidate.entry, name, article, candidate.link, candidate.content_hash, known, version)
        )
    return result


def content_hash(entry: Entry) -> str:
    """Of title and text; runs of white space count as one space."""
    return entry.content_hash or content_id("c", " ".join(entry.title.split()), " ".join(entry.text.split()))


def part_hashes(entry: Entry) -> tuple[str, str]:
    """Of the title and of the text, short; "" for an entry that came without them."""
    if entry.content_hash:
        return "", ""
    title, text = (content_id("p", " ".join(part.split()))[:18] for part in (entry.title, entry.text))
    return title, text


def _candidate(entry: Entry) -> _Candidate:
    guid = entry.guid if len(entry.guid) <= MAX_ID else content_id("e", "guid", entry.guid)
    link = _canonical_url(entry.link) if entry.link else ""
    return _Candidate(entry, guid, link, content_hash(entry))


def _shared_links(candidates: Sequence[_Candidate], seen: Mapping[str, SeenEntry]) -> frozenset[str]:
    """Links that identify nothing, because different entries carry them; the missing link is one of them."""
    articles: dict[str, set[str]] = defaultdict(set)
    for row in seen.values():
        articles[row.link].add(row.article)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for candidate in candidates:
        names[candidate.link][candidate.content_hash] = candidate.guid or candidate.content_hash
    of_rows = {link for link, known in articles.items() if len(known) > 1}
    of_poll = {link for link, known in names.items() if len(set(known.values())) > 1}
    return frozenset(of_rows | of_poll | {""})


def _duplicate_guids(candidates: Sequence[_Candidate]) -> frozenset[str]:
    """Guids that stand at entries with different links (or contents, where there is no link)."""
    places: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        places[candidate.guid].add(candidate.link or candidate.content_hash)
    return frozenset(guid for guid, known in places.items() if guid and len(known) > 1)


def _entry_id(candidate: _Candidate, seen: Mapping[str, SeenEntry], *, duplicate: bool, shared: bool) -> str:
    """The id of an entry within its feed."""
    guid, link, content = candidate.guid, candidate.link, candidate.content_hash
    if not guid:
        return content if shared else _link_id(link, seen)
    apart = _apart(guid, link or content)
    if apart in seen:
        return apart
    row = seen.get(guid)
    if row is None:
        return apart if duplicate else guid
    if link == row.link:
        return guid
    # The guid is known with another link: the publisher moved the article, or gives all articles one guid.
    moved = not duplicate and (content == row.content_hash or not (link and row.link))
    return guid if moved else apart


def _links_for_ids(candidates: Sequence[_Candidate], seen: Mapping[str, SeenEntry]) -> frozenset[str]:
    """Links by which entries without a guid are known: the guid of another entry may read the same."""
    of_rows = {row.link for row in seen.values() if row.entry == row.link}
    return frozenset(of_rows | {candidate.link for candidate in candidates if not candidate.guid})


@lru_cache(maxsize=30_000)  # the same entries come at every poll
def _apart(guid: str, place: str) -> str:
    """The id of an entry whose guid is not its own."""
    return content_id("e", guid, place)


def _article(feed: str, candidate: _Candidate, name: str, *, shared: bool) -> str:
    entry = candidate.entry
    return article_id(None if shared else entry.link, feed, name if entry.guid else None, entry.title, entry.text)


def _link_id(link: str, seen: Mapping[str, SeenEntry]) -> str:
    row = seen.get(link)
    taken = row is not None and row.link != link  # by an entry whose guid reads the same
    return content_id("e", "link", link) if taken or len(link) > MAX_ID else link
