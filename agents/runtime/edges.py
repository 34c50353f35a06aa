"""What an agent touches besides its handler: a message that comes, messages that go, the clock, and waiting."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple, Protocol, TypeVar

from monitor.clock import Clock
from monitor.errors import Transient
from monitor.records import DeadLetterReason

retries = logging.getLogger("agents.retry")  # of the same line one a minute is written, see monitor.log.quiet

T = TypeVar("T")

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0  # seconds between two tries


class Message(NamedTuple):
    """A message as it came."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes


class Emission(NamedTuple):
    """A message to write."""

    topic: str
    key: str
    value: bytes


class Emit(Protocol):
    """Writes one message; returns when it is durable, raises Transient or Unprocessable (too large) otherwise."""

    async def __call__(self, emission: Emission) -> None:
        """Writes `emission`."""


class Handled(NamedTuple):
    """A message that an agent is done with."""

    agent: str
    is_ok: bool  # it is no dead letter
    seconds: float  # from when it was taken until it could be acknowledged


class Edges(NamedTuple):
    """What the wrapper itself touches."""

    emit: Emit
    clock: Clock
    fatal: Callable[[BaseException], None]  # ends the program
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep  # between two tries of what is unavailable
    handled: Callable[[Handled], None] = lambda _handled: None  # an agent is done with one more message
    retried: Callable[[str], None] = lambda _agent: None  # something was unavailable and is tried again
    rejected: Callable[[DeadLetterReason], None] = lambda _reason: None  # one more dead letter
    alive: Callable[[str], None] = lambda _agent: None  # this agent got on: a message is done, or is tried again
    monotonic: Callable[[], float] = time.monotonic  # seconds


async def retry_until_available(name: str, act: Callable[[], Awaitable[T]], edges: Edges) -> T:
    """The result of `act`, tried again for ever while it raises Transient, with exponential backoff.

    `name` is that of the agent. Raises what `act` raises besides Transient.
    """
    wait, began = _FIRST_WAIT, edges.clock()
    while True:
        try:
            result = await act()
        except Transient as error:
            retries.warning("retry agent=%s in_seconds=%.1f error=%s", name, wait, error)
            edges.alive(name)
            edges.retried(name)
            await edges.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
        else:
            if wait > _FIRST_WAIT:
                away = (edges.clock() - began).total_seconds()
                retries.warning("available_again agent=%s after_seconds=%.1f", name, away)
            return result


async def emit_durably(agent: str, emission: Emission, edges: Edges) -> None:
    """Returns once `emission` is durable; raises Unprocessable where the log does not take one so large."""
    await retry_until_available(agent, lambda: edges.emit(emission), edges)
