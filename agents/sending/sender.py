"""From the delivery ledger to the receivers: enqueued → sent, or visibly failed.

What is held and due is gathered first. What is decided after each attempt stands in
`monitor.alerting.receivers.attempts`; here it is done and recorded. Killed between sending and recording, the next
start sends the alert once more under the same id.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple

from agents.sending.corrections import corrections, drop_corrected
from agents.sending.gathering import Gathering, Say, gather_at, hush
from monitor.alerting.receivers.attempts import Patience, after_attempt, pause_until
from monitor.alerting.receivers.routing import Addressee
from monitor.clock import Clock
from monitor.errors import DeliveryDelayed, DeliveryError
from monitor.notify.base import Receiver
from monitor.records import Delivery, DeliveryState
from monitor.store.base import DeliveryStore

log = logging.getLogger(__name__)

ROUND_SECONDS = 5.0  # after which a receiver that has more to take leaves it to the next round


class Sending(NamedTuple):
    """What sending needs."""

    store: DeliveryStore
    receivers: Mapping[str, Receiver]  # by the names that the ledger knows them by
    clock: Clock
    jitter: Callable[[], float]  # draws from [0, 1)
    patience: Patience
    addressee: Callable[[str], Addressee]  # what is configured of the receiver with this name
    say: Say
    tally: Callable[[Delivery], None] = lambda _: None  # counts attempts


async def send_due_to(name: str, sending: Sending, *, anew: bool = False) -> int:
    """One round of the receiver called `name`; returns how many attempts were made.

    Before it, what is held there and due is released; `anew` plans all that is held by the timing as it is now.

    The oldest alert goes first and the next one when it is done, so a receiver gets them in order unless it fails. The
    round ends when nothing is due, when the receiver is paused, or after `ROUND_SECONDS`.
    """
    ends, attempts = sending.clock() + timedelta(seconds=ROUND_SECONDS), 0
    receiver, gathering = sending.addressee(name), Gathering(sending.store, sending.say)
    await gather_at(receiver, sending.clock(), gathering, anew=anew)
    while due := await sending.store.due(sending.clock(), receiver=name):
        for delivery in await hush(due, receiver, sending.clock(), gathering):
            paused = await _attempt(delivery, sending, gathering)
            attempts += 1
            if paused or sending.clock() >= ends:
                return attempts
            if corrections(delivery):
                break  # what it corrects may be among the rest, and is not due any more
    return attempts


async def _attempt(delivery: Delivery, sending: Sending, gathering: Gathering) -> bool:
    """Sends and records; whether the receiver is paused now."""
    error = await _send(delivery, sending.receivers)
    now, jitter = sending.clock(), sending.jitter()
    tried = after_attempt(delivery, error, now, jitter, sending.patience)
    until = pause_until(tried, error, now, jitter, sending.patience)
    if tried.state is DeliveryState.SENT:
        await drop_corrected(tried, now, gathering)  # first: killed in between, it is sent and done once more
    await sending.store.record(tried)
    if until > now:
        await sending.store.pause(delivery.receiver, until)
    sending.tally(tried)
    _report(tried)
    return until > now


async def _send(delivery: Delivery, receivers: Mapping[str, Receiver]) -> DeliveryError | None:
    if delivery.receiver not in receivers:
        return DeliveryDelayed("no receiver of this name is configured")
    try:
        receiver = receivers[delivery.receiver]
        await (receiver.send_bundle(delivery.bundle) if delivery.bundle else receiver.send(delivery.alert))
    except DeliveryError as error:
        return error
    except Exception as error:  # a mistake in one receiver must not keep alerts from the others
        log.exception("receiver_failed receiver=%s", delivery.receiver)
        return DeliveryDelayed(f"unexpected {type(error).__name__}")
    return None


def _report(tried: Delivery) -> None:
    if tried.state == DeliveryState.FAILED:
        log.error("delivery_failed alert=%s receiver=%s error=%s", tried.alert.id, tried.receiver, tried.error)
    elif tried.error:
        log.info("delivery_delayed alert=%s receiver=%s error=%s", tried.alert.id, tried.receiver, tried.error)
