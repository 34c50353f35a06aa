"""What becomes of a match: the steps of the chain, one after another."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from monitor.alerting.chain.raised import alert_id
from monitor.alerting.chain.recording import REMEMBERED_MATCHES
from monitor.alerting.policy import Cap, Realert, SeverityStep, Throttle
from monitor.records import (
    AlertKind,
    Change,
    ChangeKind,
    DecisionOutcome,
    DecisionReason,
    Match,
    Relation,
    Severity,
    Visibility,
    Withdrawal,
)
from tests.alerting.builders import NOON, article, elsewhere, evidence, match, minutes
from tests.alerting.desk import COUNTS_PUBLISHERS, POLICY, WATCH, Desk, follow_up, mute, publishers

FIRST = match("a-1", evidence("term sanctions", "sanctions"))
WITHDRAWN = match("a-1", relation=Relation.SAME_ARTICLE, withdrawal=Withdrawal.WITHDRAWN)
R = DecisionReason


async def test_the_first_match_in_a_story_is_told() -> None:
    desk = Desk()
    [decision] = await desk.decisions(FIRST)
    assert (decision.outcome, decision.reason) == (DecisionOutcome.TOLD, R.FIRST_IN_STORY)
    [alert] = desk.left
    assert (alert.kind, alert.step, alert.replaces, decision.alert) == (AlertKind.FIRST, 1, "", alert.id)
    state = await desk.state()
    assert (state.alerts, state.suppressed, state.last_alert, state.told_at) == (1, 0, alert.id, desk.clock())


async def test_an_alert_says_all_that_a_receiver_needs() -> None:
    desk = Desk()
    await desk.take(replace(FIRST, storyline="sl-1", independent=2, publishers=3))
    [alert] = desk.left
    assert alert.id == alert_id(WATCH, "s-1", 1)
    assert (alert.watch, alert.watchlist, alert.severity, alert.routes) == (WATCH, "europe", Severity.HIGH, ("desk",))
    assert (alert.story, alert.article, alert.title) == ("s-1", "a-1", FIRST.article.title)
    assert (alert.url, alert.publisher, alert.published) == (
        FIRST.article.url,
        "herald.example",
        FIRST.article.published,
    )
    assert (alert.evidence, alert.raised) == (FIRST.evidence, FIRST.found)
    assert (alert.storyline, alert.independent, alert.publishers) == ("sl-1", 2, 3)
    assert alert.reason == (
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story."
    )


async def test_a_decision_says_what_it_is_about() -> None:
    tagged = replace(FIRST, article=replace(FIRST.article, tags=("war",), source_tags=("wire", "war")), actors=("eu",))
    [decision] = await Desk().decisions(tagged)
    assert (decision.subject, decision.receiver, decision.watch, decision.watchlist) == (FIRST.id, "", WATCH, "europe")
    assert (decision.story, decision.article, decision.title) == ("s-1", "a-1", FIRST.article.title)
    assert (decision.url, decision.publisher) == (FIRST.article.url, "herald.example")
    assert (decision.actors, decision.tags, decision.at) == (("eu",), ("war", "wire"), minutes(1))


async def test_a_shadow_watch_tells_nobody_but_is_counted() -> None:
    desk = Desk()
    shadow = match("a-1", visibility=Visibility.SHADOW)
    assert await desk.reasons(shadow, match("a-2", visibility=Visibility.SHADOW)) == [R.SHADOW_WATCH] * 2
    state = await desk.state()
    assert (state.alerts, state.suppressed, state.last_alert, desk.left) == (0, 2, "", [])


async def test_a_watch_that_leaves_the_shadow_tells_of_the_next_match_in_the_story() -> None:
    shadow = match("a-1", visibility=Visibility.SHADOW)
    assert await Desk().reasons(shadow, match("a-2"), match("a-3")) == [
        R.SHADOW_WATCH,
        R.FIRST_IN_STORY,
        R.NOTHING_MATERIAL,
    ]


async def test_a_watch_that_has_expired_tells_nothing_that_is_still_on_its_way() -> None:
    desk = Desk(replace(POLICY, expires=minutes(2)))
    assert await desk.reasons(match("a-1"), match("a-2", story="s-2")) == [R.FIRST_IN_STORY, R.EXPIRED]


async def test_an_old_article_is_not_told_and_takes_nothing_from_the_news_of_its_story() -> None:
    old = match("a-1", of=article(old=True))
    copy = match("a-2", relation=Relation.EXACT_COPY)
    assert await Desk().reasons(old, copy) == [R.OLD_ARTICLE, R.FIRST_IN_STORY]


async def test_an_old_article_that_corrects_what_was_told_is_told() -> None:
    correction = replace(follow_up("a-2"), article=article("a-2", title="Correction: EU agrees nothing", old=True))
    assert await Desk().reasons(FIRST, correction) == [R.FIRST_IN_STORY, R.CORRECTION]


async def test_a_watch_for_spikes_alone_counts_its_matches() -> None:
    assert await Desk(replace(POLICY, each_match=False)).reasons(FIRST) == [R.COUNTED]


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (Relation.EXACT_COPY, R.COPY_ALERTED),
        (Relation.NEAR_DUPLICATE, R.COPY_ALERTED),
        (Relation.SAME_ARTICLE, R.EDIT_ALERTED),
        (Relation.FOLLOW_UP, R.NOTHING_MATERIAL),
    ],
)
async def test_why_a_match_is_not_told_again_follows_from_what_its_article_is(
    relation: Relation, reason: DecisionReason
) -> None:
    for realert in (Realert.ON_CHANGE, Realert.NEVER):
        desk = Desk(replace(POLICY, realert=realert))
        assert await desk.reasons(FIRST, match("a-2", relation=relation)) == [R.FIRST_IN_STORY, reason]


async def test_a_copy_whose_original_the_watch_could_not_see_is_told() -> None:
    assert await Desk().reasons(match("a-2", relation=Relation.NEAR_DUPLICATE)) == [R.FIRST_IN_STORY]


async def test_a_copy_is_told_again_where_its_publisher_makes_the_number_that_the_watch_asks_for() -> None:
    copies = [match(f"a-{n}", relation=Relation.EXACT_COPY, independent=n) for n in (2, 3, 4)]
    assert await Desk(COUNTS_PUBLISHERS).reasons(FIRST, *copies) == [
        R.FIRST_IN_STORY,
        R.COPY_ALERTED,
        R.MATERIAL_CHANGE,
        R.COPY_ALERTED,
    ]


async def test_a_copy_says_nothing_new_however_its_words_are_read() -> None:
    copy = match("a-2", relation=Relation.EXACT_COPY, of=article("a-2", title="Correction: EU agrees nothing"))
    assert await Desk().reasons(FIRST, copy) == [R.FIRST_IN_STORY, R.COPY_ALERTED]


async def test_a_change_is_told_with_what_changed_and_takes_the_place_of_the_alert_before() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    assert await desk.reasons(FIRST, follow_up("a-2", 2), follow_up("a-3", 5)) == [
        R.FIRST_IN_STORY,
        R.NOTHING_MATERIAL,
        R.MATERIAL_CHANGE,
    ]
    first, second = desk.left
    assert (second.kind, second.step, second.replaces) == (AlertKind.CHANGE, 2, first.id)
    assert second.changes == (publishers("1", "5"),)
    assert second.reason.endswith("; changed since the last alert.")
    assert (await desk.of(follow_up("a-3").id)).changes == second.changes


async def test_what_was_told_is_the_base_of_what_is_new() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    reasons = await desk.reasons(FIRST, *(follow_up(f"a-{n}", n) for n in range(2, 12)))
    assert [n for n, reason in enumerate(reasons, 1) if reason is R.MATERIAL_CHANGE] == [3, 5, 10]


async def test_a_watch_that_never_tells_a_story_again_does_not() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, realert=Realert.NEVER))
    assert await desk.reasons(FIRST, follow_up("a-2", 5)) == [R.FIRST_IN_STORY, R.NOTHING_MATERIAL]


async def test_a_watch_that_tells_every_match_tells_all_but_copies() -> None:
    desk = Desk(replace(POLICY, realert=Realert.EVERY))
    reasons = await desk.reasons(FIRST, follow_up("a-2"), match("a-3", relation=Relation.EXACT_COPY))
    assert reasons == [R.FIRST_IN_STORY, R.EVERY_MATCH, R.COPY_ALERTED]
    assert [alert.kind for alert in desk.left] == [AlertKind.FIRST, AlertKind.AGAIN]


@pytest.mark.parametrize("realert", Realert)
async def test_who_had_the_first_alert_gets_the_correction(realert: Realert) -> None:
    desk = Desk(replace(POLICY, realert=realert, throttle=Throttle(every_seconds=9e9), cap=Cap(count=1, seconds=9e9)))
    assert await desk.reasons(match("a-1", routes=("phone",)), WITHDRAWN) == [R.FIRST_IN_STORY, R.CORRECTION]
    first, correction = desk.left
    assert (correction.kind, correction.replaces) == (AlertKind.CORRECTION, first.id)
    assert correction.routes == ("desk", "phone")
    assert correction.changes == (
        Change(
            kind=ChangeKind.CORRECTION,
            what="article",
            before=FIRST.article.title,
            after="its publisher withdrew it",
        ),
    )
    assert (
        correction.reason
        == "Watch 'eu-sanctions' told of this story; of this article it is told because its publisher withdrew it."
    )


async def test_a_correction_goes_to_the_default_receivers_where_the_watch_names_none() -> None:
    desk = Desk()
    await desk.take(match("a-1", routes=("phone",)), replace(WITHDRAWN, routes=()))
    assert desk.left[1].routes == ()


async def test_what_is_withdrawn_before_it_was_told_is_not_told_at_all() -> None:
    desk = Desk()
    await desk.mute(mute(minutes(60)))
    assert await desk.reasons(FIRST, follow_up("a-2"), WITHDRAWN) == [R.MUTED, R.MUTED, R.WITHDRAWN]
    dropped = await desk.of(FIRST.id)
    assert (dropped.outcome, dropped.reason, dropped.until) == (DecisionOutcome.NOT_TOLD, R.WITHDRAWN, None)
    assert await desk.held() == ["a-2"]
    [released] = await desk.tick(61)
    assert released.article == "a-2"


async def test_what_is_withdrawn_before_it_was_told_is_not_told_in_a_story_that_others_told() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, throttle=Throttle(every_seconds=1800)))
    withdrawn = match("a-2", relation=Relation.SAME_ARTICLE, withdrawal=Withdrawal.WITHDRAWN)
    assert await desk.reasons(FIRST, follow_up("a-2", 3), withdrawn) == [R.FIRST_IN_STORY, R.THROTTLED, R.WITHDRAWN]
    assert (await desk.of(follow_up("a-2").id)).reason is R.WITHDRAWN
    assert (await desk.held(), (await desk.state()).held) == ([], 0)
    assert await desk.reasons(follow_up("a-3", 3)) == [R.THROTTLED], "what was dropped is news again"


async def test_an_article_that_does_not_meet_the_watch_is_told_only_for_what_it_takes_up() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, realert=Realert.EVERY))
    denied = replace(follow_up("a-2"), withdrawal=Withdrawal.DENIED)
    other = replace(denied, id="m-x", story="s-2", article=elsewhere("a-2", "s-2"))
    assert await desk.reasons(FIRST, other, denied, follow_up("a-3")) == [
        R.FIRST_IN_STORY,
        R.UNMET,
        R.NOTHING_MATERIAL,
        R.EVERY_MATCH,
    ]


async def test_what_takes_up_what_is_held_is_held_with_it() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.mute(mute(minutes(60)))
    corrected = replace(
        follow_up("a-2"),
        withdrawal=Withdrawal.CORRECTED,
        article=article("a-2", title="Correction: EU agrees nothing on Russia"),
    )
    assert await desk.reasons(FIRST, corrected) == [R.MUTED, R.MUTED]
    [digest] = await desk.tick(61)
    assert digest.held is not None
    assert {item.article for item in digest.held.items} == {"a-1", "a-2"}


async def test_an_acknowledged_story_is_silent_until_something_material_changes() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, realert=Realert.EVERY))
    await desk.take(FIRST)
    await desk.acknowledge(at=2)
    desk.clock.advance(60)
    assert await desk.reasons(follow_up("a-2"), follow_up("a-3", 3), follow_up("a-4", 3)) == [
        R.ACKNOWLEDGED,
        R.MATERIAL_CHANGE,
        R.EVERY_MATCH,
    ]
    assert (await desk.of(follow_up("a-2").id)).detail == "acknowledged by anna: on it"


async def test_what_is_muted_is_held_and_does_not_count_as_told() -> None:
    desk = Desk()
    await desk.mute(mute(minutes(60)))
    held = (await desk.decisions(FIRST))[0]
    assert (held.outcome, held.reason, held.until, held.by) == (DecisionOutcome.HELD, R.MUTED, minutes(60), "mu-1")
    assert held.detail == "muted by anna until 2025-03-04 13:00 UTC: known"
    state = await desk.state()
    assert (state.alerts, state.told, state.told_at, state.held, state.suppressed) == (0, None, None, 1, 1)
    assert desk.left == []


async def test_a_muted_copy_is_held_with_its_original() -> None:
    desk = Desk()
    await desk.mute(mute(minutes(60)))
    assert await desk.reasons(FIRST, match("a-2", relation=Relation.EXACT_COPY)) == [R.MUTED, R.MUTED]


async def test_a_mute_until_a_change_lets_the_change_pass() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(FIRST)
    await desk.mute(mute(minutes(600), until_changed=True))
    assert await desk.reasons(follow_up("a-2", 2), follow_up("a-3", 3)) == [R.NOTHING_MATERIAL, R.MATERIAL_CHANGE]


async def test_a_mute_until_a_change_is_over_for_its_story_once_the_change_was_told() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, realert=Realert.EVERY))
    await desk.take(FIRST)
    await desk.mute(replace(mute(minutes(600), until_changed=True), created=minutes(1.5)))
    assert await desk.reasons(follow_up("a-2", 2), follow_up("a-3", 3), follow_up("a-4", 3)) == [
        R.MUTED,
        R.MATERIAL_CHANGE,
        R.EVERY_MATCH,
    ]


async def test_news_that_is_held_is_not_held_again_with_every_article_that_repeats_it() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(FIRST)
    await desk.mute(mute(minutes(600)))
    assert await desk.reasons(follow_up("a-2", 3), follow_up("a-3", 3), follow_up("a-4", 5)) == [
        R.MUTED,
        R.NOTHING_MATERIAL,
        R.MUTED,
    ]


async def test_a_story_that_was_told_a_moment_ago_waits() -> None:
    desk = Desk(replace(COUNTS_PUBLISHERS, throttle=Throttle(every_seconds=1800)))
    first, held = await desk.decisions(FIRST, follow_up("a-2", 3))
    assert (held.outcome, held.reason) == (DecisionOutcome.HELD, R.THROTTLED)
    assert held.until == first.at + timedelta(minutes=30)
    assert held.alert == first.alert
    assert (await desk.take(follow_up("a-3", 5), at=40)).row.decision.reason is R.MATERIAL_CHANGE
    assert (await desk.take(match("b-1", story="s-2"), at=40)).row.decision.reason is R.FIRST_IN_STORY


async def test_a_watch_that_has_told_as_many_alerts_as_it_may_waits_and_its_owner_is_told_once() -> None:
    policy = replace(POLICY, cap=Cap(count=2, seconds=3600), owner="anna", owner_routes=("admin",))
    desk = Desk(policy)
    matches = [match(f"a-{n}", story=f"s-{n}") for n in range(5)]
    assert await desk.reasons(*matches) == [R.FIRST_IN_STORY] * 2 + [R.OVER_CAP] * 3
    assert (await desk.of(matches[4].id)).until == minutes(61)
    notices = [alert for alert in desk.left if alert.kind is AlertKind.NOTICE]
    assert [(notice.routes, notice.severity) for notice in notices] == [(("admin",), Severity.MEDIUM)]
    assert (await desk.of(notices[0].id)).reason is R.RUNAWAY
    assert (await desk.take(match("b-1", story="s-9"), at=62)).row.decision.reason is R.FIRST_IN_STORY


async def test_the_severity_is_that_of_the_highest_step_that_was_reached() -> None:
    steps = (SeverityStep(to=Severity.CRITICAL, independent_publishers=3),)
    desk = Desk(replace(POLICY, steps=steps, again=(ChangeKind.SEVERITY, ChangeKind.PUBLISHERS)))
    await desk.take(FIRST, follow_up("a-2", 3), follow_up("a-3", 5))
    assert [alert.severity for alert in desk.left] == [Severity.HIGH, Severity.CRITICAL, Severity.CRITICAL]
    assert (await desk.of(follow_up("a-3").id)).severity is Severity.CRITICAL


async def test_the_severity_of_a_story_does_not_fall_with_a_later_article() -> None:
    steps = (SeverityStep(to=Severity.CRITICAL, independent_publishers=3),)
    desk = Desk(replace(POLICY, steps=steps, realert=Realert.EVERY))
    await desk.take(replace(FIRST, independent=3), follow_up("a-2", 1))
    assert [alert.severity for alert in desk.left] == [Severity.CRITICAL, Severity.CRITICAL]


async def test_the_match_of_a_watch_that_is_configured_no_more_is_told_as_it_says() -> None:
    desk = Desk()
    await desk.take(match("a-1", watch="gone", routes=("phone",)))
    assert [(alert.severity, alert.routes) for alert in desk.left] == [(Severity.HIGH, ("phone",))]


async def test_a_match_that_is_asked_again_has_the_decision_that_was_recorded() -> None:
    desk = Desk()
    first = await desk.take(FIRST)
    await desk.mute(mute(minutes(60)))
    again = await desk.take(FIRST)
    assert (again.row, again.new) == (first.row, ())
    assert len(desk.left) == 1


async def test_a_match_whose_decision_is_forgotten_and_whose_story_is_not_changes_nothing() -> None:
    desk = Desk()
    await desk.take(FIRST, match("a-2"))
    before = await desk.state()
    await desk.store.forget_decisions(minutes(60))
    again = await desk.take(FIRST)
    assert (again.row.decision.reason, again.new, await desk.state()) == (R.SAME_MATCH, (), before)


async def test_a_story_that_an_earlier_version_told_is_not_told_again() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(FIRST)
    state = replace(await desk.state(), told=None, told_at=None, matches=())
    await desk.store.record_decisions([], [state])
    assert await desk.reasons(follow_up("a-2", 5), follow_up("a-3", 9), follow_up("a-4", 10)) == [
        R.NOTHING_MATERIAL,
        R.NOTHING_MATERIAL,
        R.MATERIAL_CHANGE,
    ]


async def test_whichever_article_of_a_story_matches_first_its_alert_has_the_same_id() -> None:
    one, other = Desk(), Desk()
    await one.take(match("a-1"), match("a-2"))
    await other.take(match("a-2"), match("a-1"))
    assert [alert.id for alert in one.left] == [alert.id for alert in other.left]
    assert one.left[0].article != other.left[0].article


@pytest.mark.parametrize("other", [{"watch": "nato"}, {"story": "s-2"}])
async def test_another_watch_or_story_has_another_alert(other: dict[str, str]) -> None:
    desk = Desk()
    await desk.take(match("a-1"), match("a-2", **other))  # type: ignore[arg-type]
    assert len({alert.id for alert in desk.left}) == 2


async def test_the_state_says_when_the_first_and_the_last_match_was_decided() -> None:
    desk = Desk()
    await desk.take(match("a-1"), match("a-2"), match("a-3"))
    state = await desk.state()
    assert (state.first, state.last) == (minutes(1), minutes(3))


async def test_the_state_stays_small_and_the_count_goes_on() -> None:
    many = [match(f"a-{number}") for number in range(REMEMBERED_MATCHES + 50)]
    desk = Desk()
    await desk.take(*many)
    state = await desk.state()
    assert state.matches == tuple(one.id for one in many[-REMEMBERED_MATCHES:])
    assert (state.alerts, state.suppressed) == (1, len(many) - 1)


@pytest.mark.parametrize(
    ("second", "is_news"),
    [
        (match("a-2"), True),
        (match("a-2", relation=Relation.EXACT_COPY), False),
        (match("a-2", relation=Relation.SAME_ARTICLE), False),
        (match("a-2", of=article("a-2", old=True)), False),
        (match("a-2", withdrawal=Withdrawal.EDITED), False),
        (match("a-2", visibility=Visibility.SHADOW), False),
    ],
)
async def test_the_last_match_with_news_is_known_for_those_that_tell_absence(second: Match, is_news: bool) -> None:
    desk = Desk()
    await desk.take(FIRST, second)
    state = await desk.watch_state()
    assert (state.last, state.last_match) == (minutes(2), minutes(2 if is_news else 1))
    assert state.last > NOON


async def test_a_change_goes_where_the_watch_sends_it_by_now() -> None:
    desk = Desk(COUNTS_PUBLISHERS)
    await desk.take(match("a-1", routes=("phone",)), follow_up("a-2", 3))
    assert [alert.routes for alert in desk.left] == [("phone",), ("desk",)]


UNSURE = replace(match("a-9", evidence("term sanctions", "sanctions")), unsure=True)
"""A match whose event is less sure than the watch asks."""


async def test_what_is_less_sure_is_told_once_for_digests_and_counts_as_not_told() -> None:
    desk = Desk(replace(POLICY, cap=Cap(count=1, seconds=3600.0)))
    again = replace(follow_up("a-2"), unsure=True)
    first, second, sure, last = await desk.decisions(UNSURE, again, follow_up("a-3"), replace(again, id="m-4"))
    assert (first.outcome, first.reason) == (DecisionOutcome.TOLD, R.BELOW_CONFIDENCE)
    assert (second.outcome, second.reason) == (DecisionOutcome.NOT_TOLD, R.UNSURE)
    assert (sure.outcome, sure.reason) == (DecisionOutcome.TOLD, R.FIRST_IN_STORY)
    assert (last.outcome, last.reason) == (DecisionOutcome.NOT_TOLD, R.NOTHING_MATERIAL)
    told, alert = desk.left
    assert told.reason.endswith("in the title; less sure than the watch asks for alerts, so for digests alone.")
    assert (told.unsure, alert.unsure) == (True, False)
    assert (alert.step, alert.replaces) == (1, "")
    assert told.id != alert.id
    assert ((await desk.state()).alerts, (await desk.state()).unsure) == (1, 1)


async def test_what_is_less_sure_is_never_held() -> None:
    desk = Desk()
    await desk.store.remember_mute(mute(minutes(600)))
    [decision] = await desk.decisions(UNSURE)
    assert (decision.outcome, decision.reason) == (DecisionOutcome.NOT_TOLD, R.MUTED)
    assert (await desk.state()).held == 0


async def test_no_article_takes_up_what_was_for_digests_alone() -> None:
    desk = Desk()
    first, withdrawn = await desk.decisions(UNSURE, WITHDRAWN)
    assert first.outcome is DecisionOutcome.TOLD
    assert (withdrawn.outcome, withdrawn.reason) == (DecisionOutcome.NOT_TOLD, R.WITHDRAWN)
