"""What every log does alike when topics are made."""

from collections.abc import Mapping, Sequence

from monitor.errors import TopicMismatch
from monitor.log.base import TopicSpec


def check_partitions(wanted: Sequence[TopicSpec], existing: Mapping[str, int]) -> None:
    """Raises TopicMismatch where a topic of `existing` has another number of partitions than `wanted` says.

    Partitions are never added to a topic: that would send a key to another partition than its earlier messages.
    """
    for spec in wanted:
        if existing.get(spec.name, spec.partitions) != spec.partitions:
            raise TopicMismatch(
                f"topic {spec.name} has {existing[spec.name]} partitions, {spec.partitions} are configured"
            )
