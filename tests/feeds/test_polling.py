"""The benchmark of polling: equal budgets, nothing foreseen, and files read as they come."""

import json
import random
from pathlib import Path

import pytest

from benchmarks.polling import Trace, by_rhythm, compare, made_up, main, measure, miniflux_interval, read, uniform

DAY = 86_400.0


@pytest.mark.slow(2)
def test_all_ways_cost_the_same_and_rhythm_finds_entries_soonest() -> None:
    trace = made_up(5, 10, 4)
    results = compare(trace, 2.0, 5)
    polls = [result.polls for result in results.values()]
    assert max(polls) < 1.05 * min(polls)
    means = {name: result.summary(trace.feeds)[0] for name, result in results.items()}
    assert means["uniform"] == pytest.approx(15, rel=0.15)  # half of the interval
    assert means["by rhythm"] < 0.7 * means["uniform"]


@pytest.mark.slow(2)
def test_what_is_still_to_come_changes_no_poll_before_it() -> None:
    trace = made_up(6, 10, 4)
    half = {name: [time for time in times if time < trace.measured] for name, times in trace.feeds.items()}
    cut = Trace("cut", half, trace.start, trace.start, trace.measured)
    whole, known = (by_rhythm(each, 20.0, random.Random(1)) for each in (trace, cut))
    for all_polls, first_polls in zip(whole, known, strict=True):
        assert [poll for poll in all_polls if poll < trace.measured] == [
            poll for poll in first_polls if poll < trace.measured
        ]


def test_an_entry_waits_until_the_next_poll_of_its_feed() -> None:
    trace = Trace("two", {"a": [100.0, 130.0], "b": [50.0]}, 0.0, 60.0, 200.0)
    result = measure(trace, [[0.0, 120.0, 240.0], [0.0, 60.0]])
    assert result.polls == 2
    assert result.delays["a"].tolist() == [20 / 60, 110 / 60]
    assert result.delays["b"].tolist() == []  # before the measuring began
    assert all(polls[-1] >= trace.end for polls in uniform(trace, 60.0, random.Random(1)))


def test_the_rule_of_miniflux_goes_by_the_mean_gap_of_the_last_week() -> None:
    assert miniflux_interval([], 1.0) == DAY
    assert miniflux_interval([0.0], 1.0) == DAY
    assert miniflux_interval([0.0, DAY / 2, DAY], 1.0) == DAY / 2
    assert miniflux_interval([0.0, 1.0], 1.0) == 300.0


def test_files_of_timestamps_are_measured_each_by_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.tsv"
    one.write_text("".join(f"2025-01-{day:02}T08:00:00Z\n" for day in range(1, 29)))
    two.write_text("".join(f"{feed}\t{1.7e9 + hour * 3600}\n" for feed in ("a", "b") for hour in range(200)) + "\n")
    assert read(two).feeds.keys() == {"a", "b"}
    main([str(one), str(two)])
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["traces"].keys() == {"one.txt", "two.tsv"}
    assert 0 < last["ratio"] < 1
