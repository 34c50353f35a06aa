"""How the schema comes to this version, on every database."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from monitor.errors import StoreError
from monitor.store.sql.database import Database
from monitor.store.sql.migrate import HEAD
from monitor.store.sql.tables import metadata
from tests.store.conftest import Open, database_at

T = TypeVar("T")
SCRIPTS = Path(__file__).parents[2] / "monitor" / "store" / "sql" / "migrations"


def test_the_version_that_the_code_expects_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


@pytest.mark.filterwarnings("ignore:autogenerate skipping metadata-specified expression-based index")
async def test_the_migrations_lead_to_the_tables_that_the_code_declares(open_here: Open, database_url: str) -> None:
    await open_here(database_url)
    assert await _run(database_at(database_url), _differences) == []


async def test_two_workers_that_start_at_once_both_find_the_schema(open_here: Open, database_url: str) -> None:
    stores = await asyncio.gather(*(open_here(database_url) for _ in range(8)))
    assert [await store.deliveries() for store in stores] == [[]] * 8


async def test_a_store_of_a_newer_version_is_refused_and_left_alone(open_here: Open, database_url: str) -> None:
    await open_here(database_url)
    await _run(database_at(database_url), lambda connection: _set_version(connection, "9999"))
    with pytest.raises(StoreError, match=f"schema 9999 is newer than this version of Wirewatch knows \\({HEAD}\\)"):
        await open_here(database_url)
    assert await _run(database_at(database_url), _version) == "9999"


async def test_a_migration_that_fails_leaves_nothing_behind(open_here: Open, database_url: str) -> None:
    await _run(database_at(database_url), lambda connection: connection.execute(text("CREATE TABLE alerts (x int)")))
    with pytest.raises(StoreError, match="alerts"):
        await open_here(database_url)
    assert await _run(database_at(database_url), lambda connection: inspect(connection).get_table_names()) == ["alerts"]


async def _run(database: Database, work: Callable[[Connection], T]) -> T:
    def committed(connection: Connection) -> T:
        done = work(connection)
        connection.commit()
        return done

    try:
        return await database.writer.run(committed)
    finally:
        await database.close()


def _differences(connection: Connection) -> list[Any]:
    found = compare_metadata(MigrationContext.configure(connection), metadata)
    return [each for each in found if not (connection.dialect.name == "sqlite" and _is_of_tokens(each))]


def _is_of_tokens(difference: Any) -> bool:
    """Tokens of articles have an index of another kind in SQLite, which is a table to it, and made by triggers."""
    return difference[0] in ("remove_table", "add_index") and "_tokens" in str(difference[1].name)


def _set_version(connection: Connection, version: str) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
