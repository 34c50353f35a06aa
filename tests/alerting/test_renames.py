"""A watch that is gone goes on as the one new watch that says the same; where that is not plain, as none."""

from collections.abc import Mapping

from msgspec.structs import replace

from monitor.alerting.facts import Facts
from monitor.alerting.renames import KnownWatch, changed, moved, renamed
from tests.store.builders import alert_state


def known(watch: str, says: str = "truce", *, is_gone: bool = False) -> KnownWatch:
    return KnownWatch(watch=watch, watchlist="desk", fingerprint=says, is_gone=is_gone)


def pairs(before: list[KnownWatch], now: list[KnownWatch]) -> Mapping[str, str]:
    return {old: new.watch for old, new in renamed(before, now).items()}


def test_a_new_watch_that_says_what_one_said_that_is_gone_is_that_one() -> None:
    assert pairs([known("truce"), known("flood", "flood")], [known("peace"), known("flood", "flood")]) == {
        "truce": "peace"
    }


def test_one_that_was_gone_before_the_new_one_came_is_taken_over_too() -> None:
    assert pairs([known("truce", is_gone=True)], [known("peace")]) == {"truce": "peace"}


def test_one_that_was_gone_itself_takes_over_when_it_comes_back() -> None:
    assert pairs([known("truce"), known("peace", "of old", is_gone=True)], [known("peace")]) == {"truce": "peace"}


def test_a_watch_that_stays_is_taken_over_by_none() -> None:
    assert pairs([known("truce")], [known("truce"), known("peace")]) == {}


def test_a_watch_that_was_there_takes_over_none() -> None:
    assert pairs([known("truce"), known("peace")], [known("peace")]) == {}


def test_a_watch_that_says_anything_else_is_new() -> None:
    assert pairs([known("truce")], [known("peace", "truce and talks")]) == {}


def test_of_two_that_are_gone_and_say_the_same_none_is_taken_over() -> None:
    assert pairs([known("truce"), known("truce-2", is_gone=True)], [known("peace")]) == {}


def test_of_two_new_ones_that_say_the_same_none_takes_over() -> None:
    assert pairs([known("truce")], [known("peace"), known("peace-2")]) == {}


def test_several_are_renamed_at_once() -> None:
    before, now = [known("a", "1"), known("b", "2")], [known("c", "2"), known("d", "1")]
    assert pairs(before, now) == {"a": "d", "b": "c"}


def test_what_is_remembered_follows_the_configuration() -> None:
    before = [known("same", "1"), known("other", "2"), known("gone", "3"), known("renamed", "4")]
    now = [known("same", "1"), known("other", "5"), known("new", "4")]
    written = changed(before, now, renamed(before, now))
    assert written == [known("other", "5"), known("new", "4"), known("gone", "3", is_gone=True)]
    after = [known("same", "1"), *written]
    assert changed(after, now, renamed(after, now)) == []


def test_what_is_held_of_a_story_counts_as_told_to_the_new_watch() -> None:
    held = Facts(articles=("a-2",))
    before = replace(alert_state(alerts=1), told=Facts(articles=("a-1",)), held=2, held_facts=held)
    state = moved(before, "peace")
    assert (state.watch, state.alerts, state.held, state.held_facts) == ("peace", 2, 0, None)
    assert state.told is not None
    assert set(state.told.articles) == {"a-1", "a-2"}


def test_a_story_of_which_nothing_is_held_stays_as_it_is() -> None:
    assert moved(alert_state(), "peace") == alert_state("peace")
