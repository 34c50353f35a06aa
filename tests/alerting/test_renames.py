"""A watch that is gone goes on as the one new watch that says the same; where that is not plain, as none."""

from collections.abc import Mapping

from msgspec.structs import replace

from monitor.alerting.facts import Facts
from monitor.alerting.renames import KnownWatch, changed, moved, renamed
from tests.store.builders import NOON, alert_state, minutes


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


def test_a_story_that_both_ids_know_is_one_of_all_that_was_told_and_of_what_is_held_there() -> None:
    held, later = Facts(articles=("a-3",)), NOON + minutes(5)
    there = replace(
        alert_state("peace", alerts=1),
        first=later,
        last=later,
        told=Facts(articles=("a-1",)),
        told_at=later,
        last_alert="al-9",
        replaceable="al-9",
        matches=("m-1", "m-3"),
        held=2,
        held_facts=held,
        routes=("desk",),
        parts=("s-8",),
        suppressed=1,
    )
    own = replace(
        alert_state(alerts=4),
        told=Facts(articles=("a-2",)),
        told_at=NOON,
        matches=("m-1", "m-2"),
        routes=("night", "desk"),
        parts=("s-9",),
        part_of="s-7",
        suppressed=3,
        unsure=1,
    )
    joined = replace(
        there,
        alerts=4,
        first=NOON,
        told=Facts(articles=("a-2", "a-1")),
        matches=("m-1", "m-2", "m-3"),
        routes=("night", "desk"),
        parts=("s-9", "s-8"),
        part_of="s-7",
        suppressed=3,
        unsure=1,
    )
    assert moved(own, "peace", there) == joined


def test_who_told_nothing_is_no_later_than_who_told() -> None:
    there = replace(alert_state("peace"), told_at=NOON, last_alert="al-1")
    own = replace(alert_state(alerts=0), last=NOON + minutes(60), last_alert="", told_at=None)
    joined = moved(own, "peace", there)
    assert (joined.last_alert, joined.told_at, joined.last) == ("al-1", NOON, NOON + minutes(60))


def test_so_many_matches_of_both_are_remembered_as_of_one() -> None:
    own, there = (
        replace(alert_state(watch), told_at=NOON + minutes(at), matches=tuple(f"{watch}-{n}" for n in range(256)))
        for watch, at in (("truce", 0), ("peace", 1))
    )
    assert moved(own, "peace", there).matches == there.matches
