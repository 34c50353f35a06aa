"""The address that a feed is polled at, and when a redirect for good rewrites it."""

import msgspec

from monitor.records import Record

# Polls in a row that must be redirected to one address for good before it becomes the feed's address, and that must
# fail there before the configured one is tried again.
MOVES = 3


class Address(Record, frozen=True, kw_only=True):
    """Where a feed is polled. Owner: this file."""

    url: str  # polled now
    configured: str  # by the user; another one begins a new memory
    moving_to: str | None = None  # where the last polls were redirected to for good
    moves: int = 0  # how many polls in a row were


def redirected(address: Address, moved_to: str | None) -> Address:
    """`address` after a poll that was redirected for good to `moved_to`, or was not (None)."""
    if moved_to is None or moved_to == address.url:
        return msgspec.structs.replace(address, moving_to=None, moves=0)
    moves = address.moves + 1 if address.moving_to == moved_to else 1
    if moves >= MOVES:
        return Address(url=moved_to, configured=address.configured)
    return msgspec.structs.replace(address, moving_to=moved_to, moves=moves)
