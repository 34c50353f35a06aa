"""Which store a URL names."""

from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import StoreError
from monitor.store.base import Store
from monitor.store.memory import MemoryStore

if TYPE_CHECKING:
    from monitor.store.sql.store import Look, SqlStore

_KNOWN = "use memory://, sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE"
DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}


async def open_store(url: str) -> Store:
    """The store at `url`, brought to this version's schema.

    `memory://` forgets all at the end; `sqlite:///here.db` is relative, `sqlite:////var/lib/wirewatch/store.db`
    absolute; `postgresql://user:password@host/database` needs the extra `postgres`. Raises StoreError for any other
    URL, and for a store that is newer than this version or damaged; Transient where the database is unavailable.
    """
    if url == "memory://":
        return MemoryStore()
    store = _sql_store(url)
    try:
        await store.migrate()
    except BaseException:
        await store.close()
        raise
    return store


async def look_at(url: str) -> "Look":
    """What the database at `url`, which is there, is found to be; it is left as it is. Raises as `open_store`."""
    store = _sql_store(url)
    try:
        return await store.look()
    finally:
        await store.close()


def store_file(url: str) -> Path | None:
    """The file of the store at `url`; None for a store that is none."""
    scheme, _, rest = url.partition(":///")
    return Path(rest) if scheme == "sqlite" else None


def missing_file(url: str) -> Path | None:
    """The file of the store at `url`, where no program has made it yet; None for any other store."""
    file = store_file(url)
    return file if file is not None and not file.exists() else None


def _sql_store(url: str) -> "SqlStore":
    # SQLAlchemy takes long to import, and what runs in memory has no need of it.
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    from monitor.store.sql.store import SqlStore

    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # the latter for a port that is no number
        raise StoreError(f"store: this is no URL; {_KNOWN}") from error
    if parsed.drivername not in DRIVERS:
        raise StoreError(f"store: no store is of kind {parsed.drivername}://; {_KNOWN}")
    try:
        return SqlStore(parsed.set(drivername=DRIVERS[parsed.drivername]))
    except ImportError as error:
        raise StoreError("store: PostgreSQL needs the extra postgres: pip install 'wirewatch[postgres]'") from error
