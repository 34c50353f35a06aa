"""Records as JSON in UTF-8, both ways; messages of earlier releases are upgraded as they are read."""

import threading
from typing import Any, Final, TypeVar

import msgspec

from monitor.errors import Unprocessable
from monitor.records.base import Record
from monitor.records.upgrade import upgraded

T = TypeVar("T", bound=Record)

_DECODERS: Final[dict[type[Record], msgspec.json.Decoder[Any]]] = {}
_MAKING: Final = threading.Lock()


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
        decoded: T = (_DECODERS.get(kind) or _decoder(kind)).decode(data)
    except msgspec.ValidationError:
        message = upgraded(msgspec.json.decode(data))
        if message is None:
            raise
        return msgspec.convert(message, kind)
    return decoded


def _decoder(kind: type[T]) -> msgspec.json.Decoder[T]:
    """What reads `kind`, made once, by one thread at a time.

    What msgspec learns of a record stands half-made at its class while it looks at the fields; another thread that
    reads the same record then would read through it, and the process would end.
    """
    with _MAKING:
        decoder: msgspec.json.Decoder[T] = _DECODERS.setdefault(kind, msgspec.json.Decoder(kind))
    return decoder


def _no(kind: type[Record], error: Exception) -> Unprocessable:
    return Unprocessable(f"no {kind.__name__}: {error}")
