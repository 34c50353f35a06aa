"""What becomes of what is held: when it goes out, and in which company."""

from datetime import datetime, timedelta

from msgspec.structs import replace

from monitor.alerting.receivers.bundles import MOST_FOR_PROGRAMS
from monitor.alerting.receivers.gathering import Gathered, gather, hushed, too_late
from monitor.alerting.timing import GroupBy
from monitor.records import AlertKind, BundleKind, DecisionReason, Delivery, DeliveryState, Severity
from tests.alerting.receivers.builders import desk, digest, group, planned, quiet, titles, told, utc

DAWN, MORNING, NOON, EVENING = (utc(f"2026-03-02 {hour}:00") for hour in ("06", "07", "12", "17"))
NOTHING = Gathered((), ())
CRITICAL, HIGH, LOW = Severity.CRITICAL, Severity.HIGH, Severity.LOW


def after(moment: datetime, seconds: float) -> datetime:
    return moment + timedelta(seconds=seconds)


class TestDigests:
    DESK = desk(digest=digest("0 7,17 * * *", most=2))

    def waiting(self, count: int) -> list[Delivery]:
        return [planned(told(number), after(DAWN, number), self.DESK) for number in range(1, count + 1)]

    def test_before_its_slot_nothing_goes_out(self) -> None:
        assert gather(self.DESK, self.waiting(3), after(MORNING, -1)) == NOTHING

    def test_at_its_slot_all_that_waits_goes_out_in_one_message_the_rest_counted(self) -> None:
        [bundle] = gather(self.DESK, self.waiting(3), MORNING).bundles
        made = bundle.delivery.bundle
        assert made is not None
        assert (made.kind, made.more, made.since, made.until) == (BundleKind.DIGEST, 1, after(DAWN, 1), MORNING)
        assert titles(bundle) == ["Alert 1", "Alert 2"]
        assert bundle.delivery.state is DeliveryState.PENDING
        assert {(part.state, part.bundled_in) for part in bundle.parts} == {(DeliveryState.BUNDLED, bundle.delivery.id)}
        assert len(bundle.parts) == 3

    def test_none_when_empty(self) -> None:
        assert gather(self.DESK, [], MORNING) == NOTHING

    def test_after_a_slot_that_was_missed_there_is_one_of_that_slot(self) -> None:
        [on_time], [late] = (gather(self.DESK, self.waiting(2), now).bundles for now in (MORNING, NOON))
        assert late.delivery.id == on_time.delivery.id
        assert late.delivery.bundle == on_time.delivery.bundle

    def test_after_two_slots_that_were_missed_there_is_one_with_all(self) -> None:
        waiting = [*self.waiting(1), planned(told(2), NOON, self.DESK)]
        [bundle] = gather(self.DESK, waiting, after(EVENING, 3600)).bundles
        assert len(bundle.parts) == 2
        assert bundle.delivery.bundle is not None
        assert bundle.delivery.bundle.until == EVENING

    def test_what_is_less_sure_is_dropped_where_the_digest_was_taken_out(self) -> None:
        unsure = [planned(replace(told(number), unsure=True), DAWN, self.DESK) for number in (1, 2)]
        late = too_late(unsure[:1], desk().timing, MORNING)
        gathered = gather(desk(), unsure, MORNING, anew=True)
        assert gathered.bundles == ()
        assert {(each.state, each.held_for) for each in (*gathered.moved, *late)} == {
            (DeliveryState.DROPPED, DecisionReason.NO_DIGEST)
        }

    def test_what_came_too_late_for_its_slot_waits_for_the_next_one(self) -> None:
        [moved] = too_late(self.waiting(1), self.DESK.timing, MORNING)
        assert (moved.state, moved.held_for, moved.next_attempt) == (
            DeliveryState.HELD,
            DecisionReason.DIGEST,
            EVENING,
        )
        assert gather(self.DESK, [moved], NOON, anew=True) == NOTHING, "however often it is planned again"

    def test_a_program_gets_every_alert_in_as_many_bundles_as_it_takes(self) -> None:
        program = desk(program=True, digest=digest("0 7 * * *", most=2))
        waiting = [planned(told(number), after(DAWN, number), program) for number in range(MOST_FOR_PROGRAMS + 1)]
        bundles = gather(program, waiting, MORNING).bundles
        assert [len(titles(bundle)) for bundle in bundles] == [MOST_FOR_PROGRAMS, 1]
        assert [title for bundle in bundles for title in titles(bundle)] == [each.alert.title for each in waiting]
        assert len({bundle.delivery.id for bundle in bundles}) == 2

    def test_of_two_bundles_for_a_program_the_second_is_the_same_once_the_first_is_made(self) -> None:
        program = desk(program=True, digest=digest("0 7 * * *"))
        waiting = [planned(told(number), after(DAWN, number), program) for number in range(MOST_FOR_PROGRAMS + 1)]
        _, second = gather(program, waiting, MORNING).bundles
        assert gather(program, waiting[MOST_FOR_PROGRAMS:], after(MORNING, 9)).bundles[0].delivery.id == (
            second.delivery.id
        )

    def test_a_correction_stands_in_the_digest_of_what_it_corrects_before_it(self) -> None:
        first = planned(told(1, HIGH), DAWN, self.DESK)
        correction = planned(told(2, LOW, story="s-1", kind=AlertKind.CORRECTION), NOON, self.DESK, [first])
        [bundle] = gather(self.DESK, [first, correction], MORNING).bundles
        assert titles(bundle) == ["Alert 2", "Alert 1"]


