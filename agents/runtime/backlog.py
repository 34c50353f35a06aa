"""When nothing is left to do: every message of every topic that agents read is committed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from agents.topics import GRAPH
from monitor.log.base import Log, TopicPartition
from monitor.status import TopicLag

_LOOK_SECONDS = 0.2


async def backlog(log: Log, group: str) -> dict[TopicPartition, int]:
    """How many messages of each partition `group` has not committed.

    The topics are looked at in the order of the flow. A message is committed after all it leads to is in the topics
    below, so where all are zero in one pass there was a moment at which nothing was left.
    """
    found: dict[TopicPartition, int] = {}
    for topic in GRAPH:
        if topic.read_by:
            ends = await log.end_offsets(topic.name)
            committed = await log.committed(group, topic.name)
            found |= {tp: max(0, end - committed.get(tp, 0)) for tp, end in ends.items()}
    return found


async def oldest_waiting(log: Log, group: str) -> dict[TopicPartition, datetime]:
    """By partition, when the oldest message was written that `group` has not committed; none where nothing waits."""
    moments: dict[TopicPartition, datetime] = {}
    for topic in GRAPH:
        committed = await log.committed(group, topic.name) if topic.read_by else {}
        ends = await log.end_offsets(topic.name) if topic.read_by else {}
        for at in (tp for tp, end in ends.items() if committed.get(tp, 0) < end):
            for record in await log.read(at, committed.get(at, 0), 1):
                moments[at] = datetime.fromtimestamp(record.timestamp_ms / 1000, UTC)
    return moments


async def topic_lags(log: Log, group: str, now: datetime) -> tuple[TopicLag, ...]:
    """What waits in each topic that agents read, and how old the oldest of it is at `now`, in the order of the flow."""
    unread, since = await lag(log, group), await oldest_waiting(log, group)
    oldest = {topic.name: [moment for at, moment in since.items() if at.topic == topic.name] for topic in GRAPH}
    ages = {name: max((now - moment).total_seconds() for moment in found) for name, found in oldest.items() if found}
    return tuple(
        TopicLag(
            topic=topic.name,
            agents=topic.read_by,
            unread=unread.get(topic.name, 0),
            oldest_waiting_seconds=max(0.0, ages.get(topic.name, 0.0)),
        )
        for topic in GRAPH
        if topic.read_by
    )


async def lag(log: Log, group: str) -> dict[str, int]:
    """The same for each topic."""
    found: dict[str, int] = {}
    for tp, waiting in (await backlog(log, group)).items():
        found[tp.topic] = found.get(tp.topic, 0) + waiting
    return found


async def drained(log: Log, group: str, sleep: Callable[[float], Awaitable[None]]) -> None:
    """Returns once nothing is left in any topic."""
    while any((await backlog(log, group)).values()):
        await sleep(_LOOK_SECONDS)
