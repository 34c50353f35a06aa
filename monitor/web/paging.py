"""Long lists in pages: where one ends is told by a cursor, which says nothing to those who hand it back."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Final, Generic, TypeVar

import msgspec
from litestar.exceptions import ValidationException
from litestar.params import QueryParameter

from monitor.records import Record

T = TypeVar("T")
C = TypeVar("C")

MOST: Final = 500
_LARGEST: Final = 2**63 - 1  # whole number of a database
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="At most so many.")]
After = Annotated[str | None, QueryParameter(name="after", description="`next` of the page before.", max_length=500)]


class Page(Record, Generic[T], frozen=True, kw_only=True):
    """A part of a list."""

    items: tuple[T, ...]
    next: str | None  # what `after` is for the page behind it; null where this is the last


def cursor(*parts: object) -> str:
    """The cursor of a row that `parts` name."""
    return base64.urlsafe_b64encode(msgspec.json.encode(parts)).decode().rstrip("=")


def place(after: str | None, kind: type[C]) -> C | None:
    """The `parts` of a cursor as a tuple of type `kind`; raises ValidationException for what is no cursor of ours."""
    if after is None:
        return None
    try:
        parts = msgspec.json.decode(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)), type=kind)
        if isinstance(parts, tuple):
            _check(parts)
    except (ValueError, OverflowError, binascii.Error, msgspec.DecodeError) as error:
        raise ValidationException("'after' is no cursor of this list: expected 'next' of the page before") from error
    return parts


def _check(parts: tuple[object, ...]) -> None:
    """Raises ValueError or OverflowError for what no store can compare with."""
    for part in parts:
        match part:
            case datetime(tzinfo=zone) if zone is None or not part.astimezone(UTC):
                raise ValueError(part)
            case str() if "\0" in part:
                raise ValueError(part)
            case int() if abs(part) > _LARGEST:
                raise ValueError(part)


def paged(found: Sequence[T], limit: int, named: Callable[[T], tuple[object, ...]]) -> Page[T]:
    """The page of the first `limit` of `found`, of which one more was asked for than the page holds."""
    items = tuple(found[:limit])
    return Page(items=items, next=cursor(*named(items[-1])) if len(found) > limit else None)
