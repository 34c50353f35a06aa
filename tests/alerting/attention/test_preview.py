"""What a mute would have held."""

from typing import Any

from msgspec.structs import replace

from monitor.alerting.attention.preview import preview
from monitor.records import Change, ChangeKind, Decision, DecisionOutcome, DecisionReason, MuteMatcher, Severity
from tests.alerting.builders import minutes


def decision(number: int = 1, **fields: Any) -> Decision:
    told = Decision(
        id=f"dc-{number}",
        subject=f"m-{number}",
        outcome=DecisionOutcome.TOLD,
        reason=DecisionReason.FIRST_IN_STORY,
        alert=f"al-{number}",
        watch="ceasefire",
        watchlist="peace",
        severity=Severity.HIGH,
        story=f"s-{number}",
        article=f"a-{number}",
        title=f"Title {number}",
        publisher="Herald",
        actors=("eu",),
        tags=("wire",),
        at=minutes(number),
    )
    return replace(told, **fields)


WATCH = MuteMatcher(watch="ceasefire")


def test_what_was_told_or_held_counts_and_the_newest_three_are_shown() -> None:
    held = decision(5, outcome=DecisionOutcome.HELD, reason=DecisionReason.MUTED)
    released = decision(4, outcome=DecisionOutcome.RELEASED, reason=DecisionReason.MUTE_ENDED)
    found = preview(WATCH, [held, released, *(decision(number) for number in (3, 2, 1))])
    assert (found.held, found.reached) == (5, 5)
    assert [each.title for each in found.newest] == ["Title 5", "Title 4", "Title 3"]


def test_what_was_not_told_anyway_does_not_count() -> None:
    silent = decision(outcome=DecisionOutcome.NOT_TOLD, reason=DecisionReason.NOTHING_MATERIAL)
    assert preview(WATCH, [silent]).reached == 0


def test_decisions_at_receivers_and_on_what_is_no_match_do_not_count() -> None:
    others = [
        decision(receiver="desk", reason=DecisionReason.ROUTED),
        decision(reason=DecisionReason.SPIKE),
        decision(reason=DecisionReason.ABSENCE),
        decision(reason=DecisionReason.RUNAWAY),
        decision(subject="al-1", reason=DecisionReason.MUTE_ENDED),
    ]
    assert preview(WATCH, others).reached == 0


def test_all_that_the_mute_gives_must_hold() -> None:
    decisions = [decision(1), decision(2, publisher="Times"), decision(3, actors=("nato",)), decision(4, tags=())]
    assert preview(MuteMatcher(publisher="herald", actor="eu", tag="WIRE"), decisions).held == 1
    assert preview(MuteMatcher(story="s-2"), decisions).held == 1
    assert preview(MuteMatcher(watch="other"), decisions).held == 0
    assert preview(MuteMatcher(watch="other"), decisions).reached == 4


def test_what_ends_at_a_change_lets_the_change_and_what_follows_in_its_story_pass() -> None:
    change = (Change(kind=ChangeKind.FIGURE, what="dead", before="3", after="40"),)
    first, changed, later = (decision(number, story="s-1") for number in (1, 2, 3))
    decisions = [later, replace(changed, changes=change), decision(7), first]
    found = preview(WATCH, decisions, until_changed=True)
    assert ([each.title for each in found.newest], found.reached) == (["Title 7", "Title 1"], 4)
    assert preview(WATCH, decisions).held == 4
