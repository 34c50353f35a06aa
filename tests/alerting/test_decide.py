"""Which match people are told of, and why or why not."""

import pytest
from msgspec.structs import replace

from monitor.alerting.decide import REMEMBERED_MATCHES, alert_id, decide
from monitor.alerting.state import AlertState, DecisionRow
from monitor.records import DecisionOutcome, DecisionReason, Match, Relation, Visibility
from tests.alerting.builders import NOON, evidence, match, minutes


def decided(*matches: Match) -> tuple[AlertState, list[DecisionRow]]:
    """The decisions about these matches of one watch in one story, one a minute, and the state in the end."""
    state, decisions = None, []
    for minute, one in enumerate(matches):
        state, decision = decide(state, one, minutes(minute))
        decisions.append(decision)
    assert state is not None
    return state, decisions


def reasons(*matches: Match) -> list[DecisionReason]:
    return [decision.decision.reason for decision in decided(*matches)[1]]


def test_the_first_match_in_a_story_is_told() -> None:
    found = match("a-1", evidence("term sanctions", "sanctions"))
    state, [decision] = decided(found)
    assert (decision.decision.outcome, decision.decision.reason) == (
        DecisionOutcome.TOLD,
        DecisionReason.FIRST_IN_STORY,
    )
    assert decision.alert is not None
    assert (state.alerts, state.suppressed, state.last_alert) == (1, 0, decision.alert.id)


def test_an_alert_says_all_that_a_receiver_needs() -> None:
    found = match("a-1", evidence("term sanctions", "sanctions"))
    _, [decision] = decided(found)
    alert = decision.alert
    assert alert is not None
    assert alert.id == alert_id("eu-sanctions", "s-1", 1)
    assert (alert.watch, alert.watchlist, alert.severity, alert.routes) == (
        found.watch,
        found.watchlist,
        found.severity,
        found.routes,
    )
    assert (alert.story, alert.article, alert.title) == ("s-1", "a-1", found.article.title)
    assert (alert.url, alert.publisher, alert.published) == (
        found.article.url,
        "herald.example",
        found.article.published,
    )
    assert (alert.evidence, alert.raised) == (found.evidence, found.found)
    assert alert.reason == (
        "Watch 'eu-sanctions': term sanctions ('sanctions') in the title; first alert in this story."
    )


def test_an_old_article_is_not_told_and_takes_nothing_from_the_news_of_its_story() -> None:
    found = match("a-1")
    old = replace(found, article=replace(found.article, old=True))
    state, decisions = decided(old, match("a-2", relation=Relation.EXACT_COPY))
    assert [decision.decision.reason for decision in decisions] == [
        DecisionReason.OLD_ARTICLE,
        DecisionReason.FIRST_IN_STORY,
    ]
    assert (state.alerts, state.suppressed) == (1, 1)


def test_another_article_of_the_story_is_not_told() -> None:
    state, [_, second] = decided(match("a-1"), match("a-2", relation=Relation.FOLLOW_UP))
    assert (second.decision.outcome, second.decision.reason, second.alert) == (
        DecisionOutcome.NOT_TOLD,
        DecisionReason.NOTHING_MATERIAL,
        None,
    )
    assert (state.alerts, state.suppressed) == (1, 1)


@pytest.mark.parametrize(
    ("relation", "reason"),
    [
        (Relation.EXACT_COPY, DecisionReason.COPY_ALERTED),
        (Relation.NEAR_DUPLICATE, DecisionReason.COPY_ALERTED),
        (Relation.SAME_ARTICLE, DecisionReason.EDIT_ALERTED),
        (Relation.NEW_STORY, DecisionReason.NOTHING_MATERIAL),
    ],
)
def test_why_a_match_is_not_told_follows_from_what_its_article_is(relation: Relation, reason: DecisionReason) -> None:
    assert reasons(match("a-1"), match("a-2", relation=relation)) == [DecisionReason.FIRST_IN_STORY, reason]


def test_a_copy_whose_original_did_not_match_is_told() -> None:
    assert reasons(match("a-2", relation=Relation.NEAR_DUPLICATE)) == [DecisionReason.FIRST_IN_STORY]


