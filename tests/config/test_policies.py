"""What a watch says of being told again, held or gathered."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.alerting.policy import (
    AGAIN,
    Absence,
    Cap,
    FigureStep,
    Policy,
    Realert,
    SeverityStep,
    Spike,
    Throttle,
)
from monitor.records import ChangeKind, EventType, Severity
from tests.config.builders import loaded

RECEIVERS = "receivers:\n  console: {type: console}\n  lead: {type: console}\n"


def policy(root: Path, text: str, defaults: str = "") -> Policy:
    said = f"defaults: {{{defaults}}}\nwatches:\n  - {{id: a, when: {{word: flood}}, {text}}}\n"
    return loaded(root, receivers=RECEIVERS, watchlists__desk=said).policies["a"]


def test_a_watch_that_says_nothing_is_told_again_on_a_material_change_and_never_held(tmp_path: Path) -> None:
    assert policy(tmp_path, "") == Policy(watch="a", watchlist="desk")


def test_each_watch_of_each_file_has_its_policy(tmp_path: Path) -> None:
    watches = "watches:\n  - {id: a, when: {word: flood}}\n  - {id: b, when: {word: fire}, severity: low}\n"
    made = loaded(tmp_path, watchlists__desk=watches, watchlists__more="watches: [{id: c, when: {word: ice}}]\n")
    assert {watch: (each.watchlist, each.severity) for watch, each in made.policies.items()} == {
        "a": ("desk", Severity.MEDIUM),
        "b": ("desk", Severity.LOW),
        "c": ("more", Severity.MEDIUM),
    }


@pytest.mark.parametrize("realert", list(Realert))
def test_a_watch_says_when_a_story_is_told_again(tmp_path: Path, realert: Realert) -> None:
    assert policy(tmp_path, f"story: {{realert: {realert}}}").realert is realert
    assert policy(tmp_path, f"story: {realert}").realert is realert


def test_it_says_which_changes_count(tmp_path: Path) -> None:
    assert policy(tmp_path, "story: {again: [figure, place, severity, figure]}").again == (
        ChangeKind.FIGURE,
        ChangeKind.PLACE,
        ChangeKind.SEVERITY,
    )
    assert policy(tmp_path, "story: {again: modality}").again == (ChangeKind.MODALITY,)
    assert policy(tmp_path, "story: {realert: on_change}").again == AGAIN


def test_whoever_names_numbers_of_publishers_wants_to_be_told_of_them(tmp_path: Path) -> None:
    found = policy(tmp_path, "story: {publishers: [5, 2, 5]}")
    assert found.again == (*AGAIN, ChangeKind.PUBLISHERS)
    assert found.publisher_steps == (2, 5)
    assert policy(tmp_path, "story: {again: publishers}").publisher_steps == (3, 5, 10)


def test_a_throttle_waits_longer_each_time(tmp_path: Path) -> None:
    found = policy(tmp_path, "throttle: {per: story, first: immediate, then: {every: 30m, backoff_to: 6h}, cap: 10/h}")
    assert found.throttle == Throttle(every_seconds=1800.0, backoff_to_seconds=21_600.0)
    assert found.cap == Cap(count=10, seconds=3600.0)


def test_a_bare_duration_is_how_often_a_story_is_told(tmp_path: Path) -> None:
    for written in ("throttle: {then: {every: 1h}}", "throttle: {then: 1h}", "throttle: 1h"):
        assert policy(tmp_path, written).throttle == Throttle(every_seconds=3600.0)


@pytest.mark.parametrize(
    ("written", "cap"),
    [
        ("100/d", Cap(count=100, seconds=86_400.0)),
        ("1/h", Cap(count=1, seconds=3600.0)),
        ("3/m", Cap(count=3, seconds=60.0)),
    ],
)
def test_a_cap_stands_by_itself(tmp_path: Path, written: str, cap: Cap) -> None:
    found = policy(tmp_path, f"throttle: {{cap: {written}}}")
    assert (found.throttle, found.cap) == (None, cap)


def test_severity_goes_up_in_steps(tmp_path: Path) -> None:
    found = policy(
        tmp_path,
        "severity: {base: low, raise: ["
        "{if: {independent_publishers: {gte: 3}}, to: high},"
        "{if: {event: [ASSAULT, PROTEST], figure: {dead: {gte: 10}, money: 1.5}}, to: critical}]}",
    )
    assert found.severity is Severity.LOW
    assert found.steps == (
        SeverityStep(to=Severity.HIGH, independent_publishers=3),
        SeverityStep(
            to=Severity.CRITICAL,
            event_types=(EventType.ASSAULT, EventType.PROTEST),
            figures=(FigureStep(figure="dead", gte=10.0), FigureStep(figure="money", gte=1.5)),
        ),
    )


def test_a_watch_that_says_only_how_loud_it_is_has_the_steps_of_its_file_that_lead_above(tmp_path: Path) -> None:
    steps = (
        "{if: {independent_publishers: 3}, to: high}",
        "{if: {event: PROTEST}, to: critical}",
    )
    found = policy(tmp_path, "severity: high", f"severity: {{base: low, raise: [{', '.join(steps)}]}}")
    assert found.severity is Severity.HIGH
    assert [step.to for step in found.steps] == [Severity.CRITICAL]


def test_a_watch_with_a_spike_or_an_absence_only_counts_unless_it_says_otherwise(tmp_path: Path) -> None:
    found = policy(tmp_path, "spike: {window: 2h, baseline: 7d, ratio: 2.5, min: 6, distinct_publishers: 3}")
    assert found.spike == Spike(
        window_seconds=7200.0, baseline_seconds=604_800.0, ratio=2.5, min=6, distinct_publishers=3
    )
    assert not found.each_match
    quiet = policy(tmp_path, "absence: {max_gap: 24h}")
    assert (quiet.absence, quiet.each_match) == (Absence(max_gap_seconds=86_400.0), False)
    assert policy(tmp_path, "absence: 24h, each_match: true").each_match


def test_an_owner_is_a_name_and_where_it_is_told(tmp_path: Path) -> None:
    assert policy(tmp_path, "owner: Ann").owner == "Ann"
    found = policy(tmp_path, "owner: {name: Ann, routes: [lead]}")
    assert (found.owner, found.owner_routes) == ("Ann", ("lead",))


def test_what_a_watch_does_not_say_the_defaults_of_its_file_say(tmp_path: Path) -> None:
    general = (
        "story: {realert: never}, throttle: {cap: 1/h}, spike: {window: 1h, baseline: 1d}, absence: 2d, "
        "each_match: true, owner: {name: Ann, routes: lead}, routes: console, severity: {base: high}"
    )
    found = policy(tmp_path, "description: A flood", general)
    assert found.realert is Realert.NEVER
    assert found.cap == Cap(count=1, seconds=3600.0)
    assert (found.spike is not None, found.absence is not None, found.each_match) == (True, True, True)
    assert (found.owner_routes, found.routes, found.severity) == (("lead",), ("console",), Severity.HIGH)
    own = policy(tmp_path, "story: {realert: every}, throttle: {cap: 2/h}, each_match: false, owner: Bob", general)
    assert (own.realert, own.cap, own.each_match) == (Realert.EVERY, Cap(count=2, seconds=3600.0), False)
    assert (own.owner, own.owner_routes) == ("Bob", ())


def test_a_policy_knows_when_its_watch_expires(tmp_path: Path) -> None:
    assert policy(tmp_path, "expires: 2027-01-31").expires == datetime(2027, 1, 31, tzinfo=UTC)
