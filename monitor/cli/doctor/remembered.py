"""The store, opened where that changes nothing in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from monitor.config.configuration import Configuration
from monitor.errors import StoreError, Transient
from monitor.store.base import Store
from monitor.store.open import look_at, missing_file, open_store
from monitor.store.sql.migrate import HEAD


@asynccontextmanager
async def as_it_is(configured: Configuration) -> AsyncIterator[Store | None]:
    """The store where it answers and is of this version; else None, and what is looked at as the store says why.

    An older one would be brought to this version when it is opened.
    """
    opened = await _opened(configured.settings.store.reveal())
    try:
        yield opened
    finally:
        if opened is not None:
            await opened.close()


async def _opened(url: str) -> Store | None:
    try:
        if url == "memory://" or missing_file(url) is not None or (await look_at(url)).schema != HEAD:
            return None
        return await open_store(url)
    except (StoreError, Transient, OSError):
        return None
