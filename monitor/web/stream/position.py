"""Where a client is in the alerts topic: the offset that it reads next in each partition, as one word."""

from collections.abc import Mapping
from typing import TypeAlias

from monitor.log.base import TopicPartition

Position: TypeAlias = dict[TopicPartition, int]


def written(position: Mapping[TopicPartition, int]) -> str:
    """`position` as an event has it in its `id`: the offsets in the order of the partitions, parted by full stops."""
    return ".".join(str(offset) for _, offset in sorted(position.items()))


def read(text: str, ends: Mapping[TopicPartition, int]) -> Position:
    """The position that `text` says, of the partitions that `ends` has; raises ValueError for what is none of them.

    An offset beyond the end is of a log that there was before: all that this one has is new to whoever comes with it.
    """
    offsets = text.split(".")
    if len(offsets) != len(ends) or not all(each.isdecimal() and len(each) < 20 for each in offsets):
        raise ValueError(f"expected the id of an event of this stream, {len(ends)} numbers parted by full stops")
    named = {at: int(offset) for at, offset in zip(sorted(ends), offsets, strict=True)}
    return {at: offset if offset <= ends[at] else 0 for at, offset in named.items()}
