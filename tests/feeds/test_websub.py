"""Subscriptions at hubs: when they are asked for, what is believed, how long they last."""

import hashlib
import hmac
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.entry import ParsedFeed
from monitor.feeds.websub.hub import Hub, hub_of
from monitor.feeds.websub.signature import is_signed, path_of, secret_of
from monitor.feeds.websub.subscription import Subscription, ask, confirm, distrust, ended, form, is_due, is_live
from monitor.feeds.websub.subscriptions import KEPT, PushReason, judge_push, to_ask, wanted
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
    unwanted = ended(confirmed())
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


HUB = Hub(url=NEW.hub, topic=NEW.topic)


def test_a_hub_knows_a_feed_by_the_address_that_the_feed_gives_itself() -> None:
    named = ParsedFeed(hub="https://hub.example/", self_url="https://herald.example/own")
    assert hub_of(named, "https://herald.example/feed") == Hub(url=named.hub, topic=named.self_url)
    unnamed = ParsedFeed(hub="https://hub.example/")
    assert hub_of(unnamed, "https://herald.example/feed") == Hub(url=named.hub, topic="https://herald.example/feed")
    assert hub_of(ParsedFeed(self_url="https://herald.example/own"), "https://herald.example/feed") is None


def test_a_feed_that_names_a_hub_is_subscribed_to_once() -> None:
    assert wanted({NEW.feed: HUB}, []) == [NEW]
    assert wanted({NEW.feed: HUB}, [confirmed()]) == []
    assert wanted({NEW.feed: None, "other": None}, [confirmed()]) == []


def test_another_hub_or_topic_is_another_subscription() -> None:
    moved = Hub(url="https://other.example/", topic=HUB.topic)
    renamed = Hub(url=HUB.url, topic="https://herald.example/renamed")
    for hub in (moved, renamed):
        assert wanted({NEW.feed: hub}, [confirmed()]) == [Subscription(feed=NEW.feed, hub=hub.url, topic=hub.topic)]


def test_the_subscription_of_a_feed_that_was_removed_is_to_end_and_that_of_one_that_came_back_begins_anew() -> None:
    (ending,) = wanted({}, [confirmed()])
    assert (ending.wanted, ending.until) == (False, confirmed().until)
    assert wanted({}, [ending]) == []
    assert wanted({NEW.feed: HUB}, [ending]) == [NEW]


def test_hubs_are_asked_for_what_is_due_and_no_more_for_what_is_over() -> None:
    ending = ended(confirmed())
    assert to_ask([NEW, confirmed(), ending], NOON + HOUR) == [NEW, ending]
    assert to_ask([ending, ended(NEW)], NOON + 30 * DAY) == []


def test_a_push_is_taken_where_it_is_wanted_signed_and_not_one_too_many() -> None:
    signature = "sha256=" + hmac.new(secret_of(KEY, NEW).encode(), b"feed", hashlib.sha256).hexdigest()
    assert judge_push(NEW, KEY, b"feed", signature, waiting=KEPT - 1) is PushReason.TAKEN
    assert judge_push(NEW, KEY, b"feed", signature, waiting=KEPT) is PushReason.FULL
    assert judge_push(NEW, KEY, b"changed", signature, waiting=0) is PushReason.UNSIGNED
    assert judge_push(ended(NEW), KEY, b"feed", signature, waiting=0) is PushReason.UNWANTED
    assert judge_push(None, KEY, b"feed", signature, waiting=0) is PushReason.UNWANTED
