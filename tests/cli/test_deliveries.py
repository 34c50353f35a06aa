"""`wirewatch deliveries` as a person types it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from monitor.alerting.receivers.gathering import gather
from monitor.cli.history.deliveries import deliveries_group
from monitor.records import DecisionOutcome, DecisionReason, Delivery, DeliveryState, Severity
from tests.alerting.receivers.builders import desk as receiver
from tests.alerting.receivers.builders import digest, planned, quiet, told, utc
from tests.cli.attention.desk import Desk

SIX, SEVEN = utc("2026-03-02 06:00"), utc("2026-03-02 07:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def types(desk: Desk, line: str) -> Result:
    return CliRunner().invoke(deliveries_group, [*line.split(), "--config", str(desk.directory)])


def keeps(desk: Desk, *deliveries: Delivery) -> None:
    desk.store(lambda store: store.enqueue(deliveries))


def ledger(desk: Desk) -> dict[str, DeliveryState]:
    rows = desk.store(lambda store: store.deliveries())
    return {each.alert.id: each.state for each in rows if not each.bundle}


def sent(number: int, state: DeliveryState = DeliveryState.SENT, error: str = "") -> Delivery:
    made = planned(told(number), SIX + timedelta(minutes=number), receiver())
    return replace(made, state=state, error=error, attempts=1)


def bundle(desk: Desk) -> Delivery:
    """A digest of three alerts of which two are shown, in the ledger."""
    office = receiver(digest=digest("0 7 * * *", most=2))
    held = [planned(told(number, Severity.HIGH), SIX, office) for number in (1, 2, 3)]
    [made] = gather(office, held, SEVEN).bundles
    keeps(desk, *held)
    assert desk.store(lambda store: store.bundle(made.delivery, made.parts))
    return made.delivery


def test_the_list_shows_each_delivery_by_its_id_with_what_it_waits_for(desk: Desk) -> None:
    held = planned(told(1), SIX, receiver(digest=digest("0 7 * * *")))
    keeps(desk, held, sent(2))
    shown = types(desk, "list").output
    assert f"held    desk  {held.id}" in shown
    assert "held until 2026-03-02 07:00:00 UTC" in shown
    assert "2 of 2 deliveries in the ledger" in shown
    assert "1 of 1 deliveries in the ledger that are held" in types(desk, "list --state held").output


def test_a_delivery_is_shown_whole(desk: Desk) -> None:
    failed = sent(1, DeliveryState.FAILED, "answered 410 Gone")
    keeps(desk, failed)
    lines = [line.strip() for line in types(desk, f"show {failed.id}").output.splitlines()]
    assert lines == [
        f"failed  desk  {failed.id}",
        "trade/eu-sanctions: Alert 1",
        "alert        al-1",
        "made         2026-03-02 06:01:00 UTC",
        "attempts     1",
        "error        answered 410 Gone",
    ]
    assert types(desk, "show al-1").output.splitlines()[0] == lines[0], "by the id of its alert too"


def test_a_bundle_is_shown_with_what_it_holds_and_what_it_only_counts(desk: Desk) -> None:
    made = bundle(desk)
    shown = types(desk, f"show {made.id}").output
    assert "digest: 3 alerts of 2026-03-02 06:00:00 UTC to 2026-03-02 07:00:00 UTC" in shown
    assert "waits for the next digest of the receiver" in types(desk, "show al-1").output
    assert [line.split()[-1] for line in shown.splitlines() if line.strip().startswith("[high]")] == [
        "al-1",
        "al-2",
        "al-3",
    ]
    assert shown.index("al-2") < shown.index("and 1 more, which are only counted") < shown.index("al-3")
    assert f"went with    {made.id}" in types(desk, "show al-1").output


def test_a_delivery_that_there_is_not_is_refused(desk: Desk) -> None:
    keeps(desk, sent(1))
    for command in ("show d-9", "retry d-9"):
        refused = types(desk, command)
        assert refused.exit_code == 1
        assert "the ledger has no delivery 'd-9'" in refused.output


def test_all_that_has_failed_is_sent_again(desk: Desk) -> None:
    keeps(desk, sent(1, DeliveryState.FAILED, "answered 410"), sent(2), sent(3, DeliveryState.FAILED))
    assert types(desk, "retry --failed").output == "2 deliveries to send again\n"
    assert ledger(desk) == {
        "al-1": DeliveryState.PENDING,
        "al-2": DeliveryState.SENT,
        "al-3": DeliveryState.PENDING,
    }
    rows = [json.loads(line) for line in types(desk, "list --state pending --json").output.splitlines()]
    assert [(row.get("attempts", 0), row.get("error", "")) for row in rows] == [(0, ""), (0, "")]
    assert types(desk, "retry --failed").output == "0 deliveries to send again\n"


def test_of_what_has_failed_only_that_to_one_receiver(desk: Desk) -> None:
    keeps(desk, sent(1, DeliveryState.FAILED))
    assert types(desk, "retry --failed --receiver phone").output == "0 deliveries to send again\n"
    assert types(desk, "retry --failed --receiver desk").output == "1 delivery to send again\n"


def test_what_was_dropped_is_sent_again_and_its_decision_is_another_one(desk: Desk) -> None:
    dropped = planned(told(1), SIX, receiver(quiet=quiet(drops=True)))
    keeps(desk, dropped)
    assert types(desk, f"retry {dropped.id}").exit_code == 0
    assert ledger(desk) == {"al-1": DeliveryState.PENDING}
    row = desk.store(lambda store: store.decision("al-1", "desk"))
    assert row is not None
    assert (row.decision.outcome, row.decision.reason) == (DecisionOutcome.RELEASED, DecisionReason.ROUTED)
    assert row.unsent, "the program tells it"


def test_what_was_sent_is_not_sent_again(desk: Desk) -> None:
    done, failed = sent(1), sent(2, DeliveryState.FAILED)
    keeps(desk, done, failed)
    answer = types(desk, f"retry {done.id} {failed.id}")
    assert answer.exit_code == 1
    assert f"{done.id} is sent: only what has failed or was dropped is sent again" in answer.output
    assert ledger(desk) == {"al-1": DeliveryState.SENT, "al-2": DeliveryState.PENDING}


@pytest.mark.parametrize("command", ["retry", "retry d-1 --failed"])
def test_what_is_to_be_sent_again_is_said_in_one_way(desk: Desk, command: str) -> None:
    answer = types(desk, command)
    assert answer.exit_code == 2
    assert "give the ids of deliveries, or --failed" in answer.output
