"""Brings the schema of a database to this version.

Alembic's own table says which version a database has. It is read first, without Alembic, because nearly every start
finds nothing to do.
"""

from sqlalchemy import Connection, inspect, text

from monitor.errors import StoreError
from monitor.store.sql.database import Database

HEAD = "0015"  # the newest of migrations/versions/; a test holds the two together

_LOCK = 0x57495245  # "WIRE": the advisory lock under which one worker migrates and the others wait


async def migrate(database: Database) -> None:
    """Runs the migrations that the database has not seen, in one transaction, while other workers wait.

    Raises StoreError where the schema is newer than this program, or not ours.
    """
    await database.writer.run(lambda connection: _migrate(database, connection))


def _migrate(database: Database, connection: Connection) -> None:
    if schema_version(connection) == HEAD:
        return
    connection.rollback()
    _lock(database, connection)
    if schema_version(connection) != HEAD:  # nobody else did it while we waited
        _upgrade(connection)
    connection.commit()


def _lock(database: Database, connection: Connection) -> None:
    database.begin(connection, durable=True)
    if not database.is_sqlite:
        from monitor.store.sql.postgres import take_time

        take_time(connection)
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def schema_version(connection: Connection) -> str | None:
    """The version of the schema in a database; None where there is none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # Alembic takes longer to import than all the rest of the store.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "monitor.store.sql:migrations")
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            f"store: schema {schema_version(connection)} is newer than this version of Wirewatch knows ({HEAD}); "
            "nothing was changed: install the version that wrote it, or restore a backup that this one made"
        ) from error
