"""Which mute holds a match: all that it gives must hold, until it ends."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from monitor.alerting.attention.mutes import is_in_force, mute_for, muted_by, named, new_mute
from monitor.records import Match, Mute, MuteMatcher
from tests.alerting.builders import NOON, article, match, minutes


def a_match() -> Match:
    of = replace(article(), publisher="Herald", tags=("Politics",), source_tags=("wire",))
    return replace(match(of=of), merged=("s-0",), actors=("eu", "european-union"))


def a_mute(name: str = "m-1", *, until: float = 60, until_changed: bool = False, **about: Any) -> Mute:
    return Mute(
        id=name,
        matcher=MuteMatcher(**(about or {"watch": "eu-sanctions"})),
        until=minutes(until),
        until_changed=until_changed,
        reason="known",
        author="anna",
        created=NOON,
    )


@pytest.mark.parametrize(
    ("about", "holds"),
    [
        ({"watch": "eu-sanctions"}, True),
        ({"watch": "other"}, False),
        ({"story": "s-1"}, True),
        ({"story": "s-0"}, True),  # was merged into the story
        ({"story": "s-2"}, False),
        ({"actor": "eu"}, True),
        ({"actor": "european-union"}, True),  # the entity that it is
        ({"actor": "nato"}, False),
        ({"publisher": "herald"}, True),  # whatever its case
        ({"publisher": "Times"}, False),
        ({"tag": "politics"}, True),  # of the article
        ({"tag": "WIRE"}, True),  # of the feed
        ({"tag": "sport"}, False),
        ({"watch": "eu-sanctions", "publisher": "Herald", "tag": "wire", "actor": "eu", "story": "s-1"}, True),
        ({"watch": "eu-sanctions", "publisher": "Times"}, False),
        ({"watch": "other", "publisher": "Herald"}, False),
        ({"actor": "eu", "tag": "sport"}, False),
    ],
)
def test_all_that_a_mute_gives_must_hold(about: dict[str, Any], holds: bool) -> None:
    assert (mute_for([a_mute(**about)], a_match(), NOON) is not None) == holds


def test_a_mute_that_gives_nothing_holds_nothing() -> None:
    assert mute_for([replace(a_mute(), matcher=MuteMatcher())], a_match(), NOON) is None


def test_a_mute_holds_until_its_end_and_not_at_it() -> None:
    assert mute_for([a_mute(until=60)], a_match(), minutes(59.9)) is not None
    assert mute_for([a_mute(until=60)], a_match(), minutes(60)) is None


def test_a_mute_that_somebody_ended_holds_nothing() -> None:
    assert mute_for([replace(a_mute(), ended=minutes(5))], a_match(), minutes(6)) is None


def test_no_mute_lasts_longer_than_thirty_days() -> None:
    endless = a_mute(until=60 * 24 * 365)
    assert is_in_force(endless, NOON + timedelta(days=29))
    assert not is_in_force(endless, NOON + timedelta(days=30))


def test_a_mute_made_on_a_machine_whose_clock_runs_ahead_holds_at_once() -> None:
    assert mute_for([a_mute()], a_match(), minutes(-5)) is not None


def test_of_several_mutes_the_one_that_ends_last_holds() -> None:
    found = mute_for([a_mute("short", until=30), a_mute("long", until=90), a_mute("middle")], a_match(), NOON)
    assert found is not None
    assert found.id == "long"


def test_a_mute_until_a_change_lets_the_change_pass_and_others_do_not() -> None:
    assert mute_for([a_mute(until_changed=True)], a_match(), NOON) is not None
    assert mute_for([a_mute(until_changed=True)], a_match(), NOON, changed=True) is None
    assert mute_for([a_mute()], a_match(), NOON, changed=True) is not None


def test_a_mute_until_a_change_is_over_for_a_story_that_was_told_since() -> None:
    assert mute_for([a_mute(until_changed=True)], a_match(), minutes(9), minutes(-5)) is not None
    assert mute_for([a_mute(until_changed=True)], a_match(), minutes(9), NOON) is not None, "that was muted"
    assert mute_for([a_mute(until_changed=True)], a_match(), minutes(9), minutes(5)) is None
    assert mute_for([a_mute()], a_match(), minutes(9), minutes(5)) is not None


def test_a_mute_says_what_it_is_about_and_who_muted_until_when_and_why() -> None:
    assert named(a_mute(watch="eu-sanctions", publisher="Herald").matcher) == (
        "watch eu-sanctions and publisher Herald"
    )
    assert muted_by(a_mute()) == "muted by anna until 2025-03-04 13:00 UTC: known"
    assert muted_by(a_mute(until_changed=True)) == "muted by anna until 2025-03-04 13:00 UTC or a change: known"


def asked(**given: Any) -> Mute:
    said: dict[str, Any] = {
        "until": minutes(60),
        "until_changed": False,
        "reason": "known",
        "author": "anna",
        "now": NOON,
        "origin": "command",
    }
    return new_mute(given.pop("matcher", MuteMatcher(watch="w")), **{**said, **given})


def test_a_mute_as_somebody_asks_for_it() -> None:
    made = asked()
    assert (made.until, made.created, made.ended) == (minutes(60), NOON, None)
    assert made.id == asked().id
    assert made.id != asked(now=minutes(1)).id


def test_a_mute_until_a_change_ends_after_thirty_days_all_the_same() -> None:
    assert asked(until=None, until_changed=True).until == NOON + timedelta(days=30)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"matcher": MuteMatcher()}, "name one at least"),
        ({"until": None}, "a mute has an end"),
        ({"until": NOON}, "would have ended at 2025-03-04 12:00 UTC"),
        ({"until": minutes(60 * 24 * 30 + 1)}, "at most 30 days, until 2025-04-03 12:00 UTC"),
    ],
)
def test_a_mute_that_cannot_be_is_refused_with_what_was_expected(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        asked(**given)
