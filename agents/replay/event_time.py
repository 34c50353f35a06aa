"""Event time: while an agent handles a message of a replay, the present is the moment that the message speaks of."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from agents.runtime.processing import Agent, Outcome
from monitor.records import Alert, AnnotatedArticle, Article, Match, Record, StoryArticle

_EVER = datetime.min.replace(tzinfo=UTC)
_here: ContextVar[datetime | None] = ContextVar("event_time", default=None)


class EventTime:
    """A clock that each task sets for itself: every agent is at a message of its own."""

    def __init__(self, start: datetime) -> None:
        self._start = start

    def __call__(self) -> datetime:
        """The moment that this task was set to, or the task that started it; the start where none was."""
        return _here.get() or self._start

    def set(self, moment: datetime) -> None:
        """Makes `moment` the present of this task and of those that it starts from now on."""
        _here.set(moment)


def moment_of(record: Record) -> datetime:
    """When what `record` speaks of happened: its article was fetched, or the alert raised."""
    match record:
        case Article():
            return record.fetched
        case StoryArticle() | AnnotatedArticle() | Match():
            return record.article.fetched
        case Alert():
            return record.raised
    raise TypeError(f"{type(record).__name__} has no moment")


def in_event_time(
    agent: Agent[Any], time: EventTime, before: Callable[[datetime], Awaitable[None]] | None = None
) -> Agent[Any]:
    """`agent` in event time, which never goes back; `before` each message is awaited what falls due until then."""
    latest = _EVER

    async def handle(record: Record) -> Outcome:
        nonlocal latest
        now = latest = max(latest, moment_of(record))
        if before is not None:
            await before(now)
        time.set(now)
        return await agent.handle(record)

    return agent._replace(handle=handle)
