"""Whether a watch has more matches than usual."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.alerting.attention.counts import BASELINE_PARTS, WINDOW_PARTS, Counts
from monitor.alerting.attention.spike import SpikeReason, SpikeVerdict, spike_after, spike_alert
from monitor.alerting.policy import Policy, Spike
from monitor.records import Alert, AlertKind, Dating, Match, Relation, Withdrawal
from tests.alerting.builders import NOON, article, match

SPIKE = Spike(window_seconds=2 * 3600, baseline_seconds=7 * 86_400, ratio=3, min=5, distinct_publishers=3)
POLICY = Policy(watch="ceasefire", watchlist="europe", routes=("desk",), spike=SPIKE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_match(published: datetime, publisher: str = "Herald", fetched: datetime | None = None, **fields: Any) -> Match:
    of = replace(
        article(),
        publisher=publisher,
        published=published,
        fetched=fetched or published,
        **{name: fields.pop(name) for name in ("owner", "dating", "old") if name in fields},
    )
    return replace(match(of=of), **fields)


class Watch:
    """A watch that began to count a week and a day before noon, or then."""

    def __init__(self, since: datetime = NOON - 8 * DAY) -> None:
        self.counts = Counts(since=since)
        self.alerts: list[Alert] = []

    def meets(self, each: Match, now: datetime | None = None) -> SpikeVerdict:
        moment = now or each.article.fetched
        self.counts, verdict = spike_after(self.counts, SPIKE, each, moment)
        if verdict.reason is SpikeReason.SPIKE:
            self.alerts.append(spike_alert(POLICY, SPIKE, verdict, each, moment))
        return verdict

    def usually(self, every: timedelta, until: datetime = NOON) -> "Watch":
        """One match so often, from the beginning on."""
        moment = self.counts.since
        while moment < until:
            self.meets(a_match(moment))
            moment += every
        return self

    def burst(self, count: int, start: datetime = NOON, **fields: Any) -> list[SpikeReason]:
        """So many matches, one a minute, of publishers in turn."""
        return [
            self.meets(a_match(start + timedelta(minutes=number), f"Paper {number % 4}", **fields)).reason
            for number in range(count)
        ]


def test_a_burst_over_three_times_the_usual_rate_is_one_alert() -> None:
    watch = Watch().usually(every=HOUR)
    assert watch.burst(12)[-1] is SpikeReason.SAME_SPIKE
    (alert,) = watch.alerts
    assert alert.kind is AlertKind.SPIKE
    assert alert.title == "6 matches in 2 hours, usually 2.0: ceasefire"
    assert "6 matches of 5 publishers in 2 hours, at least 3 times the usual 2.0" in alert.reason


def test_a_busy_watch_needs_more() -> None:
    watch = Watch().usually(every=timedelta(minutes=10))
    assert set(watch.burst(20)) <= {SpikeReason.USUAL, SpikeReason.FEW_PUBLISHERS}


def test_fewer_than_the_least_number_are_no_spike_however_rare_the_watch() -> None:
    watch = Watch()
    assert watch.burst(4) == [SpikeReason.FEW] * 4
    assert watch.burst(1, NOON + timedelta(minutes=4)) == [SpikeReason.SPIKE]


def test_one_publisher_that_writes_much_is_no_spike() -> None:
    watch = Watch()
    found = [watch.meets(a_match(NOON + timedelta(minutes=number))).reason for number in range(9)]
    assert found[4:] == [SpikeReason.FEW_PUBLISHERS] * 5


def test_as_many_publishers_as_the_watch_asks_for_are_enough_and_one_without_a_name_is_none() -> None:
    for papers, expected in (
        (["A", "B", "C", "A", "A"], SpikeReason.SPIKE),
        (["A", "B", "", "A", "A"], SpikeReason.FEW_PUBLISHERS),
    ):
        watch = Watch()
        for number, paper in enumerate(papers):
            verdict = watch.meets(a_match(NOON + timedelta(minutes=number), paper))
        assert verdict.reason is expected


def test_what_is_older_than_the_baseline_is_not_usual_any_more() -> None:
    watch = Watch(since=NOON - 20 * DAY).usually(every=HOUR, until=NOON - 8 * DAY)
    assert SpikeReason.SPIKE in watch.burst(5)
    assert watch.alerts[0].title.startswith("5 matches in 2 hours, usually 0.0")


def test_papers_of_one_owner_count_as_one() -> None:
    watch = Watch()
    assert watch.burst(9, owner="Press Group")[4:] == [SpikeReason.FEW_PUBLISHERS] * 5


@pytest.mark.parametrize(
    "fields",
    [
        {"relation": Relation.EXACT_COPY},
        {"relation": Relation.NEAR_DUPLICATE},
        {"relation": Relation.SAME_ARTICLE},
        {"relation": Relation.EXPANDED},
        {"old": True},
        {"withdrawal": Withdrawal.EDITED},
    ],
)
def test_copies_edits_old_and_withdrawn_articles_are_not_counted(fields: dict[str, Any]) -> None:
    watch = Watch()
    assert watch.burst(20, **fields) == [SpikeReason.NOT_COUNTED] * 20
    assert watch.counts.recent == ()


def test_follow_ups_are_counted() -> None:
    assert SpikeReason.SPIKE in Watch().burst(5, relation=Relation.FOLLOW_UP)


def test_a_backlog_after_an_outage_stands_at_the_moments_of_publication_and_is_no_spike() -> None:
    watch = Watch().usually(every=HOUR)
    back = NOON + 12 * HOUR
    for number in range(12):
        verdict = watch.meets(a_match(NOON + number * HOUR, f"Paper {number % 4}", fetched=back), back)
    assert verdict.reason is SpikeReason.FEW
    assert watch.alerts == []


def test_an_article_whose_time_is_not_known_stands_at_the_moment_it_was_fetched() -> None:
    watch = Watch()
    for number in range(5):
        midnight = a_match(NOON - 12 * HOUR, f"Paper {number % 4}", fetched=NOON, dating=Dating.DAY)
        verdict = watch.meets(midnight)
    assert verdict.count == 5


def test_a_young_watch_tells_no_spike_and_says_so_once_a_window() -> None:
    watch = Watch(since=NOON - 1 * DAY)
    assert watch.burst(8)[4:] == [SpikeReason.YOUNG] + [SpikeReason.SAME_SPIKE] * 3
    assert watch.alerts == []


def test_a_watch_is_grown_up_after_a_quarter_of_its_baseline() -> None:
    assert SpikeReason.SPIKE in Watch(since=NOON - 44.1 * HOUR).burst(6)
    assert SpikeReason.SPIKE not in Watch(since=NOON - 43.8 * HOUR).burst(6)


def test_articles_from_before_the_watch_are_not_counted() -> None:
    watch = Watch(since=NOON)
    assert watch.meets(a_match(NOON)).count == 1
    assert watch.meets(a_match(NOON - HOUR, fetched=NOON)).reason is SpikeReason.NOT_COUNTED


def test_the_next_spike_is_told_after_the_rate_was_usual_again() -> None:
    watch = Watch()
    watch.burst(30)
    watch.burst(30, NOON + 6 * HOUR)
    assert [alert.raised for alert in watch.alerts] == [
        NOON + timedelta(minutes=4),
        NOON + 6 * HOUR + timedelta(minutes=4),
    ]
    assert len({alert.id for alert in watch.alerts}) == 2


def test_a_spike_that_lasts_is_told_once() -> None:
    watch = Watch()
    watch.burst(60 * 8)
    assert len(watch.alerts) == 1


def test_no_second_spike_is_told_within_a_window_of_the_first() -> None:
    watch = Watch()
    watch.burst(5)
    watch.counts = replace(watch.counts, recent=(), is_spike=False)
    assert SpikeReason.SPIKE not in watch.burst(6, NOON + timedelta(minutes=30))


def test_a_replay_gives_the_same_id_and_another_watch_another() -> None:
    verdict = SpikeVerdict(reason=SpikeReason.SPIKE, count=6, since=NOON)
    once = spike_alert(POLICY, SPIKE, verdict, match(), NOON)
    assert once.id == spike_alert(POLICY, SPIKE, verdict, match("a-2"), NOON + HOUR).id
    other = replace(POLICY, watch="other")
    assert once.id != spike_alert(other, SPIKE, verdict, match(), NOON).id


@given(
    st.lists(
        st.tuples(st.integers(0, 60 * 24 * 30), st.integers(0, 60 * 24 * 10), st.integers(0, 100)),
        max_size=150,
    )
)
def test_whatever_comes_the_counters_stay_bounded_and_count_the_window_rightly(
    arrivals: list[tuple[int, int, int]],
) -> None:
    watch, taken = Watch(), []
    for after, before, paper in sorted(arrivals):
        now = NOON + timedelta(minutes=after)
        published = now - timedelta(minutes=before)
        verdict = watch.meets(a_match(published, f"Paper {paper}", fetched=now), now)
        taken.append(published)
        assert len(watch.counts.recent) <= WINDOW_PARTS + 1
        assert len(watch.counts.past) <= BASELINE_PARTS + 2
        if verdict.reason is not SpikeReason.NOT_COUNTED:
            edge = timedelta(seconds=SPIKE.window_seconds / WINDOW_PARTS)
            surely = sum(now - 2 * HOUR < at for at in taken)
            perhaps = sum(now - 2 * HOUR - edge < at for at in taken)
            assert surely <= verdict.count <= perhaps


def test_a_match_is_counted_where_nothing_was_counted_before() -> None:
    counts, verdict = spike_after(None, SPIKE, a_match(NOON), NOON)
    assert (counts.since, verdict.count) == (NOON, 1)


def test_a_watch_that_began_by_a_clock_that_ran_ahead_begins_now() -> None:
    watch = Watch(since=NOON + 3000 * DAY)
    watch.meets(a_match(NOON))
    assert watch.counts.since == NOON
    assert watch.meets(a_match(NOON + HOUR)).count == 2


def test_an_article_dated_ahead_stands_at_the_moment_it_was_fetched_and_never_after_now() -> None:
    watch = Watch()
    watch.meets(a_match(NOON + timedelta(minutes=30), fetched=NOON))
    watch.meets(a_match(NOON + HOUR), now=NOON)
    assert [(part.start, part.count) for part in watch.counts.recent] == [(NOON, 2)]


def test_a_clock_that_steps_back_counts_on() -> None:
    watch = Watch()
    watch.burst(4, NOON + 5 * HOUR)
    assert watch.burst(5)[-1] is SpikeReason.SPIKE


def test_a_spike_that_a_clock_told_which_ran_far_ahead_silences_no_other() -> None:
    watch = Watch()
    watch.counts = replace(watch.counts, told=NOON + 3000 * DAY)
    assert SpikeReason.SPIKE in watch.burst(6)
