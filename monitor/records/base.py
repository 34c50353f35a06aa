"""The base of all records."""

from datetime import datetime
from typing import Annotated, Final

import msgspec

SCHEMA: Final = 2
"""The version of the records that travel; `upgrade` tells what changed with each."""

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A moment with its zone, RFC 3339; ours are in UTC."""
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
"""An id."""
Link = Annotated[str, msgspec.Meta(pattern="^(?:[hH][tT][tT][pP][sS]?://[^\\s/?#]+(?:[/?#]\\S*)?)?$")]
"""An address of a page, "" for none."""
Count = Annotated[int, msgspec.Meta(ge=1)]
"""A number from 1 on."""
Tier = Annotated[int, msgspec.Meta(ge=1, le=4)]
"""A number from 1 to 4."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, named fields, comparable by value."""


class Versioned(Record, frozen=True, kw_only=True):
    """Base of what travels on topics and stands in the store: says by which version of the records it was written."""

    schema: int = SCHEMA  # absent in messages of version 1, which are read as what they are upgraded to