class TestQuietHours:
    DESK = desk(quiet=quiet("22:00-07:00", passing=CRITICAL))

    def test_what_they_held_goes_out_at_their_end_in_one_message(self) -> None:
        waiting = [planned(told(number), after(DAWN, number), self.DESK) for number in (1, 2)]
        assert gather(self.DESK, waiting, after(MORNING, -1)) == NOTHING
        [bundle] = gather(self.DESK, waiting, MORNING).bundles
        assert bundle.delivery.bundle is not None
        assert bundle.delivery.bundle.kind is BundleKind.QUIET
        assert len(bundle.parts) == 2

    def test_a_single_one_says_too_that_it_was_held(self) -> None:
        [bundle] = gather(self.DESK, [planned(told(1), DAWN, self.DESK)], MORNING).bundles
        assert len(bundle.parts) == 1

    def test_when_the_program_starts_again_in_the_next_night_it_waits_until_that_ends(self) -> None:
        waiting = [planned(told(1), DAWN, self.DESK)]
        [moved], bundles = gather(self.DESK, waiting, utc("2026-03-02 23:00"))
        assert bundles == ()
        assert (moved.state, moved.next_attempt) == (DeliveryState.HELD, utc("2026-03-03 07:00"))

    def test_a_digest_that_was_missed_waits_for_their_end_too(self) -> None:
        receiver = desk(digest=digest("0 17 * * *"), quiet=quiet("22:00-07:00", passing=CRITICAL))
        [moved], bundles = gather(receiver, [planned(told(1, CRITICAL), DAWN, receiver)], utc("2026-03-02 23:00"))
        assert bundles == ()
        assert (moved.held_for, moved.next_attempt) == (DecisionReason.DIGEST, utc("2026-03-03 07:00"))

    def test_what_could_not_be_sent_before_them_waits_for_their_end_unless_it_passes(self) -> None:
        pending = [planned(told(number, severity), NOON, self.DESK) for number, severity in ((1, HIGH), (2, CRITICAL))]
        [held] = hushed(pending, self.DESK.timing, utc("2026-03-02 23:00"))
        assert (held.alert.id, held.state, held.held_for) == ("al-1", DeliveryState.HELD, DecisionReason.QUIET_HOURS)
        assert hushed(pending, self.DESK.timing, NOON) == ()

    def test_a_bundle_that_could_not_be_sent_before_them_stays_one(self) -> None:
        receiver = desk(digest=digest("0 7 * * *"), quiet=quiet("22:00-06:00", passing=CRITICAL))
        [bundle] = gather(receiver, [planned(told(1, CRITICAL), DAWN, receiver)], MORNING).bundles
        [waiting] = hushed([bundle.delivery], receiver.timing, utc("2026-03-02 23:00"))
        assert (waiting.state, waiting.bundle) == (DeliveryState.PENDING, bundle.delivery.bundle)
        assert waiting.next_attempt == utc("2026-03-03 06:00")


