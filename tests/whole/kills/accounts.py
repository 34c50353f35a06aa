"""What must hold of all that was told and held, however often the program died: every account of it says the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from monitor.records import Alert, Decision, DecisionOutcome, Delivery, DeliveryState, Match, Record
from monitor.store.base import DecisionRow

_SHOWN = (DecisionOutcome.TOLD, DecisionOutcome.RELEASED)


class Received(Record, frozen=True, kw_only=True):
    """One message that a receiver took."""

    id: str  # by which it knows a repeat: of the alert, or of the bundle
    alerts: tuple[str, ...]  # ids


class Accounts(Record, frozen=True, kw_only=True):
    """Who says what, after all that was held is due."""

    matches: Sequence[Match]  # the topic of matches, repeats among them
    rows: Sequence[DecisionRow]  # the ledger of decisions
    deliveries: Sequence[Delivery]  # the ledger of deliveries
    said: Sequence[Decision]  # the topic of decisions, in its order
    alerts: Sequence[Alert]  # the topic of alerts, repeats among them
    received: Mapping[str, Sequence[Received]]  # by receiver, repeats among them

    @property
    def on_matches(self) -> Mapping[str, DecisionRow]:
        """The decisions on matches, by match."""
        return {row.decision.subject: row for row in self.rows if row.decision.subject.startswith("m-")}

    @property
    def shown(self) -> set[str]:
        """The matches that people were told of, at once or later."""
        return {subject for subject, row in self.on_matches.items() if row.decision.outcome in _SHOWN}

    @property
    def held(self) -> set[str]:
        """The matches that wait to be told."""
        return {subject for subject, row in self.on_matches.items() if row.is_held}

    @property
    def repeats(self) -> int:
        """Messages that receivers took under an id that they had already."""
        return sum(len(each) - len({one.id for one in each}) for each in self.received.values())


def faults(accounts: Accounts) -> list[str]:
    """Where the accounts do not agree, in words; nothing where every alert has come to an end, once."""
    checks = (_undecided, _unended, _untold, _twice_released, _unsaid, _misrouted, _misreceived)
    return [fault for check in checks for fault in check(accounts)]


def _undecided(accounts: Accounts) -> Iterator[str]:
    """Each match has an outcome, and nothing else has."""
    found, decided = {match.id for match in accounts.matches}, accounts.on_matches.keys()
    yield from (f"nothing was decided on {match}" for match in found - decided)
    yield from (f"decided, but never found: {match}" for match in decided - found)


def _unended(accounts: Accounts) -> Iterator[str]:
    """Nothing waits any more."""
    for row in accounts.rows:
        if row.is_held:
            yield f"held for ever: {row.decision.subject} at {row.decision.receiver or 'its watch'}"
        if row.unsent:
            yield f"not said: {row.decision.subject}"
    for each in accounts.deliveries:
        if each.state not in (DeliveryState.SENT, DeliveryState.BUNDLED, DeliveryState.DROPPED):
            yield f"{each.state}: {each.id} at {each.receiver}"


def _untold(accounts: Accounts) -> Iterator[str]:
    """What is said to be told has an alert, and every alert tells something."""
    left = {alert.id for alert in accounts.alerts}
    telling = {
        row.decision.alert: row.decision.subject
        for row in accounts.rows
        if not row.decision.receiver and row.decision.outcome in _SHOWN
    }
    for alert, subject in telling.items():
        if alert not in left:
            yield f"told of {subject}, but no alert {alert} has left"
    yield from (f"alert {alert} tells nothing that was decided" for alert in left - telling.keys())


def _twice_released(accounts: Accounts) -> Iterator[str]:
    """What was held goes out once: with one alert, which is the one that its decision names."""
    held = {alert.id: alert.held for alert in accounts.alerts if alert.held}
    released = Counter(item.subject for each in held.values() for item in each.items)
    yield from (f"released {times} times: {subject}" for subject, times in released.items() if times > 1)
    named = Counter(
        row.decision.alert for row in accounts.rows if row.decision.outcome is DecisionOutcome.RELEASED
        and not row.decision.receiver
    )  # fmt: skip
    for alert, each in held.items():
        if named[alert] != each.count:
            yield f"alert {alert} says that {each.count} were held; {named[alert]} were"


def _unsaid(accounts: Accounts) -> Iterator[str]:
    """What the topic says last is what the ledger says."""
    last = {(each.subject, each.receiver): each for each in accounts.said}
    for row in accounts.rows:
        said = last.pop((row.decision.subject, row.decision.receiver), None)
        if said != row.decision:
            yield f"recorded {_brief(row.decision)}, said last {_brief(said)}"
    yield from (f"said but not recorded: {_brief(each)}" for each in last.values())


def _misrouted(accounts: Accounts) -> Iterator[str]:
    """Each alert is at each receiver in the ledger, in one bundle at most, and its decision says so."""
    ledger = {(each.alert.id, each.receiver): each for each in accounts.deliveries if each.bundle is None}
    decided = {(row.decision.subject, row.decision.receiver): row.decision for row in accounts.rows}
    bundles = {each.id: each for each in accounts.deliveries if each.bundle}
    for alert in {alert.id for alert in accounts.alerts}:
        for receiver in accounts.received:
            delivery, decision = ledger.get((alert, receiver)), decided.get((alert, receiver))
            if delivery is None or decision is None:
                yield f"alert {alert} has no delivery to {receiver}, or nothing is decided of it"
            elif delivery.bundled_in != decision.by:
                yield f"alert {alert} at {receiver} went in {delivery.bundled_in!r}, decided was {decision.by!r}"
            elif delivery.bundled_in and not _is_part(alert, bundles.get(delivery.bundled_in)):
                yield f"alert {alert} at {receiver} is not in its bundle {delivery.bundled_in}"


def _is_part(alert: str, bundle: Delivery | None) -> bool:
    return bundle is not None and bundle.bundle is not None and alert in {each.id for each in bundle.bundle.alerts}


def _misreceived(accounts: Accounts) -> Iterator[str]:
    """Each receiver took each alert that is not dropped there, in one message alone; a repeat of it says the same."""
    dropped = {(each.alert.id, each.receiver) for each in accounts.deliveries if each.state is DeliveryState.DROPPED}
    for receiver, taken in accounts.received.items():
        messages: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for each in taken:
            messages[each.id].add(each.alerts)
        yield from (f"{receiver} took two messages as {name}" for name, said in messages.items() if len(said) > 1)
        times = Counter(alert for said in messages.values() for alerts in said for alert in alerts)
        yield from (f"{receiver} was told {alert} in {n} messages" for alert, n in times.items() if n > 1)
        wanted = {alert.id for alert in accounts.alerts} - {alert for alert, at in dropped if at == receiver}
        yield from (f"{receiver} was never told {alert}" for alert in wanted - times.keys())
        yield from (f"{receiver} was told {alert}, which never left" for alert in times.keys() - wanted)


def _brief(decision: Decision | None) -> str:
    if decision is None:
        return "nothing"
    return f"{decision.subject}@{decision.receiver} {decision.outcome}, {decision.reason}, at {decision.at}"
