"""Watches for which it counts where something stands."""

import pytest

from monitor.match.verdicts.rejection import RejectReason
from monitor.match.watchlist import All, Condition, EventIs, Fields, Scope
from monitor.records import EventType
from tests.match.builders import article, event, only, run, says, watch

TITLE = "A truce holds"
LEAD = "The truce is new. It rains. The truce is old. The truce is loud."
BODY = "A truce was there. So were talks. And more of the truce."
NEWS = Fields(title=3, lead=2, body=1, min_score=2)
TRUCE = says("truce")


def score(title: str, text: str, fields: Fields, when: Condition = TRUCE, scope: Scope = Scope.SENTENCE) -> str:
    """What a match says of its score, or why there is none."""
    result = run(watch(when, fields=fields, scope=scope), article(text, title=title))
    if result.matches:
        return only(result).score
    (rejection,) = result.not_matched
    assert rejection.reason is RejectReason.SCORE
    return rejection.detail


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (TITLE, "It rains.", "3 (title 1)"),
        ("News", "The truce is new. It rains.", "2 (lead 1)"),
        ("News", "It rains.\nA truce was there.", "a score of 1 (body 1), and 2 is asked for"),
        ("News", "It rains.\nA truce was there. And a truce.", "2 (body 2)"),
        ("News", "It rains.\nA truce, a truce, a truce.", "a score of 1 (body 1), and 2 is asked for"),
        (TITLE, f"{LEAD}\n{BODY}", "10 (title 1, lead 2, body 3)"),
        ("", "A truce.", "2 (lead 1)"),
    ],
)
def test_each_sentence_with_it_adds_the_weight_of_where_it_stands(title: str, text: str, expected: str) -> None:
    assert score(title, text, NEWS) == expected


def test_a_part_that_weighs_nothing_is_as_good_as_not_there() -> None:
    titles = Fields(title=1, lead=0, body=0, min_score=1)
    assert score(TITLE, "It rains.", titles) == "1 (title 1)"
    assert score("News", f"{LEAD}\n{BODY}", titles) == "a score of 0 (lead 2, body 3), and 1 is asked for"


def test_only_sentences_in_which_the_conditions_meet_add_to_it() -> None:
    both = All(conditions=(TRUCE, says("talks")))
    text = "It rains.\nA truce. The talks. A truce and talks."
    assert score("A truce", text, NEWS, both) == "a score of 1 (body 1), and 2 is asked for"
    assert score("A truce", text, NEWS, both, Scope.DOCUMENT) == "6 (title 1, body 3)"


def test_an_event_adds_the_weight_of_its_sentence() -> None:
    text = "It rains.\nThe EU imposed sanctions. Truce or not, it condemned them."
    events = (event(text, EventType.SANCTION, "imposed"), event(text, EventType.ACCUSE, "condemned"))
    annotated = article(text, events=events)

    def found(*types: EventType, when: Condition | None = None) -> str | None:
        asked = watch(when, event=EventIs(types=types), fields=NEWS)
        return next((match.score for match in run(asked, annotated).matches), None)

    assert found(EventType.SANCTION) is None
    assert found(EventType.SANCTION, EventType.ACCUSE) == "2 (body 2)"
    assert found(EventType.SANCTION, EventType.ACCUSE, when=TRUCE) is None


def test_a_match_without_weights_has_no_score() -> None:
    assert only(run(TRUCE, article("A truce."))).score == ""
