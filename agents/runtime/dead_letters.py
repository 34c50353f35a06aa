"""What happens to a message that will never pass: it goes to `news.deadletters`, with the reason and the stack."""

import logging
import traceback
from typing import NamedTuple

from msgspec.structs import replace

from agents.runtime.edges import Edges, Emission, Message, emit_durably
from agents.topics import DEADLETTERS
from monitor.clock import Clock
from monitor.errors import Unprocessable
from monitor.identity import content_id
from monitor.records import DeadLetter, DeadLetterReason, encode

log = logging.getLogger(__name__)

_LARGEST_VALUE = 4 << 20  # bytes of the original that a dead letter keeps


class Rejected(NamedTuple):
    """Why a message will never pass."""

    reason: DeadLetterReason
    error: Exception


async def dead_letter(agent: str, message: Message, rejected: Rejected, edges: Edges) -> None:
    """Writes the dead letter of `message`; without the message itself where the log does not take one so large."""
    letter = letter_of(agent, message, rejected, edges.clock)
    log.error("dead_letter agent=%s id=%s reason=%s error=%s", agent, letter.id, letter.reason, letter.error)
    edges.rejected(letter.reason)
    try:
        await emit_durably(agent, Emission(DEADLETTERS, letter.id, encode(letter)), edges)
    except Unprocessable:
        why = f"{letter.error} (not kept here: {len(message.value)} bytes)"
        without = replace(letter, value=b"", error=why)
        await emit_durably(agent, Emission(DEADLETTERS, letter.id, encode(without)), edges)


def letter_of(agent: str, message: Message, rejected: Rejected, clock: Clock) -> DeadLetter:
    """The dead letter of `message`; its id is a function of the message's place, so that a replay deduplicates."""
    place = (message.topic, str(message.partition), str(message.offset), (message.key or b"").hex())
    return DeadLetter(
        id=content_id("dl", agent, *place),
        agent=agent,
        topic=message.topic,
        partition=message.partition,
        offset=message.offset,
        key=message.key,
        value=message.value[:_LARGEST_VALUE],
        reason=rejected.reason,
        error=f"{type(rejected.error).__name__}: {rejected.error}",
        trace="".join(traceback.format_exception(rejected.error))[-8000:],
        at=clock(),
    )
