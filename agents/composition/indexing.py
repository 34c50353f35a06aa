"""The index of the archive: articles that an earlier version archived, or listed by other tokens, are indexed again.

What comes in is indexed when it is archived, so there is something to do after an update only. A search finds what is
not indexed yet by reading it.
"""

import asyncio

from agents.runtime.edges import Edges, retry_until_available
from monitor.store.base import ArchiveStore

_PAUSE = 0.2  # seconds between batches, in which the chain has the store to itself
_SECONDS = 600.0  # between looks; another worker may still run the earlier version


async def keep_indexing(store: ArchiveStore, edges: Edges) -> None:
    """Indexes what is not indexed, in batches, until cancelled."""
    while True:
        indexed = await retry_until_available("indexing", store.index_articles, edges)
        await asyncio.sleep(_PAUSE if indexed else _SECONDS)
