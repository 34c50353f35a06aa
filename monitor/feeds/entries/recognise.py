"""Which entry is which: the entries of a poll beside those seen before.

An entry is known by its guid, else by its canonical link, else by its content. Publishers break each of these, so:

- a guid that names no article counts as none (`candidates`), and entries of one guid whose links and contents both
  differ are told apart;
- a new guid on a known link is the same article again (publishers renew guids at every edit) where it looks like it
  (`likeness`); with another headline and another text it is the next warning or bulletin, an article of its own. On a
  link that several articles share it must resemble one of them in both;
- the same words under another guid and link, in place of those that are gone, are the same article, and so is a long
  text whose headline was edited, and with it the address (`memory`).

What cannot be told apart is another article: told twice is better than not at all.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from monitor.feeds.entries.candidates import MAX_ID, Candidate, candidates_of
from monitor.feeds.entries.memory import Memory
from monitor.feeds.entry import Entry
from monitor.feeds.seen import SeenEntry
from monitor.identity import article_id, content_id


class Recognised(NamedTuple):
    """An entry with its identity."""

    entry: Entry
    id: str  # within the feed
    article: str
    link: str  # canonical, "" where there is none
    content_hash: str
    known: SeenEntry | None  # the same entry as it was seen last
    version: int  # the highest of its article so far, 0 for an unknown one
    candidate: Candidate  # what else is compared


class _Shared(NamedTuple):
    """What identifies nothing in this poll."""

    links: frozenset[str]
    guids: frozenset[str]


def recognise(
    feed: str,
    entries: Sequence[Entry],
    seen: Mapping[str, SeenEntry],
    *,
    dates: Sequence[datetime | None] = (),
    homes: Collection[str] = (),
) -> list[Recognised]:
    """Every entry with its ids and with what is known of it, in the order given.

    dates: of publication, of each entry; homes: canonical addresses that are of no article, such as the site's.
    """
    candidates = candidates_of(entries, dates, seen, homes)
    shared = _Shared(
        _shared_links(candidates, seen, homes), _duplicate_guids(candidates) | _links_for_ids(candidates, seen)
    )
    memory = Memory(seen, candidates)
    return [_recognised(feed, candidate, memory, shared, alone=len(candidates) == 1) for candidate in candidates]


def _recognised(feed: str, candidate: Candidate, memory: Memory, shared: _Shared, *, alone: bool) -> Recognised:
    name = _entry_id(candidate, memory, shared, alone=alone)
    known = memory.seen.get(name)
    if known is None and (known := memory.same(candidate)) is not None:
        name = known.entry  # a renewed guid alone is nothing to remember
    known = known or _on_link(candidate, memory, shared, alone=alone) or memory.elsewhere(candidate)
    if known is not None and known.content_hash == candidate.content_hash:
        name = known.entry
    article = known.article if known else _article(feed, candidate, name, memory, shared)
    version = memory.versions.get(article, 0)
    return Recognised(candidate.entry, name, article, candidate.link, candidate.content_hash, known, version, candidate)


def _on_link(candidate: Candidate, memory: Memory, shared: _Shared, *, alone: bool) -> SeenEntry | None:
    """The row on the same link that `candidate` is a later state of."""
    rows = memory.on_link(candidate)
    if candidate.link in shared.links:
        return next((row for row in rows if memory.is_like(candidate, row, strict=True)), None)
    if rows and (_is_named_alike(candidate, rows[0], alone=alone) or memory.is_like(candidate, rows[0])):
        return rows[0]
    return None


def _is_named_alike(candidate: Candidate, row: SeenEntry, *, alone: bool) -> bool:
    """Whether no guid speaks against one article: it is the link with a version behind, or there is none."""
    link, _, version = candidate.guid.partition("#")
    if link == candidate.entry.link and version.isdecimal():
        return True
    return not alone and not (candidate.guid and row.guid)


def _shared_links(
    candidates: Sequence[Candidate], seen: Mapping[str, SeenEntry], homes: Collection[str]
) -> frozenset[str]:
    """Links that identify nothing, because different entries carry them; the missing link is one of them."""
    articles: dict[str, set[str]] = defaultdict(set)
    for row in seen.values():
        articles[row.link].add(row.article)
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for candidate in candidates:
        names[candidate.link][candidate.content_hash] = candidate.guid or candidate.content_hash
    of_rows = {link for link, known in articles.items() if len(known) > 1}
    of_poll = {link for link, known in names.items() if len(set(known.values())) > 1}
    front_pages = {candidate.link for candidate in candidates if "/" not in candidate.link or candidate.link in homes}
    return frozenset(of_rows | of_poll | front_pages | {""})


def _duplicate_guids(candidates: Sequence[Candidate]) -> frozenset[str]:
    """Guids that stand at entries with different links (or contents, where there is no link)."""
    places: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        places[candidate.guid].add(candidate.link or candidate.content_hash)
    return frozenset(guid for guid, known in places.items() if guid and len(known) > 1)


def _entry_id(candidate: Candidate, memory: Memory, shared: _Shared, *, alone: bool) -> str:
    """The id of an entry within its feed; of one that is `alone` in it, the guid may be that of the feed."""
    guid, link, content, seen = candidate.guid, candidate.link, candidate.content_hash, memory.seen
    duplicate = guid in shared.guids
    if not guid:
        name = content if link in shared.links else _link_id(link, seen)
        row = seen.get(name)
        return content if row is not None and alone and _is_another(candidate, row, memory) else name
    apart = _apart(guid, link or content)
    if apart in seen:
        return apart
    row = seen.get(guid)
    if row is None:
        return apart if duplicate else guid
    if link == row.link:
        return _apart(guid, content) if alone and _is_another(candidate, row, memory) else guid
    # The guid is known with another link: the publisher moved the article, or gives all articles one guid.
    moved = not duplicate and (content == row.content_hash or not (link and row.link))
    return guid if moved or (not duplicate and memory.is_gone(row) and memory.is_like(candidate, row)) else apart


def _is_another(candidate: Candidate, row: SeenEntry, memory: Memory) -> bool:
    return candidate.content_hash != row.content_hash and not memory.is_like(candidate, row)


def _links_for_ids(candidates: Sequence[Candidate], seen: Mapping[str, SeenEntry]) -> frozenset[str]:
    """Links by which entries without a guid are known: the guid of another entry may read the same."""
    of_rows = {row.link for row in seen.values() if row.entry == row.link}
    return frozenset(of_rows | {candidate.link for candidate in candidates if not candidate.guid})


@lru_cache(maxsize=30_000)  # the same entries come at every poll
def _apart(guid: str, place: str) -> str:
    """The id of an entry whose guid is not its own."""
    return content_id("e", guid, place)


def _article(feed: str, candidate: Candidate, name: str, memory: Memory, shared: _Shared) -> str:
    """The id of an article that is new: of its link, unless others have that link, or an earlier article has it."""
    entry = candidate.entry
    own = candidate.link not in shared.links and not memory.on_link(candidate)
    guid = name if entry.guid else None
    return article_id(entry.link if own else None, feed, guid, entry.title, entry.text)


def _link_id(link: str, seen: Mapping[str, SeenEntry]) -> str:
    row = seen.get(link)
    taken = row is not None and row.link != link  # by an entry whose guid reads the same
    return content_id("e", "link", link) if taken or len(link) > MAX_ID else link
