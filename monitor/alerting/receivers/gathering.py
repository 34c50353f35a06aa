"""What becomes of the deliveries that are held at a receiver: what waits on, what goes out, and what goes together.

A digest that falls due carries all that waits for it; where the program, or the receiver, was away over several slots,
there is one digest, of the last of them. A delivery that was written too late for its slot waits for the next one. What
quiet hours held goes out at their end in one message, and a group in one message as soon as the first in it has waited
long enough.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from msgspec.structs import replace

from monitor.alerting.receivers.bundles import Bundled, bundled
from monitor.alerting.receivers.routing import Addressee, held, is_unwanted, unwanted
from monitor.alerting.receivers.waits import quiet_until, wait_for
from monitor.alerting.severities import highest
from monitor.alerting.timing import GroupBy, Timing
from monitor.records import Alert, AlertKind, DecisionReason, Delivery, DeliveryState, Severity


class Gathered(NamedTuple):
    """What follows for deliveries that are held at a receiver."""

    moved: tuple[Delivery, ...]  # they wait for another moment than before, or are sent by themselves
    bundles: tuple[Bundled, ...]


_GROUPED: Final = DecisionReason.GROUPED


def gather(receiver: Addressee, waiting: Sequence[Delivery], now: datetime, *, anew: bool = False) -> Gathered:
    """What follows at `now` for all deliveries `waiting` at `receiver`, the oldest first.

    `anew` plans them by the receiver's timing as it is now, counted from when they came: after it has changed, and
    after the clock was set.
    """
    timing = receiver.timing
    planned = _planned_anew(waiting, timing, now) if anew else waiting
    kept = [_kept_quiet(each, timing, now) if each.state is DeliveryState.HELD else each for each in planned]
    groups = _due_groups(kept, timing.group.by if timing.group else GroupBy.STORY, now)
    alone = {group[0].id for group in groups if len(group) == 1}
    together = [bundle for group in groups if len(group) > 1 for bundle in bundled(receiver, _GROUPED, group, now)]
    for reason in (DecisionReason.DIGEST, DecisionReason.QUIET_HOURS):
        due = [each for each in kept if each.held_for is reason and each.next_attempt <= now]
        together += bundled(receiver, reason, due, now)
    after = (sent_alone(each, now) if each.id in alone else each for each in kept)
    gone = {part.id for bundle in together for part in bundle.parts}
    moved = (new for new, old in zip(after, waiting, strict=True) if new != old and new.id not in gone)
    return Gathered(tuple(moved), tuple(together))


def too_late(parts: Iterable[Delivery], timing: Timing, now: datetime) -> tuple[Delivery, ...]:
    """What becomes of `parts` whose bundle went out before they came: they wait for the next digest, or are sent."""
    waits = ((part, wait_for(part.alert.severity, timing, now)) for part in parts)
    return tuple(
        replace(held(part, wait), waits_since=now)
        if wait is not None and wait.reason is DecisionReason.DIGEST
        else (unwanted(part) if is_unwanted(part.alert, timing) else sent_alone(part, now))
        for part, wait in waits
    )


def hushed(due: Iterable[Delivery], timing: Timing, now: datetime) -> tuple[Delivery, ...]:
    """Those of `due` that must wait at `now` for the end of quiet hours, as they are then.

    They came before, and could not be sent. A bundle stays one, and is tried again.
    """
    ends = ((each, quiet_until(_loudness(each), timing, now)) for each in due)
    return tuple(_until_quiet_ends(each, until) for each, until in ends if until is not None)


def sent_alone(delivery: Delivery, now: datetime) -> Delivery:
    """`delivery`, no longer held or part of anything: it is sent by itself."""
    return replace(delivery, state=DeliveryState.PENDING, next_attempt=now, tried_since=now, bundled_in="")


def _planned_anew(waiting: Sequence[Delivery], timing: Timing, now: datetime) -> list[Delivery]:
    planned = [_again(each, timing, now) for each in waiting]
    told: dict[tuple[str, str], Delivery] = {}
    for each in sorted(planned, key=lambda each: each.next_attempt):
        if each.alert.kind is not AlertKind.CORRECTION:
            told[_story(each.alert)] = each
    return [_with_corrected(each, told.get(_story(each.alert))) for each in planned]


def _again(delivery: Delivery, timing: Timing, now: datetime) -> Delivery:
    if is_unwanted(delivery.alert, timing):
        return unwanted(delivery)
    wait = wait_for(delivery.alert.severity, timing, min(delivery.waits_since or delivery.created, now))
    return held(delivery, wait) if wait else replace(delivery, next_attempt=min(delivery.next_attempt, now))


def _with_corrected(delivery: Delivery, corrected: Delivery | None) -> Delivery:
    """A correction goes out with what it corrects, not before."""
    if delivery.alert.kind is not AlertKind.CORRECTION or corrected is None:
        return delivery
    return replace(delivery, held_for=corrected.held_for, next_attempt=corrected.next_attempt)


def _kept_quiet(delivery: Delivery, timing: Timing, now: datetime) -> Delivery:
    """What is due in quiet hours waits for their end: the program was away at its moment, or the hours are new."""
    if delivery.next_attempt > now or (until := quiet_until(_loudness(delivery), timing, now)) is None:
        return delivery
    return _until_quiet_ends(delivery, until)


def _until_quiet_ends(delivery: Delivery, until: datetime) -> Delivery:
    if delivery.bundle or delivery.held_for is DecisionReason.DIGEST:
        return replace(delivery, next_attempt=until)
    return replace(delivery, state=DeliveryState.HELD, held_for=DecisionReason.QUIET_HOURS, next_attempt=until)


def _loudness(delivery: Delivery) -> Severity:
    """What decides whether `delivery` may go out in quiet hours; a digest never may."""
    if delivery.held_for is DecisionReason.DIGEST:
        return Severity.LOW
    alerts = delivery.bundle.alerts if delivery.bundle else (delivery.alert,)
    return highest(alert.severity for alert in alerts)


def _due_groups(waiting: Sequence[Delivery], by: GroupBy, now: datetime) -> list[list[Delivery]]:
    """Groups in which one has waited long enough; what follows in a story goes with the alert that waits there."""
    keys: dict[tuple[str, str], str] = {}
    groups: dict[str, list[Delivery]] = {}
    for each in waiting:
        if each.held_for is _GROUPED:
            key = keys.setdefault(_story(each.alert), _key(each.alert, by))
            groups.setdefault(key, []).append(each)
    return [group for group in groups.values() if any(each.next_attempt <= now for each in group)]


def _key(alert: Alert, by: GroupBy) -> str:
    return (alert.story if by is GroupBy.STORY else alert.article) or alert.id


def _story(alert: Alert) -> tuple[str, str]:
    """By which a later alert of one watch in one story is known."""
    return alert.watch, alert.story or alert.id
