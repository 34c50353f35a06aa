"""What a link carries, and that nobody else can make or alter one."""

import base64
import hashlib
import hmac
import string
from datetime import timedelta

import pytest
from msgspec.structs import replace

from monitor.alerting.links.actions import LABELS, LinkAction, possible
from monitor.alerting.links.offer import LASTS, PATH, Offer
from monitor.alerting.links.token import Grant, Refusal, read, signed
from monitor.alerting.messages.pieces import NO_REPLY
from monitor.records import AlertKind
from tests.notify.builders import NOON, alert, release

KEY = b"k" * 32
GRANT = Grant(
    action=LinkAction.MUTE_STORY,
    expires=int((NOON + LASTS).timestamp()),
    watch="eu-sanctions",
    story="s-1",
    alert="al-1",
)
OFFER = Offer("https://desk.example/wirewatch", KEY)


def token(link: str) -> str:
    assert link.startswith(f"https://desk.example/wirewatch{PATH}")
    return link.rpartition("/")[2]


def test_a_token_grants_what_it_was_signed_for() -> None:
    assert read(signed(GRANT, KEY), KEY, NOON) == GRANT


def test_a_token_works_until_it_expires() -> None:
    ends = NOON + LASTS
    assert read(signed(GRANT, KEY), KEY, ends - timedelta(seconds=1)) == GRANT
    assert read(signed(GRANT, KEY), KEY, ends) is Refusal.EXPIRED


@pytest.mark.parametrize("story", ["s-1", "s-12", "s-123"])  # whose last character has 0, 2 or 4 bits to spare
def test_no_character_of_a_token_can_be_altered_not_even_one_with_bits_to_spare(story: str) -> None:
    made = signed(replace(GRANT, story=story), KEY)
    for place, character in enumerate(made):
        for other in f"{string.ascii_letters}{string.digits}-_".replace(character, ""):
            altered = f"{made[:place]}{other}{made[place + 1 :]}"
            assert read(altered, KEY, NOON) is Refusal.FORGED, place


@pytest.mark.parametrize("expires", [10**12, 2**63, -(10**14), -(2**63)])
def test_a_token_that_ends_when_no_calendar_reaches_is_no_link(expires: int) -> None:
    assert read(signed(replace(GRANT, expires=expires), KEY), KEY, NOON) is Refusal.FORGED


@pytest.mark.parametrize("wrong", ["", ".", "x", "x.y", "é.é", "..", "a" * 5_000, signed(GRANT, KEY) + "A" * 2_000])
def test_what_is_no_token_is_refused(wrong: str) -> None:
    assert read(wrong, KEY, NOON) is Refusal.FORGED


def test_a_token_of_another_key_is_refused_before_its_end_is_looked_at() -> None:
    expired = signed(replace(GRANT, expires=0), b"other" * 8)
    assert read(expired, KEY, NOON) is Refusal.FORGED


def test_what_the_key_signed_for_something_else_is_no_link() -> None:
    payload = signed(GRANT, KEY).partition(".")[0]
    raw = base64.urlsafe_b64decode(payload + "==")
    plain = base64.urlsafe_b64encode(hmac.new(KEY, raw, hashlib.sha256).digest()[:16]).decode().rstrip("=")
    assert read(f"{payload}.{plain}", KEY, NOON) is Refusal.FORGED


def test_an_alert_on_a_story_has_a_link_for_each_action_and_one_to_choose() -> None:
    reply = OFFER.replies(alert())
    assert [action.label for action in reply.actions] == list(LABELS.values())
    chosen = read(token(reply.page), KEY, NOON)
    assert isinstance(chosen, Grant)
    assert (chosen.watch, chosen.story, chosen.alert) == ("eu-sanctions", "s-1", "al-1")
    assert chosen.actions == tuple(LABELS)
    for action, link in zip(LABELS, reply.actions, strict=True):
        granted = read(token(link.url), KEY, NOON)
        assert isinstance(granted, Grant)
        assert granted.actions == (action,)


def test_the_links_of_an_alert_are_the_same_each_time_it_is_sent() -> None:
    assert OFFER.replies(alert()) == OFFER.replies(alert())


@pytest.mark.parametrize("kind", [AlertKind.SPIKE, AlertKind.ABSENCE, AlertKind.RELEASE, AlertKind.NOTICE])
def test_what_tells_of_no_single_story_can_mute_its_watch_alone(kind: AlertKind) -> None:
    reply = OFFER.replies(replace(release(), kind=kind))
    assert [action.label for action in reply.actions] == [LABELS[LinkAction.MUTE_WATCH]]
    granted = read(token(reply.page), KEY, NOON)
    assert isinstance(granted, Grant)
    assert granted.actions == (LinkAction.MUTE_WATCH,)
    assert granted.story == ""


def test_what_is_about_a_feed_has_no_links() -> None:
    about_feed = replace(alert(), watchlist="wirewatch", kind=AlertKind.NOTICE)
    assert possible(about_feed) == ()
    assert OFFER.replies(about_feed) == NO_REPLY
