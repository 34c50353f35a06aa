"""To whom an alert goes, and whether at once."""

import pytest
from msgspec.structs import replace

from monitor.alerting.receivers.outcomes import decision_of
from monitor.alerting.receivers.routing import plan
from monitor.notify.spec import Console, File
from monitor.records import AlertKind, DecisionOutcome, DecisionReason, Delivery, DeliveryState, Severity
from tests.alerting.receivers.builders import desk, digest, group, planned, quiet, told, utc
from tests.notify.builders import NOON, alert, seconds

EVENING, NIGHT, MORNING = utc("2026-03-02 21:00"), utc("2026-03-03 01:00"), utc("2026-03-03 07:00")
HELD, DROPPED = DeliveryState.HELD, DeliveryState.DROPPED
CRITICAL, LOW = Severity.CRITICAL, Severity.LOW


class TestRoutes:
    CONSOLE, DESK = Console(name="console"), File(name="desk", path="/desk", min_severity=Severity.HIGH)

    def test_an_alert_goes_to_each_receiver_on_its_routes_once(self) -> None:
        planned = plan(alert(routes=("desk", "console", "desk")), [self.CONSOLE, self.DESK], ["console"], NOON)
        assert [one.receiver for one in planned] == ["desk", "console"]
        assert {(one.alert.id, one.state, one.next_attempt, one.created) for one in planned} == {
            ("al-1", DeliveryState.PENDING, NOON, NOON)
        }

    def test_an_alert_without_routes_goes_where_alerts_go_by_default(self) -> None:
        planned = plan(alert(routes=()), [self.CONSOLE, self.DESK], ["console"], NOON)
        assert [one.receiver for one in planned] == ["console"]

    def test_the_same_alert_planned_again_later_has_the_same_deliveries(self) -> None:
        first, again = (
            plan(alert(), [self.CONSOLE, self.DESK], ["console", "desk"], NOON + seconds(s)) for s in (0, 9)
        )
        assert [one.id for one in first] == [one.id for one in again]
        assert len({one.id for one in first}) == 2

    @pytest.mark.parametrize(
        ("severity", "dropped"),
        [
            (Severity.LOW, ["desk"]),
            (Severity.MEDIUM, ["desk"]),
            (Severity.HIGH, []),
            (Severity.CRITICAL, []),
        ],
    )
    def test_an_alert_that_is_too_quiet_for_a_receiver_is_dropped_there_visibly(
        self, severity: Severity, dropped: list[str]
    ) -> None:
        planned = plan(alert(severity=severity), [self.CONSOLE, self.DESK], ["console", "desk"], NOON)
        assert [one.receiver for one in planned] == ["console", "desk"]
        assert [one.receiver for one in planned if one.state is DROPPED] == dropped
        assert {one.held_for for one in planned if one.state is DROPPED} <= {DecisionReason.BELOW_SEVERITY}

    def test_what_is_less_sure_goes_to_receivers_with_a_digest_alone(self) -> None:
        unsure = replace(told(1), unsure=True)
        mail, plain = desk(digest=digest("0 7 * * *")), desk(quiet=quiet())
        waiting, dropped = planned(unsure, EVENING, mail), planned(unsure, EVENING, plain)
        assert what(waiting) == (HELD, DecisionReason.DIGEST, "03 07:00")
        assert (dropped.state, dropped.held_for) == (DROPPED, DecisionReason.NO_DIGEST)
        assert decision_of(dropped, NOON).outcome is DecisionOutcome.NOT_TOLD

    def test_a_route_to_nobody_is_not_lost_from_sight(self) -> None:
        planned = plan(alert(routes=("gone",), severity=Severity.LOW), [self.CONSOLE], [], NOON)
        assert [(one.receiver, one.state) for one in planned] == [("gone", DeliveryState.PENDING)]


def what(delivery: Delivery) -> tuple[DeliveryState, DecisionReason | None, str]:
    return delivery.state, delivery.held_for, f"{delivery.next_attempt:%d %H:%M}"


