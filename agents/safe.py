"""The only way to write an agent: nothing it meets loses a message.

An agent is a function from a record to an `Outcome`: what to emit, and what to remember once that is durable. Around
it, `process` takes a message through decode → handle → emit, confirmed → remember, and only then is it acknowledged.
What is away for a while is tried again for ever, with backoff; what will never pass becomes a dead letter, confirmed
as well. No exception reaches Faust, which would commit the offset and lose the message.

Only two things get through: cancellation, and the failure of the log or the store themselves (`LogError`,
`StoreError`), which ends the program through `Edges.fatal` with the message still unacknowledged.
"""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

from agents.topics import DEADLETTERS
from monitor.clock import Clock
from monitor.errors import LogError, StoreError, Transient, Unprocessable, WorkerDied, WorkerTimeout
from monitor.identity import content_id
from monitor.records import DeadLetter, DeadLetterReason, Record, decode, encode

log = logging.getLogger(__name__)

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0  # seconds between two tries
_LARGEST_DEAD_VALUE = 4 << 20  # bytes of the original that a dead letter keeps


class Emission(NamedTuple):
    """A message to write."""

    topic: str
    key: str
    value: bytes


class Outcome(NamedTuple):
    """What a handler decided: emit first, remember after."""

    emissions: tuple[Emission, ...] = ()
    remember: Callable[[], Awaitable[None]] | None = None


class Message(NamedTuple):
    """A message as it came."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes


class Emit(Protocol):
    """Writes one message; returns when it is durable, raises Transient or Unprocessable (too large) otherwise."""

    async def __call__(self, emission: Emission) -> None:
        """Writes `emission`."""


class Edges(NamedTuple):
    """What the wrapper itself touches."""

    emit: Emit
    clock: Clock
    fatal: Callable[[BaseException], None]  # ends the program
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep  # between two tries of what is away
    tally: Callable[[str], None] = lambda _name: None  # one more of this metric


class Agent(NamedTuple, Generic[R]):
    """One arrow of the topic graph."""

    name: str
    topic: str
    kind: type[R] | None  # the record that the topic carries; None hands over the raw bytes through `decode`
    handle: Callable[[R], Awaitable[Outcome]]
    decode: Callable[[bytes], R] | None = None
    window: int = 1  # how many messages may be handled at once; they are released in order


async def attempt(agent: Agent[R], message: Message, edges: Edges) -> Outcome:
    """The outcome of handling `message`: that of the handler, or a dead letter."""
    try:
        record = _decoded(agent, message)
    except Unprocessable as error:
        return _buried(agent, message, DeadLetterReason.UNDECODABLE, error, edges)
    try:
        return await insist(agent.name, lambda: agent.handle(record), edges)
    except (LogError, StoreError):
        raise
    except WorkerDied as error:
        return _buried(agent, message, DeadLetterReason.WORKER_DIED, error, edges)
    except WorkerTimeout as error:
        return _buried(agent, message, DeadLetterReason.WORKER_TIMEOUT, error, edges)
    except Unprocessable as error:
        return _buried(agent, message, DeadLetterReason.UNPROCESSABLE, error, edges)
    except Exception as error:
        log.exception("agent_failed agent=%s topic=%s offset=%d", agent.name, message.topic, message.offset)
        return _buried(agent, message, DeadLetterReason.UNEXPECTED, error, edges)


async def release(agent: Agent[R], message: Message, outcome: Outcome, edges: Edges) -> None:
    """Makes `outcome` true: every emission durable, then what is to be remembered. The caller acknowledges after."""
    try:
        for emission in outcome.emissions:
            await insist(agent.name, lambda emission=emission: edges.emit(emission), edges)  # type: ignore[misc]
        if outcome.remember is not None:
            await insist(agent.name, outcome.remember, edges)
    except (LogError, StoreError):
        raise
    except Exception as error:
        log.exception("release_failed agent=%s topic=%s offset=%d", agent.name, message.topic, message.offset)
        buried = _buried(agent, message, DeadLetterReason.UNEXPECTED, error, edges)
        await insist(agent.name, lambda: edges.emit(buried.emissions[0]), edges)


async def process(agent: Agent[R], message: Message, edges: Edges) -> None:
    """Takes one message all the way; returns when it may be acknowledged."""
    await release(agent, message, await attempt(agent, message, edges), edges)
    edges.tally(f"{agent.name}_messages")


async def insist(name: str, act: Callable[[], Awaitable[T]], edges: Edges) -> T:
    """The result of `act`, tried again for ever while it raises Transient, with backoff."""
    wait = _FIRST_WAIT
    while True:
        try:
            return await act()
        except Transient as error:
            log.warning("retry agent=%s in_seconds=%.1f error=%s", name, wait, error)
            await edges.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)


def dead_letter(
    agent: str, message: Message, reason: DeadLetterReason, error: BaseException, clock: Clock
) -> DeadLetter:
    """The dead letter of `message`; its id is a function of the message's place, so that a replay buries it once."""
    return DeadLetter(
        id=content_id("dl", agent, message.topic, str(message.partition), str(message.offset)),
        agent=agent,
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value[:_LARGEST_DEAD_VALUE],
        reason=reason,
        error=f"{type(error).__name__}: {error}",
        trace="".join(traceback.format_exception(error))[-8000:],
        at=clock(),
    )


def _decoded(agent: Agent[R], message: Message) -> R:
    if agent.decode is not None:
        return agent.decode(message.value)
    assert agent.kind is not None
    return decode(message.value, agent.kind)


def _buried(agent: Agent[R], message: Message, reason: DeadLetterReason, error: BaseException, edges: Edges) -> Outcome:
    letter = dead_letter(agent.name, message, reason, error, edges.clock)
    log.error("dead_letter agent=%s id=%s reason=%s error=%s", agent.name, letter.id, reason, letter.error)
    edges.tally(f"dead_letters_{reason.name.lower()}")
    return Outcome((Emission(DEADLETTERS, letter.id, encode(letter)),))
