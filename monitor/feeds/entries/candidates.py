"""The entries of a poll as they are compared, with the names that tell them apart.

A guid that names no article is as good as none: a placeholder ("N/A"), the front page, and one that stands, now or
before, at entries of one link that have nothing in common.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import repeat

from monitor.feeds.entries.likeness import Look, likeness, look_of
from monitor.feeds.entry import Entry
from monitor.feeds.seen import SeenEntry
from monitor.identity import canonical_url, content_id

MAX_ID = 300  # characters of an entry id; a longer guid is hashed

_PLACEHOLDER = re.compile(r"(?:n\W?a|none|null|nil|nan|undefined|unknown|guid|id|tbd|false|true|0|[\W_]+)", re.I)
_FRONT_PAGE = re.compile(r"https?://[^/?#]+/?", re.IGNORECASE)

known_canonical_url = lru_cache(maxsize=30_000)(canonical_url)  # the same links come at every poll


class Candidate:
    """An entry that is to be recognised."""

    def __init__(self, entry: Entry, published: datetime | None) -> None:
        self.entry = entry
        self.published = published
        self.given = entry.guid if len(entry.guid) <= MAX_ID else content_id("e", "guid", entry.guid)
        self.guid = self.given  # "" where it names no article
        self.link = known_canonical_url(entry.link) if entry.link else ""
        self.content_hash = content_hash(entry)

    @cached_property
    def look(self) -> Look:
        """What is compared of it, where that is needed."""
        return look_of(self.entry)


def content_hash(entry: Entry) -> str:
    """Of title and text; runs of white space count as one space."""
    return entry.content_hash or content_id("c", " ".join(entry.title.split()), " ".join(entry.text.split()))


def candidates_of(
    entries: Sequence[Entry],
    dates: Sequence[datetime | None],
    seen: Mapping[str, SeenEntry],
    homes: Collection[str],
) -> list[Candidate]:
    """The `entries` with their `dates` of publication, in order; `homes` are canonical addresses of no article."""
    found = [Candidate(entry, date) for entry, date in zip(entries, dates or repeat(None), strict=False)]
    for candidate in found:
        if _names_nothing(candidate, homes):
            candidate.guid = ""
    shared = _shared_guids(found, seen)
    for candidate in found:
        if (candidate.given, candidate.link) in shared:
            candidate.guid = ""
    return found


def _names_nothing(candidate: Candidate, homes: Collection[str]) -> bool:
    guid = candidate.guid
    return _is_nothing(guid) or (guid.startswith("http") and known_canonical_url(guid) in homes)


@lru_cache(maxsize=30_000)
def _is_nothing(guid: str) -> bool:
    return bool(_PLACEHOLDER.fullmatch(guid) or _FRONT_PAGE.fullmatch(guid))


def _shared_guids(candidates: Sequence[Candidate], seen: Mapping[str, SeenEntry]) -> set[tuple[str, str]]:
    """Guids with links at which different articles stand."""
    articles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in seen.values():
        if row.guid:
            articles[row.guid, row.link].add(row.article)
    groups: dict[tuple[str, str], dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        if candidate.guid:
            groups[candidate.guid, candidate.link][candidate.content_hash] = candidate
    shared = {place for place, known in articles.items() if len(known) > 1}
    for place, group in groups.items():
        if len(group) > 1 and place not in shared and _differ(list(group.values()), seen):
            shared.add(place)
    return shared


def _differ(group: Sequence[Candidate], seen: Mapping[str, SeenEntry]) -> bool:
    """Whether two entries of one guid and link have nothing in common."""
    rows = {row.content_hash: look_of_row(row) for row in seen.values()}
    looks = [rows.get(each.content_hash, Look()) if each.entry.content_hash else each.look for each in group]
    known = [look for look in looks if look.title_hash or look.text_hash]
    return any(not any(likeness(one, other)) for at, one in enumerate(known) for other in known[:at])


def look_of_row(row: SeenEntry) -> Look:
    """What is compared of an entry that was seen before."""
    return Look(row.title_hash, row.text_hash, row.title_sketch, row.text_sketch)
