"""Bundles: deliveries that were held, as one message to people, or as few requests to a program.

The id of a bundle is made of what it cannot have twice: a receiver's digest of one slot, what its quiet hours held
until their end, a group by the first in it. A program gets every alert, so that there may be several for one slot.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from msgspec.structs import replace

from monitor.alerting.receivers.digest import ordered
from monitor.alerting.receivers.routing import Addressee
from monitor.alerting.timing import Digest
from monitor.identity import content_id
from monitor.records import Bundle, BundleKind, DecisionReason, Delivery, DeliveryState

MOST_FOR_PROGRAMS: Final = 100  # alerts in one bundle; what is more goes in another one
_USUAL: Final = Digest(cron="")  # order and number of alerts where no digest says otherwise
_KINDS: Final = {
    DecisionReason.DIGEST: BundleKind.DIGEST,
    DecisionReason.QUIET_HOURS: BundleKind.QUIET,
    DecisionReason.GROUPED: BundleKind.GROUP,
}


class Bundled(NamedTuple):
    """A bundle on its way, and what it is made of."""

    delivery: Delivery  # of the bundle
    parts: tuple[Delivery, ...]  # what was held and is part of it now


def bundled(receiver: Addressee, reason: DecisionReason, parts: Sequence[Delivery], now: datetime) -> Iterator[Bundled]:
    """The bundles of `parts`, which were held for `reason`, the oldest first; none where there is nothing."""
    if not parts:
        return
    slot = max(part.next_attempt for part in parts)
    if receiver.is_program:
        for some in _chunks(parts):
            yield _bundled(_id(receiver, reason, some[0].id), reason, some, len(some), slot, now)
        return
    digest = receiver.timing.digest or _USUAL
    key = parts[0].id if reason is DecisionReason.GROUPED else slot.isoformat()
    yield _bundled(_id(receiver, reason, key), reason, ordered(parts, digest.order), digest.most, slot, now)


def _chunks(parts: Sequence[Delivery]) -> Iterable[Sequence[Delivery]]:
    return (parts[start : start + MOST_FOR_PROGRAMS] for start in range(0, len(parts), MOST_FOR_PROGRAMS))


def _id(receiver: Addressee, reason: DecisionReason, key: str) -> str:
    return content_id("d", receiver.name, _KINDS[reason].value, key)


def _bundled(
    name: str, reason: DecisionReason, parts: Sequence[Delivery], most: int, slot: datetime, now: datetime
) -> Bundled:
    shown = tuple(part.alert for part in parts[:most])
    bundle = Bundle(
        id=name,
        kind=_KINDS[reason],
        alerts=shown,
        more=len(parts) - len(shown),
        since=min(part.created for part in parts),
        until=slot,
    )
    delivery = Delivery(
        id=name,
        alert=shown[0],
        receiver=parts[0].receiver,
        next_attempt=now,
        created=now,
        held_for=reason,
        bundle=bundle,
    )
    return Bundled(delivery, tuple(replace(part, state=DeliveryState.BUNDLED, bundled_in=name) for part in parts))
