"""Databases of a worker's own in the PostgreSQL that tests share."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql
from sqlalchemy import make_url

_TABLES = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename != 'alembic_version' ORDER BY tablename"
)


@contextmanager
def a_database(server: str, *, encoding: str = "UTF8") -> Iterator[str]:
    """The URL of a new database in that `encoding`; it is dropped at the end, whoever is still connected."""
    name = f"wirewatch_test_{uuid.uuid4().hex[:12]}"
    _run(server, sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING {}").format(sql.Identifier(name), encoding))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    _run(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def without_rows(database: str) -> str:
    """`database`, with its tables and none of their rows."""
    with psycopg.connect(database, autocommit=True) as connection:
        tables = [sql.Identifier(name) for (name,) in connection.execute(_TABLES)]
        if tables:
            connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(sql.SQL(", ").join(tables)))
    return database


def without_tables(database: str) -> str:
    """`database`, empty."""
    _run(database, sql.SQL("DROP SCHEMA public CASCADE"), sql.SQL("CREATE SCHEMA public"))
    return database


def _run(database: str, *statements: sql.SQL | sql.Composed) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
