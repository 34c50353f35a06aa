"""Searching the archive: a watch asked of the past.

The index tells which articles the watch may match, and the matcher that judges new articles judges them: what is found
is what the watch would have found.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from monitor.match.matcher import compile as compile_watchlists
from monitor.match.narrowing.narrow import narrow
from monitor.match.narrowing.together import together
from monitor.match.narrowing.wording import of_words
from monitor.match.watchlist import Watch, Watchlist
from monitor.records import AnnotatedArticle, Match
from monitor.store.base import ArchiveStore

_FIRST, _MOST = 32, 256  # articles that are read at once: few at first, since most who ask want the newest


class Hit(NamedTuple):
    """An article that a watch matches, and why."""

    annotated: AnnotatedArticle
    match: Match


async def search(
    store: ArchiveStore, watchlist: Watchlist, watch: Watch, now: datetime, *, since: datetime | None = None
) -> AsyncIterator[Hit]:
    """Archived articles that `watch` of `watchlist` matches, what was archived last first.

    since: only articles fetched at this moment or later; now: the moment at which the watch is asked.
    """
    matcher, words = compile_watchlists([watchlist]), of_words(watch)
    requirement, in_one = narrow(watchlist, watch), together(watchlist, watch)
    first = compile_watchlists([replace(watchlist, watches=(words,))]) if words else None
    size, before = _FIRST, None
    while found := await store.candidates(requirement, together=in_one, since=since, before=before, limit=size):
        for candidate in found:
            if first is not None and not first.match(candidate.wording, now).matches:
                continue
            annotated = candidate.annotated
            for match in matcher.match(annotated, now).matches:
                if match.watch == watch.id:
                    yield Hit(annotated, match)
        if len(found) < size:
            return
        size, before = min(2 * size, _MOST), found[-1].position