class TestTiming:
    def test_without_wishes_an_alert_is_sent_at_once(self) -> None:
        assert what(planned(told(1), NIGHT, desk())) == (DeliveryState.PENDING, None, "03 01:00")

    def test_in_quiet_hours_an_alert_is_held_until_they_end(self) -> None:
        assert what(planned(told(1), NIGHT, desk(quiet=quiet()))) == (HELD, DecisionReason.QUIET_HOURS, "03 07:00")
        assert planned(told(1), EVENING, desk(quiet=quiet())).state is DeliveryState.PENDING

    def test_in_quiet_hours_that_drop_it_is_dropped_visibly(self) -> None:
        dropped = planned(told(1), NIGHT, desk(quiet=quiet(drops=True)))
        assert what(dropped) == (DROPPED, DecisionReason.QUIET_HOURS, "03 01:00")

    @pytest.mark.parametrize("drops", [False, True])
    def test_what_is_loud_enough_passes_quiet_hours(self, *, drops: bool) -> None:
        receiver = desk(quiet=quiet(passing=CRITICAL, drops=drops))
        assert planned(told(1, CRITICAL), NIGHT, receiver).state is DeliveryState.PENDING
        assert planned(told(1, Severity.HIGH), NIGHT, receiver).state is (DROPPED if drops else HELD)

    def test_a_digest_takes_every_alert_the_loudest_too(self) -> None:
        receiver = desk(digest=digest("0 12 * * *"), quiet=quiet(passing=CRITICAL))
        for severity in Severity:
            assert what(planned(told(1, severity), NIGHT, receiver)) == (HELD, DecisionReason.DIGEST, "03 12:00")

    def test_a_group_waits_and_not_into_quiet_hours(self) -> None:
        receiver = desk(group=group(seconds=60), quiet=quiet())
        assert what(planned(told(1), EVENING, receiver)) == (HELD, DecisionReason.GROUPED, "02 21:01")
        late = utc("2026-03-02 21:59:30")
        assert what(planned(told(1), late, receiver)) == (HELD, DecisionReason.QUIET_HOURS, "03 07:00")


class TestCorrections:
    """A correction goes to everyone who had what it corrects."""

    CORRECTION = told(9, LOW, story="s-1", kind=AlertKind.CORRECTION)

    def test_however_quiet_it_is(self) -> None:
        receiver = desk(least=CRITICAL)
        first = planned(told(1, CRITICAL), EVENING, receiver)
        assert planned(self.CORRECTION, EVENING, receiver, [first]).state is DeliveryState.PENDING
        assert planned(self.CORRECTION, EVENING, receiver).state is DROPPED

    def test_whatever_the_routes_say_by_now(self) -> None:
        first = planned(told(1), EVENING, desk())
        elsewhere = replace(self.CORRECTION, routes=("console",))
        sent = plan(elsewhere, [desk(), Console(name="console")], (), EVENING, [first])
        assert [each.receiver for each in sent] == ["console", "desk"]

    def test_but_not_to_those_who_were_spared_the_first(self) -> None:
        receiver = desk(least=CRITICAL)
        first = planned(told(1, LOW), EVENING, receiver)
        assert first.state is DROPPED
        assert planned(self.CORRECTION, EVENING, receiver, [first]).state is DROPPED

    def test_and_is_never_dropped_but_held_where_quiet_hours_drop(self) -> None:
        receiver = desk(quiet=quiet(drops=True))
        first = planned(told(1), EVENING, receiver)
        correction = planned(self.CORRECTION, NIGHT, receiver, [first])
        assert what(correction) == (HELD, DecisionReason.QUIET_HOURS, "03 07:00")

    def test_it_goes_with_what_it_corrects_where_that_is_still_held(self) -> None:
        receiver = desk(quiet=quiet(passing=CRITICAL))
        first = planned(told(1), NIGHT, receiver)
        loud = replace(self.CORRECTION, severity=CRITICAL)
        assert what(planned(loud, NIGHT, receiver, [first])) == (HELD, DecisionReason.QUIET_HOURS, "03 07:00")

    def test_an_alert_that_is_no_correction_obeys_the_receiver_whoever_had_the_first(self) -> None:
        receiver = desk(least=CRITICAL)
        first = planned(told(1, CRITICAL), EVENING, receiver)
        change = replace(self.CORRECTION, kind=AlertKind.CHANGE)
        assert planned(change, EVENING, receiver, [first]).state is DROPPED
