"""How the way of an article is shown to a person."""

from collections.abc import Iterator
from typing import Final

from rich.console import Group
from rich.text import Text

from monitor.cli.entries import entry, facts, moment, printable
from monitor.ledger.ways import AtReceiver, Step, Way
from monitor.records import Change, Decision, DecisionOutcome, DecisionReason, Delivery, DeliveryState

_STYLES: Final = {
    DecisionOutcome.TOLD: "bold green",
    DecisionOutcome.RELEASED: "bold green",
    DecisionOutcome.HELD: "bold cyan",
}


def shown(way: Way) -> Group:
    """The article, its story, then what was decided of it, watch after watch."""
    head = Text(printable(way.title) or way.article, "bold")
    about = facts(("", way.publisher), ("", way.url), ("article", way.article))
    copied = f", of {way.original}" if way.original else ""
    stands = facts(("story", way.story), ("", f"{way.relation}{copied}"))
    return Group(
        entry(head, Text(printable(about), "dim"), stands), *(line for step in way.steps for line in _step(step))
    )


def decided(decision: Decision) -> Group:
    """One decision, with until when it holds, what was new, and which alert it is about."""
    outcome = f"{decision.outcome}: {decision.reason}"
    head = Text.assemble(
        (f"{decision.watchlist}/{decision.watch}  ", "bold"), (outcome, _STYLES.get(decision.outcome, "bold yellow"))
    )
    known = facts(
        ("", moment(decision.at)),
        ("held until", moment(decision.until)),
        ("by", decision.by if decision.reason is DecisionReason.MUTED else ""),
        (_alert(decision), decision.alert),
    )
    return entry(head, printable(decision.detail), *map(_change, decision.changes), Text(known, "dim"))


def _alert(decision: Decision) -> str:
    """What the alert that a decision names is to it."""
    return {
        DecisionOutcome.TOLD: "alert",
        DecisionOutcome.RELEASED: "released in",
    }.get(decision.outcome, "its story was told in")


def _change(change: Change) -> str:
    sides = " → ".join(filter(None, (change.before, change.after)))
    return printable(f"new: {change.what}{': ' * bool(sides)}{sides}")


def _step(step: Step) -> Iterator[Group]:
    yield decided(step.decision)
    yield from map(_receiver, step.receivers)


def _receiver(at: AtReceiver) -> Group:
    """How the alert fared at one receiver."""
    delivery = at.delivery
    state = delivery.state if delivery else at.decision.outcome
    head = Text.assemble("  → ", (at.decision.receiver, "bold"), f"  {state}: {at.decision.reason}")
    if delivery is None:
        return entry(head)
    return entry(head, Text(printable(delivery.error), "red"), Text(f"  {_known(delivery, at.bundle)}", "dim"))


def _known(delivery: Delivery, bundle: Delivery | None) -> str:
    waits = {DeliveryState.HELD: "held until", DeliveryState.PENDING: "next attempt"}.get(delivery.state, "")
    return facts(
        ("delivery", delivery.id),
        ("sent", moment(delivery.sent)),
        (waits, moment(delivery.next_attempt) if waits else ""),
        ("attempts", delivery.attempts),
        ("went with", f"{bundle.id}, {bundle.state} {moment(bundle.sent)}".strip() if bundle else ""),
    )
