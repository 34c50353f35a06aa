"""The base of all records."""

from typing import Final

import msgspec

SCHEMA: Final = 2
"""The version of the records that travel; `upgrade` tells what changed with each."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, named fields, comparable by value."""


class Versioned(Record, frozen=True, kw_only=True):
    """Base of what travels on topics and stands in the store: says by which version of the records it was written."""

    schema: int = SCHEMA  # absent in messages of version 1, which are read as what they are upgraded to
