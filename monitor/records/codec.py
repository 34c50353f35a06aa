"""Records as JSON in UTF-8, both ways; messages of earlier releases are upgraded as they are read."""

from typing import TypeVar

import msgspec

from monitor.errors import Unprocessable
from monitor.records.base import Record
from monitor.records.upgrade import upgraded

T = TypeVar("T", bound=Record)


def encode(record: Record) -> bytes:
    """`record` as JSON in UTF-8."""
    return msgspec.json.encode(record)


def decode(data: bytes, kind: type[T]) -> T:
    """The record of type `kind` that `data` holds, whichever release wrote it.

    Raises Unprocessable, with the path of the mistake, where it holds none.
    """
    try:
        return _decoded(data, kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no(kind, error) from error


def _decoded(data: bytes, kind: type[T]) -> T:
    """The record in `data`, upgraded if an earlier release wrote it; else it is refused for what it was refused before.

    What is refused may be broken further on, which its second reading then tells.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError:
        message = upgraded(msgspec.json.decode(data))
        if message is None:
            raise
        return msgspec.convert(message, kind)


def _no(kind: type[Record], error: Exception) -> Unprocessable:
    return Unprocessable(f"no {kind.__name__}: {error}")
