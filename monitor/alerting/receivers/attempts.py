"""What follows from each attempt to send a delivery.

| a receiver                     | the delivery                            | the receiver                        |
| ------------------------------ | --------------------------------------- | ----------------------------------- |
| takes the alert                | is sent                                 | gets the next one at once           |
| rejects it (DeliveryRejected)  | has failed, visibly                     | gets the next one at once           |
| may take it later (any other   | waits 5 s, 10 s, 20 s … an hour, or     | is paused as long, at most a minute |
| DeliveryError)                 | what Retry-After says, at most a day;   | or by Retry-After                   |
|                                | past its deadline it has failed         |                                     |

A receiver is paused because what kept it from one alert (it is unavailable, it wants fewer requests) mostly holds for
the next one too. It is paused for a minute at most without asking for it, because one alert that it can never swallow
must not keep the others from it.

Waits are spread by "equal jitter": half of the wait is certain, half is drawn.
"""

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from monitor.errors import DeliveryError, DeliveryRejected
from monitor.records import Delivery, DeliveryState, Record

LONGEST_RETRY_AFTER: Final = 86_400.0  # seconds; a receiver that asks for more has most likely got its clock wrong
LONGEST_REST: Final = 60.0  # seconds


class Patience(Record, frozen=True, kw_only=True):
    """How long a receiver that does not take an alert is tried again."""

    first_retry_seconds: float = 5.0  # doubles with each attempt
    longest_retry_seconds: float = 3_600.0  # where the doubling ends
    give_up_after_seconds: float = 3 * 86_400.0  # since the delivery is tried


def after_attempt(
    delivery: Delivery, error: DeliveryError | None, now: datetime, jitter: float, patience: Patience
) -> Delivery:
    """`delivery` after an attempt at `now` that ended with `error`, None where the alert was taken.

    `jitter` is drawn from [0, 1).
    """
    tried = replace(delivery, attempts=delivery.attempts + 1, error="" if error is None else str(error))
    if error is None:
        return replace(tried, state=DeliveryState.SENT, sent=now)
    if isinstance(error, DeliveryRejected):
        return replace(tried, state=DeliveryState.FAILED)
    wait = max(_backoff(tried.attempts, jitter, patience), _asked_for(error))
    next_attempt = now + timedelta(seconds=wait)
    if next_attempt > (delivery.tried_since or delivery.created) + timedelta(seconds=patience.give_up_after_seconds):
        return replace(tried, state=DeliveryState.FAILED, error=f"given up after {tried.attempts} attempts: {error}")
    return replace(tried, next_attempt=next_attempt)


def again(delivery: Delivery, now: datetime) -> Delivery:
    """`delivery`, which has failed or was dropped, to be sent from `now` on as if for the first time."""
    return replace(
        delivery, state=DeliveryState.PENDING, attempts=0, next_attempt=now, tried_since=now, error="", sent=None
    )


def pause_until(
    tried: Delivery, error: DeliveryError | None, now: datetime, jitter: float, patience: Patience
) -> datetime:
    """Until when the receiver is paused after the attempt at `now` that made `tried`; `now` where it need not."""
    if error is None or isinstance(error, DeliveryRejected):
        return now
    wait = max(min(_backoff(tried.attempts, jitter, patience), LONGEST_REST), _asked_for(error))
    return now + timedelta(seconds=wait)


def _backoff(attempts: int, jitter: float, patience: Patience) -> float:
    doubled = patience.first_retry_seconds * 2.0 ** min(attempts - 1, 32)
    return min(doubled, patience.longest_retry_seconds) * (1 + jitter) / 2


def _asked_for(error: DeliveryError) -> float:
    return min(error.retry_after or 0.0, LONGEST_RETRY_AFTER)
