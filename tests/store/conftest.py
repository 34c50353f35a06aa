"""The stores that the contract suite runs on, each empty: in memory, in a file, in a real PostgreSQL."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from monitor.store.base import Store
from monitor.store.open import DRIVERS, open_store
from monitor.store.sql.database import Database
from tests.postgres.databases import a_database, without_rows, without_tables

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


@pytest.fixture(scope="session")
def postgres_database(postgres_url: str) -> Iterator[str]:
    """A database in which the tables are kept from test to test."""
    with a_database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def bare_postgres_database(postgres_url: str) -> Iterator[str]:
    """A database that tests of the schema empty."""
    with a_database(postgres_url) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    return without_tables(request.getfixturevalue("bare_postgres_database"))


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest, tmp_path: Path, open_here: Open) -> Store:
    """An empty store of each kind."""
    if request.param == "memory":
        return await open_here("memory://")
    if request.param == "sqlite":
        return await open_here(f"sqlite:///{tmp_path / 'store.db'}")
    return await open_here(without_rows(request.getfixturevalue("postgres_database")))


def database_at(url: str) -> Database:
    """The database of a store, beneath the store."""
    parsed = make_url(url)
    return Database(parsed.set(drivername=DRIVERS[parsed.drivername]))
