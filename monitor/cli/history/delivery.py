"""A delivery in words: in one entry of a list, or all that is known of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group
from rich.text import Text

from monitor.cli.entries import entry, facts, moment, printable
from monitor.cli.options import counted
from monitor.records import Alert, Bundle, Delivery, DeliveryState

_COLOURS: Final = {
    DeliveryState.PENDING: "yellow",
    DeliveryState.HELD: "cyan",
    DeliveryState.SENT: "green",
    DeliveryState.FAILED: "red",
}


def row(delivery: Delivery) -> Group:
    """An entry of a list."""
    known = facts(
        ("alert", "" if delivery.bundle else delivery.alert.id),
        ("made", moment(delivery.created)),
        *_moments(delivery),
        ("attempts", delivery.attempts),
    )
    return entry(_head(delivery), Text(printable(delivery.error), "red"), _about(delivery), Text(known, "dim"))


def whole(delivery: Delivery, parts: Sequence[Delivery]) -> Group:
    """All that is known of `delivery`; `parts` are those that its bundle is made of."""
    known = {
        "alert": "" if delivery.bundle else delivery.alert.id,
        "made": moment(delivery.created),
        **dict(_moments(delivery)),
        "attempts": str(delivery.attempts),
        "reason": delivery.held_for.value if delivery.held_for and not delivery.bundle else "",
        "went with": delivery.bundled_in,
        "error": printable(delivery.error),
    }
    lines = [f"{name:<12} {value}" for name, value in known.items() if value]
    held = _contents(delivery.bundle, parts) if delivery.bundle else ()
    return entry(_head(delivery), _about(delivery), *lines, *held)


def _head(delivery: Delivery) -> Text:
    colour = _COLOURS.get(delivery.state, "")
    return Text.assemble((f"{delivery.state:<7}", colour), " ", (delivery.receiver, "bold"), "  ", delivery.id)


def _moments(delivery: Delivery) -> Iterator[tuple[str, str]]:
    if delivery.state is DeliveryState.HELD:
        yield "held until", moment(delivery.next_attempt)
    if delivery.state is DeliveryState.PENDING:
        yield "next attempt", moment(delivery.next_attempt)
    if delivery.sent:
        yield "sent", moment(delivery.sent)


def _about(delivery: Delivery) -> Text:
    if delivery.bundle is None:
        return Text(_titled(delivery.alert))
    bundle = delivery.bundle
    count = counted(len(bundle.alerts) + bundle.more, "alert")
    return Text(f"{bundle.kind}: {count} of {moment(bundle.since)} to {moment(bundle.until)}")


def _contents(bundle: Bundle, parts: Sequence[Delivery]) -> Iterator[str]:
    """What it shows, then what it only counts."""
    shown = {alert.id for alert in bundle.alerts}
    for alert in bundle.alerts:
        yield f"[{alert.severity}] {_titled(alert)}  {alert.id}"
    if bundle.more:
        yield f"and {bundle.more} more, which are only counted:"
    for part in parts:
        if part.alert.id not in shown:
            yield f"[{part.alert.severity}] {_titled(part.alert)}  {part.alert.id}"


def _titled(alert: Alert) -> str:
    return printable(f"{alert.watchlist}/{alert.watch}: {alert.title}")
