"""What became of an alert at a receiver, as a decision that people can ask for."""

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from monitor.alerting.releases.release import decision_on
from monitor.identity import content_id
from monitor.records import Decision, DecisionOutcome, DecisionReason, Delivery, DeliveryState

_OUTCOMES: Final = {
    DeliveryState.HELD: DecisionOutcome.HELD,
    DeliveryState.DROPPED: DecisionOutcome.NOT_TOLD,
    DeliveryState.BUNDLED: DecisionOutcome.RELEASED,
}
_DETAILS: Final = {
    (DeliveryState.HELD, DecisionReason.DIGEST): "for the digest of {until}",
    (DeliveryState.HELD, DecisionReason.QUIET_HOURS): "until quiet hours end at {until}",
    (DeliveryState.HELD, DecisionReason.GROUPED): "until {until}",
    (DeliveryState.DROPPED, DecisionReason.QUIET_HOURS): "the receiver drops what comes in them",
}


def decision_of(delivery: Delivery, at: datetime) -> Decision:
    """What was decided `at` that moment by giving `delivery`, of one alert, the state that it has."""
    alert, outcome = delivery.alert, _outcome(delivery)
    held = delivery.state is DeliveryState.HELD
    return replace(
        decision_on(alert, _reason(delivery), _detail(delivery), at),
        id=content_id("dc", alert.id, delivery.receiver, outcome.value),
        receiver=delivery.receiver,
        outcome=outcome,
        until=delivery.next_attempt if held else None,
        by=delivery.bundled_in,
        changes=alert.changes,
    )


def _outcome(delivery: Delivery) -> DecisionOutcome:
    sent = DecisionOutcome.RELEASED if delivery.held_for else DecisionOutcome.TOLD
    return _OUTCOMES.get(delivery.state, sent)


def _reason(delivery: Delivery) -> DecisionReason:
    if delivery.state is DeliveryState.BUNDLED:
        return DecisionReason.IN_BUNDLE
    is_kept = delivery.state in {DeliveryState.HELD, DeliveryState.DROPPED}
    return delivery.held_for if is_kept and delivery.held_for else DecisionReason.ROUTED


def _detail(delivery: Delivery) -> str:
    if delivery.held_for is None:
        return ""
    words = _DETAILS.get((delivery.state, delivery.held_for), "")
    return words.format(until=f"{delivery.next_attempt:%Y-%m-%d %H:%M} UTC")
