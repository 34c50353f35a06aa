"""What follows from a click: once, however often it is asked for."""

from datetime import timedelta

import pytest

from monitor.alerting.attention.mutes import LONGEST
from monitor.alerting.links.actions import MUTED_FOR, LinkAction
from monitor.alerting.links.deed import acknowledged_by, mute_by, muted_by, taken_back
from monitor.records import MuteMatcher
from tests.links.test_token import GRANT
from tests.notify.builders import NOON, seconds

LATER = NOON + timedelta(hours=1)
STORY = MuteMatcher(watch="eu-sanctions", story="s-1")


@pytest.mark.parametrize(
    ("action", "matcher", "lasts", "until_changed"),
    [
        (LinkAction.MUTE_STORY, STORY, MUTED_FOR, False),
        (LinkAction.MUTE_UNTIL_CHANGED, STORY, LONGEST, True),
        (LinkAction.MUTE_WATCH, MuteMatcher(watch="eu-sanctions"), MUTED_FOR, False),
    ],
)
def test_each_action_makes_the_mute_that_it_is_named_after(
    action: LinkAction, matcher: MuteMatcher, lasts: timedelta, until_changed: bool
) -> None:
    mute = mute_by(GRANT, action, (), "", NOON)
    assert (mute.matcher, mute.until - NOON, mute.until_changed) == (matcher, lasts, until_changed)
    assert (mute.author, mute.origin, mute.reason) == ("link in alert al-1", "link", "asked for by a link")


def test_a_comment_is_the_reason_on_one_line_and_bounded() -> None:
    mute = mute_by(GRANT, LinkAction.MUTE_STORY, (), "  known\r\n since Monday " + "x" * 500, NOON)
    assert mute.reason.startswith("known since Monday x")
    assert len(mute.reason) == 200


def test_the_same_click_again_changes_nothing() -> None:
    mute = mute_by(GRANT, LinkAction.MUTE_STORY, (), "", NOON)
    assert mute_by(GRANT, LinkAction.MUTE_STORY, (mute,), "other", LATER) == mute
    assert muted_by(GRANT, LinkAction.MUTE_STORY, (mute,), LATER) == mute


def test_two_clicks_at_once_make_one_mute() -> None:
    first, second = (mute_by(GRANT, LinkAction.MUTE_STORY, (), "", NOON + seconds(n)) for n in (0, 1))
    assert first.id == second.id


def test_another_action_of_the_same_link_is_a_mute_of_its_own() -> None:
    mute = mute_by(GRANT, LinkAction.MUTE_STORY, (), "", NOON)
    assert muted_by(GRANT, LinkAction.MUTE_WATCH, (mute,), NOON) is None
    assert mute_by(GRANT, LinkAction.MUTE_WATCH, (mute,), "", NOON).id != mute.id


@pytest.mark.parametrize("wait", [timedelta(minutes=1), timedelta(hours=9)])
def test_after_its_end_a_click_mutes_anew_under_another_id(wait: timedelta) -> None:
    first = mute_by(GRANT, LinkAction.MUTE_STORY, (), "", NOON)
    ended = taken_back(first, NOON + seconds(10)) if wait < MUTED_FOR else first
    now = NOON + wait
    assert muted_by(GRANT, LinkAction.MUTE_STORY, (ended,), now) is None
    second = mute_by(GRANT, LinkAction.MUTE_STORY, (ended,), "", now)
    assert second.id != first.id
    assert second.until == now + MUTED_FOR
    assert mute_by(GRANT, LinkAction.MUTE_STORY, (ended, second), "", now) == second


def test_an_acknowledgement_is_of_the_watch_and_story_and_says_where_it_was_made() -> None:
    said = acknowledged_by(GRANT, "seen", NOON)
    assert (said.watch, said.story, said.author, said.comment, said.at) == (
        "eu-sanctions",
        "s-1",
        "link in alert al-1",
        "seen",
        NOON,
    )