class TestGroups:
    BY_STORY, BY_ARTICLE = (desk(group=group(by, 60)) for by in (GroupBy.STORY, GroupBy.ARTICLE))

    def test_a_burst_of_one_story_is_one_message_as_soon_as_its_first_alert_has_waited(self) -> None:
        watches = ("ceasefire", "eu", "nato")
        waiting = [
            planned(told(number, story="s-1", watch=watch), after(NOON, 20 * number), self.BY_STORY)
            for number, watch in enumerate(watches)
        ]
        assert gather(self.BY_STORY, waiting, after(NOON, 59)) == NOTHING
        [bundle] = gather(self.BY_STORY, waiting, after(NOON, 60)).bundles
        assert len(bundle.parts) == 3
        assert bundle.delivery.bundle is not None
        assert bundle.delivery.bundle.kind is BundleKind.GROUP

    def test_stories_do_not_wait_for_each_other(self) -> None:
        waiting = [
            planned(told(number, story=story), after(NOON, number), self.BY_STORY)
            for number, story in enumerate(("s-1", "s-2", "s-1", "s-2"))
        ]
        [bundle] = gather(self.BY_STORY, waiting, after(NOON, 60)).bundles
        assert {part.alert.story for part in bundle.parts} == {"s-1"}

    def test_of_two_stories_at_one_moment_each_is_a_message_of_its_own(self) -> None:
        waiting = [
            planned(told(number, story=story, watch=f"w-{number}"), NOON, self.BY_STORY)
            for number, story in enumerate(("s-1", "s-2", "s-1", "s-2"))
        ]
        first, second = gather(self.BY_STORY, waiting, after(NOON, 60)).bundles
        assert first.delivery.id != second.delivery.id

    def test_one_that_stays_alone_is_sent_as_itself(self) -> None:
        [sent], bundles = gather(self.BY_STORY, [planned(told(1), NOON, self.BY_STORY)], after(NOON, 60))
        assert bundles == ()
        assert (sent.state, sent.next_attempt) == (DeliveryState.PENDING, after(NOON, 60))
        assert sent.tried_since == after(NOON, 60), "its deadline counts from then"

    def test_one_article_on_many_watches_is_one_message(self) -> None:
        waiting = [
            planned(told(number, article="a-1", story="s-1", watch=f"w-{number}"), NOON, self.BY_ARTICLE)
            for number in range(3)
        ]
        other = planned(told(9, article="a-2", story="s-1"), NOON, self.BY_ARTICLE)
        bundled, alone = gather(self.BY_ARTICLE, [*waiting, other], after(NOON, 60)).bundles, other.id
        assert [len(each.parts) for each in bundled] == [3]
        assert alone not in {part.id for part in bundled[0].parts}

    def test_what_follows_in_a_story_goes_with_the_alert_that_waits(self) -> None:
        first = planned(told(1, article="a-1", story="s-1"), NOON, self.BY_ARTICLE)
        change = planned(told(2, article="a-2", story="s-1", kind=AlertKind.CHANGE), after(NOON, 30), self.BY_ARTICLE)
        [bundle] = gather(self.BY_ARTICLE, [first, change], after(NOON, 60)).bundles
        assert len(bundle.parts) == 2

    def test_alerts_of_no_story_are_no_group(self) -> None:
        waiting = [planned(told(number, story=""), NOON, self.BY_STORY) for number in (1, 2)]
        assert gather(self.BY_STORY, waiting, after(NOON, 60)).bundles == ()


class TestChangesOfTiming:
    DIGEST = desk(digest=digest("0 17 * * *"))

    def test_once_the_digest_is_switched_off_what_waits_for_it_goes_out(self) -> None:
        [bundle] = gather(desk(), [planned(told(1), DAWN, self.DIGEST)], NOON, anew=True).bundles
        assert titles(bundle) == ["Alert 1"]

    def test_but_not_in_quiet_hours(self) -> None:
        receiver = desk(quiet=quiet("11:00-13:00"))
        [moved], bundles = gather(receiver, [planned(told(1), DAWN, self.DIGEST)], NOON, anew=True)
        assert (moved.next_attempt, bundles) == (utc("2026-03-02 13:00"), ())

    def test_an_earlier_slot_holds_and_so_does_a_later_one(self) -> None:
        waiting = [planned(told(1), DAWN, self.DIGEST)]
        for hour in ("13", "20"):
            [moved], _ = gather(desk(digest=digest(f"0 {hour} * * *")), waiting, NOON, anew=True)
            assert moved.next_attempt == utc(f"2026-03-02 {hour}:00")

    def test_what_was_planned_by_a_clock_a_year_ahead_is_planned_again(self) -> None:
        waiting = [planned(told(1), utc("2027-03-02 12:00"), self.DIGEST)]
        [moved], _ = gather(self.DIGEST, waiting, NOON, anew=True)
        assert moved.next_attempt == EVENING

    def test_nothing_changes_where_the_timing_has_not(self) -> None:
        receiver = desk(digest=digest("0 17 * * *"), quiet=quiet())
        waiting = [planned(told(number), DAWN, receiver) for number in (1, 2)]
        assert gather(receiver, waiting, NOON, anew=True) == NOTHING

    def test_a_correction_still_goes_with_what_it_corrects(self) -> None:
        receiver = desk(quiet=quiet("22:00-07:00", passing=CRITICAL))
        first = planned(told(1), DAWN, receiver)
        correction = planned(told(2, CRITICAL, story="s-1", kind=AlertKind.CORRECTION), DAWN, receiver, [first])
        assert gather(receiver, [first, correction], after(DAWN, 60), anew=True) == NOTHING
