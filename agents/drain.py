"""When nothing is left to do: every message of every topic that agents read is committed."""

from collections.abc import Awaitable, Callable

from agents.topics import GRAPH
from monitor.log.base import Log

_LOOK_SECONDS = 0.2


async def lag(log: Log, group: str) -> dict[str, int]:
    """How many messages of each topic `group` has not committed.

    The topics are looked at in the order of the flow. A message is committed after all it leads to is in the topics
    below, so where all are zero in one pass there was a moment at which nothing was left.
    """
    found: dict[str, int] = {}
    for topic in GRAPH:
        if topic.read_by:
            ends = await log.end_offsets(topic.name)
            committed = await log.committed(group, topic.name)
            found[topic.name] = sum(max(0, end - committed.get(tp, 0)) for tp, end in ends.items())
    return found


async def drained(log: Log, group: str, sleep: Callable[[float], Awaitable[None]]) -> None:
    """Returns once nothing is left in any topic."""
    while any((await lag(log, group)).values()):
        await sleep(_LOOK_SECONDS)
