"""The only way to write an agent: nothing it meets loses a message.

An agent is a function from a record to an `Outcome`: what to emit, and what to remember once that is durable. Around
it, `process` takes a message through decode → handle → emit, confirmed → remember, and only then is it acknowledged.
What is unavailable for a while is tried again for ever, with backoff; what will never pass becomes a dead letter,
confirmed as well. No exception reaches Faust, which would commit the offset and lose the message.

Only two things get through: cancellation, and the failure of the log or the store themselves (`LogError`,
`StoreError`), which ends the program through `Edges.fatal` with the message still unacknowledged.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Generic, NamedTuple, TypeVar

from agents.runtime.dead_letters import Rejected, dead_letter
from agents.runtime.edges import Edges, Emission, Handled, Message, emit_durably, retry_until_available
from monitor.errors import LogError, StoreError, Unprocessable, WorkerDied, WorkerTimeout
from monitor.records import DeadLetterReason, Record, decode

log = logging.getLogger(__name__)

R = TypeVar("R", bound=Record)


class Outcome(NamedTuple):
    """What a handler decided: emit first, remember after."""

    emissions: tuple[Emission, ...] = ()
    remember: Callable[[], Awaitable[None]] | None = None
    later: Callable[[], Awaitable[tuple[Emission, ...]]] | None = None  # what else to emit then, until it is nothing


class Agent(NamedTuple, Generic[R]):
    """One arrow of the topic graph."""

    name: str
    topic: str
    kind: type[R] | None  # the record that the topic carries; None hands over the raw bytes through `decode`
    handle: Callable[[R], Awaitable[Outcome]]
    decode: Callable[[bytes], R] | None = None
    window: int = 1  # how many messages may be handled at once; they are released in order


async def attempt(agent: Agent[R], message: Message, edges: Edges) -> Outcome | Rejected:
    """What handling `message` leads to; nothing of it is done yet."""
    try:
        record = _decoded(agent, message)
    except Unprocessable as error:
        return Rejected(DeadLetterReason.UNDECODABLE, error)
    try:
        return await retry_until_available(agent.name, lambda: agent.handle(record), edges)
    except (LogError, StoreError):
        raise
    except WorkerDied as error:
        return Rejected(DeadLetterReason.WORKER_DIED, error)
    except WorkerTimeout as error:
        return Rejected(DeadLetterReason.WORKER_TIMEOUT, error)
    except Unprocessable as error:
        return Rejected(DeadLetterReason.UNPROCESSABLE, error)
    except Exception as error:
        log.exception("agent_failed agent=%s topic=%s offset=%d", agent.name, message.topic, message.offset)
        return Rejected(DeadLetterReason.UNEXPECTED, error)


async def release(agent: Agent[R], message: Message, outcome: Outcome | Rejected, edges: Edges) -> bool:
    """Makes `outcome` true: every emission durable, then what is to be remembered. The caller acknowledges after.

    Returns whether it was: else the message is a dead letter now.
    """
    return await settle(agent, message, await emitted(agent, message, outcome, edges), edges)


async def emitted(agent: Agent[R], message: Message, outcome: Outcome | Rejected, edges: Edges) -> Outcome | Rejected:
    """The first half of a release: every emission of `outcome` is durable, or why not."""
    if isinstance(outcome, Rejected):
        return outcome
    return await _rejected(agent, message, _emit_all(agent.name, outcome, edges)) or outcome


async def settle(agent: Agent[R], message: Message, outcome: Outcome | Rejected, edges: Edges) -> bool:
    """The second half: what is to be remembered is, or the message becomes a dead letter, and the answer False."""
    rejected = outcome if isinstance(outcome, Rejected) else None
    if isinstance(outcome, Outcome) and outcome.remember is not None:
        remembered = retry_until_available(agent.name, outcome.remember, edges)
        rejected = await _rejected(agent, message, remembered)
    if rejected is not None:
        await dead_letter(agent.name, message, rejected, edges)
    return rejected is None


async def _rejected(agent: Agent[R], message: Message, act: Awaitable[None]) -> Rejected | None:
    try:
        await act
    except (LogError, StoreError):
        raise
    except Unprocessable as error:  # what it led to is too large for the log
        return Rejected(DeadLetterReason.UNPROCESSABLE, error)
    except Exception as error:
        log.exception("release_failed agent=%s topic=%s offset=%d", agent.name, message.topic, message.offset)
        return Rejected(DeadLetterReason.UNEXPECTED, error)
    return None


async def _emit_all(agent: str, outcome: Outcome, edges: Edges) -> None:
    await _emit(agent, outcome.emissions, edges)
    while outcome.later and (more := await retry_until_available(agent, outcome.later, edges)):
        await _emit(agent, more, edges)


async def _emit(agent: str, emissions: tuple[Emission, ...], edges: Edges) -> None:
    for emission in emissions:
        await emit_durably(agent, emission, edges)


async def process(agent: Agent[R], message: Message, edges: Edges) -> None:
    """Takes one message all the way; returns when it may be acknowledged."""
    began = edges.monotonic()
    is_ok = await release(agent, message, await attempt(agent, message, edges), edges)
    count(agent, is_ok, began, edges)


def count(agent: Agent[R], is_ok: bool, began: float, edges: Edges) -> None:
    """Tells that `agent` is done with one more message, which it took at the moment `began` of `edges.monotonic`."""
    edges.handled(Handled(agent.name, is_ok, edges.monotonic() - began))
    edges.alive(agent.name)


def _decoded(agent: Agent[R], message: Message) -> R:
    if agent.decode is not None:
        return agent.decode(message.value)
    assert agent.kind is not None
    return decode(message.value, agent.kind)
