"""What follows from each attempt: the table, as a table."""

import pytest
from msgspec.structs import replace

from monitor.alerting.receivers.attempts import Patience, after_attempt, pause_until
from monitor.errors import DeliveryDelayed, DeliveryError, DeliveryRejected
from monitor.records import DeliveryState
from tests.notify.builders import NOON, delivery, seconds

PATIENCE = Patience()
HOUR, DAY = 3600, 86_400
LATER = DeliveryDelayed("answered 503")
NEVER = DeliveryRejected("answered 410 Gone")


def asked(retry_after: float) -> DeliveryDelayed:
    return DeliveryDelayed("answered 429", retry_after=retry_after)


class TestAfterAttempt:
    def test_what_is_taken_is_sent(self) -> None:
        tried = after_attempt(replace(delivery(), error="answered 503"), None, NOON + seconds(5), 0.0, PATIENCE)
        assert (tried.state, tried.attempts, tried.sent, tried.error) == (
            DeliveryState.SENT,
            1,
            NOON + seconds(5),
            "",
        )

    def test_what_is_rejected_has_failed_at_once(self) -> None:
        tried = after_attempt(delivery(), NEVER, NOON, 0.0, PATIENCE)
        assert (tried.state, tried.attempts, tried.error) == (DeliveryState.FAILED, 1, "answered 410 Gone")

    @pytest.mark.parametrize(
        ("attempts", "error", "jitter", "wait"),
        [
            pytest.param(0, LATER, 0.0, 2.5, id="half of the first wait is certain"),
            pytest.param(0, LATER, 0.5, 3.75, id="half of it is drawn"),
            pytest.param(1, LATER, 0.0, 5, id="doubled"),
            pytest.param(5, LATER, 0.0, 80, id="doubled five times"),
            pytest.param(40, LATER, 0.0, HOUR / 2, id="up to an hour"),
            pytest.param(10**6, LATER, 0.5, HOUR * 0.75, id="however often it was tried"),
            pytest.param(0, asked(120), 0.9, 120, id="as long as it asked for"),
            pytest.param(12, asked(1), 0.0, HOUR / 2, id="longer than it asked for"),
            pytest.param(0, asked(10**9), 0.0, DAY, id="not for ever"),
            pytest.param(0, DeliveryError("?"), 0.0, 2.5, id="an error of no kind may pass"),
        ],
    )
    def test_what_is_delayed_waits(self, attempts: int, error: DeliveryError, jitter: float, wait: float) -> None:
        tried = after_attempt(delivery(attempts=attempts), error, NOON, jitter, PATIENCE)
        assert tried.state is DeliveryState.PENDING
        assert tried.next_attempt == NOON + seconds(wait)
        assert (tried.attempts, tried.error) == (attempts + 1, str(error))

    def test_a_receiver_that_is_unavailable_for_two_days_still_gets_its_alerts(self) -> None:
        now, waiting = NOON, delivery()
        while now < NOON + seconds(2 * DAY):
            waiting = after_attempt(waiting, LATER, now, 0.99, PATIENCE)
            now = waiting.next_attempt
        assert after_attempt(waiting, None, now, 0.5, PATIENCE).state is DeliveryState.SENT
        assert now <= NOON + seconds(2 * DAY + HOUR)

    def test_what_would_wait_past_its_deadline_has_failed_and_says_so(self) -> None:
        patience = Patience(give_up_after_seconds=100)
        on_time = after_attempt(delivery(attempts=3), asked(60), NOON + seconds(40), 0.0, patience)
        too_late = after_attempt(delivery(attempts=3), asked(60), NOON + seconds(41), 0.0, patience)
        assert on_time.state is DeliveryState.PENDING
        assert too_late.state is DeliveryState.FAILED
        assert too_late.error == "given up after 4 attempts: answered 429"

    def test_the_deadline_of_what_was_held_counts_from_its_release(self) -> None:
        released = replace(delivery(), tried_since=NOON + seconds(10 * DAY))
        tried = after_attempt(released, LATER, NOON + seconds(11 * DAY), 0.0, PATIENCE)
        assert tried.state is DeliveryState.PENDING
        assert after_attempt(released, LATER, NOON + seconds(14 * DAY), 0.0, PATIENCE).state is DeliveryState.FAILED


class TestRest:
    @pytest.mark.parametrize(
        ("attempts", "error", "wait"),
        [
            pytest.param(1, None, 0, id="not after an alert it took"),
            pytest.param(1, NEVER, 0, id="not after an alert it will never take"),
            pytest.param(1, LATER, 2.5, id="as long as the alert"),
            pytest.param(9, LATER, 60, id="a minute at most"),
            pytest.param(9, asked(600), 600, id="unless it asks for more"),
        ],
    )
    def test_a_receiver_rests(self, attempts: int, error: DeliveryError | None, wait: float) -> None:
        assert pause_until(delivery(attempts=attempts), error, NOON, 0.0, PATIENCE) == NOON + seconds(wait)
