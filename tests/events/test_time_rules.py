"""PLOVER's rules of time and negation, on whole sentences: what is to come, threatened or refused is another event."""

import pytest

from monitor.records import Event, EventType
from tests.events.test_sentences import events

MODES = ("negated", "future", "hypothetical", "historical")


def only(sentence: str) -> Event:
    (event,) = events(sentence)
    return event


@pytest.mark.parametrize(
    "sentence",
    [
        "Canada will provide aid to Haiti.",  # AID
        "Emmanuel Macron will meet Volodymyr Zelenskyy in Paris next week.",  # CONSULT
        "Germany is to back Ukraine at the United Nations.",  # SUPPORT
        "Japan plans to cooperate with India on satellites.",  # COOPERATE
        "Sweden has promised to send aid to Sudan.",
    ],
)
def test_cooperation_to_come_is_an_agreement(sentence: str) -> None:
    assert only(sentence).type is EventType.AGREE


def test_help_that_is_only_possible_is_agreed_to_by_nobody() -> None:
    event = only("France may send aid to Chad next week.")
    assert (event.type, event.hypothetical, event.future) == (EventType.AID, True, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Iran warned that it would strike Israel.",
        "Russia threatened to cut off gas to Moldova.",
        "China vowed to retaliate against the United States.",
    ],
)
def test_a_threat_is_no_deed(sentence: str) -> None:
    event = only(sentence)
    assert (event.type, event.hypothetical) == (EventType.THREATEN, True)


@pytest.mark.parametrize(
    "sentence", ["Hungary will not send weapons to Ukraine.", "Slovakia refused to meet the Ukrainian delegation."]
)
def test_cooperation_that_is_denied_is_a_refusal(sentence: str) -> None:
    event = only(sentence)
    assert (event.type, event.negated) == (EventType.REJECT, False)


def test_a_deed_that_is_denied_did_not_happen() -> None:
    event = only("Russia did not attack Poland.")
    assert (event.type, event.negated) == (EventType.ASSAULT, True)


def test_a_treaty_of_years_ago_is_history() -> None:
    event = only("In 1979 Egypt signed a peace treaty with Israel.")
    assert [getattr(event, mode) for mode in MODES] == [False, False, False, True]
