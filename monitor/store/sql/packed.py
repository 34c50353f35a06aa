"""Records in few bytes: SQLite keeps a long one compressed, PostgreSQL compresses by itself.

Which of the two a row holds its type tells: text is the record, bytes are its text compressed by zlib. So rows that
an earlier version wrote are read as they are.
"""

import zlib
from typing import Final

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from monitor.errors import StoreError

_LONG: Final = 512  # characters; compressed, what is shorter saves no page
_LEVEL: Final = 3  # of 9: the higher ones take longer for records and save nearly nothing


class Packed(TypeDecorator[str]):
    """A record in JSON, compressed in SQLite where it is long."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """`value` as it is stored; SQLite keeps bytes in a column of texts as they are."""
        return packed(value) if value is not None and dialect.name == "sqlite" else value  # type: ignore[return-value]

    def process_result_value(self, value: str | bytes | None, dialect: Dialect) -> str | None:
        """The record."""
        return None if value is None else unpacked(value)


def packed(record: str) -> str | bytes:
    """`record` as SQLite keeps it."""
    return zlib.compress(record.encode(), _LEVEL) if len(record) >= _LONG else record


def unpacked(value: str | bytes) -> str:
    """The record that is kept as `value`; raises StoreError where it is damaged."""
    if isinstance(value, str):
        return value
    try:
        return zlib.decompress(value).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise StoreError(f"store: a row is damaged: {error}") from error
