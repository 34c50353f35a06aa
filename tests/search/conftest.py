"""The stores that searches run on."""

from tests.store.conftest import open_here, postgres_database, store

__all__ = ["open_here", "postgres_database", "store"]
