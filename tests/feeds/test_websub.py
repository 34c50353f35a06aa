"""Subscriptions at hubs: when they are asked for, what is believed, how long they last."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.websub.subscription import (
    Subscription,
    ask,
    confirm,
    distrust,
    form,
    is_due,
    is_live,
    is_signed,
    path_of,
    secret_of,
    subscription_of,
    written,
)
from tests.feeds.builders import NOON

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = Subscription(feed="herald", hub="https://hub.example/", topic="https://herald.example/feed")
KEY = b"k" * 32


def query(mode: str = "subscribe", **fields: str) -> dict[str, str]:
    given = {"mode": mode, "topic": NEW.topic, "challenge": "c-1", "lease_seconds": "864000", **fields}
    return {f"hub.{name}": value for name, value in given.items()}


def confirmed(lease_seconds: str = "864000") -> Subscription:
    found = confirm(ask(NEW, NOON), query(lease_seconds=lease_seconds), NOON)
    assert found is not None
    return found[0]


def test_a_new_subscription_is_asked_for_and_again_ever_later_while_the_hub_keeps_silent() -> None:
    assert is_due(NEW, NOON)
    asked, now, waits = NEW, NOON, []
    for _ in range(12):
        asked, since = ask(asked, now), now
        while not is_due(asked, now):
            now += timedelta(minutes=5)
        waits.append(now - since)
    assert waits[:3] == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert waits[-1] == DAY


def test_a_confirmation_gives_the_challenge_back_and_begins_the_lease() -> None:
    found = confirm(ask(NEW, NOON), query(), NOON + HOUR)
    assert found is not None
    subscription, challenge = found
    assert challenge == "c-1"
    assert subscription.until == NOON + HOUR + timedelta(days=10)
    assert is_live(subscription, NOON + DAY)
    assert not is_live(subscription, NOON + timedelta(days=11))


def test_a_lease_is_renewed_in_its_last_quarter() -> None:
    subscription = confirmed(lease_seconds="40000")
    assert not is_due(subscription, NOON + timedelta(seconds=29_000))
    assert is_due(subscription, NOON + timedelta(seconds=31_000))
    assert is_live(subscription, NOON + timedelta(seconds=31_000))


@pytest.mark.parametrize(
    ("said", "days"), [("", 10), ("nonsense", 10), ("-5", 10), ("99999999", 90), ("1", 1 / 288), ("9" * 400, 10)]
)
def test_a_lease_that_makes_no_sense_is_bounded(said: str, days: float) -> None:
    assert confirmed(lease_seconds=said).until == NOON + days * DAY


@pytest.mark.parametrize(
    "asked_back",
    [
        query("unsubscribe"),
        query("publish"),
        query(topic="https://herald.example/other"),
        query(challenge=""),
        {},
    ],
)
def test_what_was_not_asked_for_is_not_confirmed(asked_back: dict[str, str]) -> None:
    assert confirm(ask(NEW, NOON), asked_back, NOON) is None
    assert confirm(NEW, query(), NOON) is None  # nobody has asked yet


def test_a_hub_may_deny_and_is_asked_again_later() -> None:
    found = confirm(ask(NEW, NOON), query("denied", reason="not here"), NOON)
    assert found is not None
    subscription, challenge = found
    assert (challenge, subscription.error) == ("", "denied: not here")
    assert not is_live(subscription, NOON)
    assert not is_due(subscription, NOON + timedelta(minutes=5))
    assert is_due(subscription, NOON + HOUR)


def test_a_subscription_that_is_no_longer_wanted_ends_when_the_hub_confirms_it() -> None:
    unwanted = Subscription(**{**{name: getattr(confirmed(), name) for name in NEW.__struct_fields__}, "wanted": False})
    assert is_due(unwanted, NOON + HOUR)
    asked = ask(unwanted, NOON + HOUR)
    assert form(asked, "https://our.example/cb", "s")["hub.mode"] == "unsubscribe"
    assert confirm(asked, query("subscribe"), NOON + HOUR) is None
    found = confirm(asked, query("unsubscribe"), NOON + HOUR)
    assert found is not None
    assert found[0].until == NOON + HOUR


def test_a_hub_that_missed_something_is_not_relied_on_for_a_day() -> None:
    subscription = distrust(confirmed(), NOON)
    assert not is_live(subscription, NOON + HOUR)
    assert is_live(subscription, NOON + DAY)


def test_the_hub_is_told_a_secret_and_an_address_that_nobody_can_guess() -> None:
    other = Subscription(feed="other", hub=NEW.hub, topic=NEW.topic)
    derived = {secret_of(KEY, NEW), path_of(KEY, NEW), secret_of(KEY, other), path_of(KEY, other)}
    assert len(derived) == 4
    assert secret_of(KEY, NEW) == secret_of(KEY, confirmed())
    assert secret_of(b"other" * 8, NEW) not in derived
    assert form(NEW, "https://our.example/cb", "s") == {
        "hub.mode": "subscribe",
        "hub.topic": NEW.topic,
        "hub.callback": "https://our.example/cb",
        "hub.lease_seconds": "864000",
        "hub.secret": "s",
    }


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
def test_a_signature_of_every_method_of_the_specification_is_known(method: str) -> None:
    signature = hmac.new(b"secret", b"content", getattr(hashlib, method)).hexdigest()
    assert is_signed("secret", b"content", f"{method}={signature}")
    assert is_signed("secret", b"content", f"{method.upper()}={signature.upper()}")
    assert not is_signed("secret", b"changed", f"{method}={signature}")
    assert not is_signed("other", b"content", f"{method}={signature}")


@given(st.text(max_size=80))
def test_no_other_text_is_a_signature(header: str) -> None:
    assert not is_signed("secret", b"content", header)
    assert not is_signed("secret", b"content", f"sha256={header}")
    assert not is_signed("secret", b"content", f"md5={hashlib.md5(b'content').hexdigest()}")


def test_a_subscription_is_written_and_read_again() -> None:
    assert subscription_of(written(confirmed())) == confirmed()
    assert [subscription_of(text) for text in (None, "", "{}", "x")] == [None] * 4
