"""The stores that the contract suite runs on, each empty.

WIREWATCH_TEST_POSTGRES adds PostgreSQL: the URL of a database whose schema `public` may be dropped, such as
postgresql://postgres@127.0.0.1/wirewatch_test.
"""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from monitor.store.base import Store
from monitor.store.open import DRIVERS, open_store
from monitor.store.sql.database import Database, Step

POSTGRES = os.environ.get("WIREWATCH_TEST_POSTGRES", "")

Open = Callable[[str], Awaitable[Store]]


@pytest.fixture
async def open_here() -> AsyncIterator[Open]:
    """Opens stores that are closed at the end of the test."""
    opened: list[Store] = []

    async def opening(url: str) -> Store:
        opened.append(await open_store(url))
        return opened[-1]

    yield opening
    for store in opened:
        await store.close()


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    await _empty(POSTGRES)
    return POSTGRES


@pytest.fixture(params=["memory", "sqlite", *(["postgresql"] if POSTGRES else [])])
async def store(request: pytest.FixtureRequest, tmp_path: Path, open_here: Open) -> Store:
    """An empty store of each kind."""
    if request.param == "memory":
        return await open_here("memory://")
    if request.param == "sqlite":
        return await open_here(f"sqlite:///{tmp_path / 'store.db'}")
    await _empty(POSTGRES)
    return await open_here(POSTGRES)


def database_at(url: str) -> Database:
    """The database of a store, beneath the store."""
    parsed = make_url(url)
    return Database(parsed.set(drivername=DRIVERS[parsed.drivername]))


async def _empty(url: str) -> None:
    database = database_at(url)
    await database.write(Step(text("DROP SCHEMA public CASCADE"), {}), Step(text("CREATE SCHEMA public"), {}))
    await database.close()
