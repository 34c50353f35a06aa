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

from msgspec.structs import replace

from agents.topics import DEADLETTERS
from monitor.clock import Clock
from monitor.errors import LogError, StoreError, Transient, Unprocessable, WorkerDied, WorkerTimeout
from monitor.identity import content_id
from monitor.records import DeadLetter, DeadLetterReason, Record, decode, encode

log = logging.getLogger(__name__)
retries = logging.getLogger("agents.retry")  # held back where it repeats itself, see monitor.log.quiet

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
    alive: Callable[[str], None] = lambda _name: None  # this agent got on: a message is done, or is tried again


class Agent(NamedTuple, Generic[R]):
    """One arrow of the topic graph."""

    name: str
    topic: str
    kind: type[R] | None  # the record that the topic carries; None hands over the raw bytes through `decode`
    handle: Callable[[R], Awaitable[Outcome]]
    decode: Callable[[bytes], R] | None = None
    window: int = 1  # how many messages may be handled at once; they are released in order


class Buried(NamedTuple):
    """A message that will never pass."""

    reason: DeadLetterReason
    error: Exception


async def attempt(agent: Agent[R], message: Message, edges: Edges) -> Outcome | Buried:
    """What handling `message` leads to; nothing of it is done yet."""
    try:
        record = _decoded(agent, message)
    except Unprocessable as error:
        return Buried(DeadLetterReason.UNDECODABLE, error)
    try:
        return await insist(agent.name, lambda: agent.handle(record), edges)
    except (LogError, StoreError):
        raise
    except WorkerDied as error:
        return Buried(DeadLetterReason.WORKER_DIED, error)
    except WorkerTimeout as error:
        return Buried(DeadLetterReason.WORKER_TIMEOUT, error)
    except Unprocessable as error:
        return Buried(DeadLetterReason.UNPROCESSABLE, error)
    except Exception as error:
        log.exception("agent_failed agent=%s topic=%s offset=%d", agent.name, message.topic, message.offset)
        return Buried(DeadLetterReason.UNEXPECTED, error)


async def release(agent: Agent[R], message: Message, outcome: Outcome | Buried, edges: Edges) -> None:
    """Makes `outcome` true: every emission durable, then what is to be remembered. The caller acknowledges after."""
    if isinstance(outcome, Buried):
        return await bury(agent.name, message, outcome.reason, outcome.error, edges)
    try:
        for emission in outcome.emissions:
            await _emit(agent.name, emission, edges)
        if outcome.remember is not None:
            await insist(agent.name, outcome.remember, edges)
    except (LogError, StoreError):
        raise
    except Unprocessable as error:  # what it led to is too large for the log
        await bury(agent.name, message, DeadLetterReason.UNPROCESSABLE, error, edges)
    except Exception as error:
        log.exception("release_failed agent=%s topic=%s offset=%d", agent.name, message.topic, message.offset)
        await bury(agent.name, message, DeadLetterReason.UNEXPECTED, error, edges)


async def bury(agent: str, message: Message, reason: DeadLetterReason, error: BaseException, edges: Edges) -> None:
    """Writes the dead letter of `message`; without the message itself where the log does not take one so large."""
    letter = dead_letter(agent, message, reason, error, edges.clock)
    log.error("dead_letter agent=%s id=%s reason=%s error=%s", agent, letter.id, reason, letter.error)
    edges.tally(f"dead_letters_{reason.name.lower()}")
    try:
        await _emit(agent, Emission(DEADLETTERS, letter.id, encode(letter)), edges)
    except Unprocessable:
        why = f"{letter.error} (not kept here: {len(message.value)} bytes)"
        without = replace(letter, value=b"", error=why)
        await _emit(agent, Emission(DEADLETTERS, letter.id, encode(without)), edges)


async def process(agent: Agent[R], message: Message, edges: Edges) -> None:
    """Takes one message all the way; returns when it may be acknowledged."""
    await release(agent, message, await attempt(agent, message, edges), edges)
    count(agent, edges)


def count(agent: Agent[R], edges: Edges) -> None:
    """Tells that `agent` is done with one more message."""
    edges.tally(f"{agent.name}_messages")
    edges.alive(agent.name)


async def insist(name: str, act: Callable[[], Awaitable[T]], edges: Edges) -> T:
    """The result of `act`, tried again for ever while it raises Transient, with backoff."""
    wait = _FIRST_WAIT
    while True:
        try:
            return await act()
        except Transient as error:
            retries.warning("retry agent=%s in_seconds=%.1f error=%s", name, wait, error)
            edges.alive(name)
            await edges.sleep(wait)
            wait = min(wait * 2, _LONGEST_WAIT)


def dead_letter(
    agent: str, message: Message, reason: DeadLetterReason, error: BaseException, clock: Clock
) -> DeadLetter:
    """The dead letter of `message`; its id is a function of the message's place, so that a replay buries it once."""
    place = (message.topic, str(message.partition), str(message.offset), (message.key or b"").hex())
    return DeadLetter(
        id=content_id("dl", agent, *place),
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


async def _emit(agent: str, emission: Emission, edges: Edges) -> None:
    await insist(agent, lambda: edges.emit(emission), edges)