def test_the_same_match_again_changes_nothing() -> None:
    once, _ = decided(match("a-1"), match("a-2"))
    again, decisions = decided(match("a-1"), match("a-2"), match("a-2"), match("a-1"))
    assert again == once
    assert [decision.decision.reason for decision in decisions[2:]] == [DecisionReason.SAME_MATCH] * 2
    assert all(decision.alert is None for decision in decisions[2:])


def test_decided_again_from_the_same_state_a_match_gives_the_very_same_alert() -> None:
    found = match("a-1", evidence("term sanctions", "sanctions"))
    _, sent = decide(None, found, NOON)
    state, sent_again = decide(None, found, minutes(5))
    assert sent_again.alert == sent.alert
    assert decide(state, match("a-2"), minutes(6))[1].decision.reason is DecisionReason.NOTHING_MATERIAL


def test_a_worker_killed_after_remembering_and_before_committing_sends_nothing_more() -> None:
    found = match("a-1")
    state, _ = decide(None, found, NOON)
    after, decision = decide(state, found, minutes(5))
    assert (decision.decision.outcome, decision.decision.reason) == (
        DecisionOutcome.NOT_TOLD,
        DecisionReason.SAME_MATCH,
    )
    assert after == state


def test_whichever_article_of_a_story_matches_first_its_alert_has_the_same_id() -> None:
    one, other = match("a-1"), match("a-2")
    [first, _], [second, _] = decided(one, other)[1], decided(other, one)[1]
    assert first.alert is not None
    assert second.alert is not None
    assert first.alert.id == second.alert.id
    assert first.alert.article != second.alert.article


@pytest.mark.parametrize("other", [{"watch": "nato"}, {"story": "s-2"}])
def test_another_watch_or_story_has_another_alert(other: dict[str, str]) -> None:
    _, one = decide(None, match("a-1"), NOON)
    _, two = decide(None, match("a-1", **other), NOON)  # type: ignore[arg-type]
    assert one.alert is not None
    assert two.alert is not None
    assert one.alert.id != two.alert.id


def test_a_shadow_watch_tells_nobody_but_is_counted() -> None:
    state, decisions = decided(match("a-1", visibility=Visibility.SHADOW), match("a-2", visibility=Visibility.SHADOW))
    assert [(each.decision.outcome, each.decision.reason, each.alert) for each in decisions] == [
        (DecisionOutcome.NOT_TOLD, DecisionReason.SHADOW_WATCH, None)
    ] * 2
    assert (state.alerts, state.suppressed, state.last_alert) == (0, 2, "")


def test_a_watch_that_leaves_the_shadow_tells_of_the_next_match_in_the_story() -> None:
    state, decisions = decided(match("a-1", visibility=Visibility.SHADOW), match("a-2"), match("a-3"))
    assert [each.decision.reason for each in decisions] == [
        DecisionReason.SHADOW_WATCH,
        DecisionReason.FIRST_IN_STORY,
        DecisionReason.NOTHING_MATERIAL,
    ]
    assert decisions[1].alert is not None
    assert decisions[1].alert.id == alert_id("eu-sanctions", "s-1", 1)
    assert (state.alerts, state.suppressed) == (1, 2)


def test_a_watch_that_went_into_the_shadow_tells_no_more() -> None:
    assert reasons(match("a-1"), match("a-2", visibility=Visibility.SHADOW))[1] is DecisionReason.SHADOW_WATCH


def test_the_state_says_when_the_first_and_the_last_match_was_decided() -> None:
    state, _ = decided(match("a-1"), match("a-2"), match("a-3"), match("a-1"))
    assert (state.first, state.last) == (minutes(0), minutes(2))


def test_the_state_stays_small_and_the_count_goes_on() -> None:
    many = [match(f"a-{number}") for number in range(REMEMBERED_MATCHES + 50)]
    state, decisions = decided(*many)
    assert state.matches == tuple(one.id for one in many[-REMEMBERED_MATCHES:])
    assert (state.alerts, state.suppressed) == (1, len(many) - 1)
    forgotten = decide(state, many[0], minutes(0))[1]
    assert (forgotten.decision.outcome, forgotten.alert) == (DecisionOutcome.NOT_TOLD, None)
    assert sum(each.decision.outcome is DecisionOutcome.TOLD for each in decisions) == 1
