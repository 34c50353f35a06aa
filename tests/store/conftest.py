"""The stores that the contract suite runs on, each empty."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from monitor.store.base import Store
from monitor.store.open import open_store

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
    await _empty(make_url(POSTGRES))
    return POSTGRES


@pytest.fixture(params=["memory", "sqlite", *(["postgresql"] if POSTGRES else [])])
async def store(request: pytest.FixtureRequest, tmp_path: Path, open_here: Open) -> Store:
    """An empty store of each kind."""
    if request.param == "memory":
        return await open_here("memory://")
    if request.param == "sqlite":
        return await open_here(f"sqlite:///{tmp_path / 'store.db'}")
    await _empty(make_url(POSTGRES))
    return await open_here(POSTGRES)


async def _empty(url: URL) -> None:
    engine = create_async_engine(url.set(drivername="postgresql+psycopg"))
    async with engine.begin() as connection:
        await connection.execute(text("DROP SCHEMA public CASCADE"))
        await connection.execute(text("CREATE SCHEMA public"))
    await engine.dispose()
