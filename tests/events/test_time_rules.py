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
def test_a_threat_is_made_and_what_is_threatened_is_no_deed(sentence: str) -> None:
    event = only(sentence)
    assert (event.type, event.hypothetical) == (EventType.THREATEN, False)


def test_plans_are_no_threats_that_were_made() -> None:
    event = only("Russia plans to shell Kharkiv.")
    assert (event.type, event.hypothetical) == (EventType.THREATEN, True)


def test_what_others_are_feared_to_do_is_told_beside_the_warning() -> None:
    told = sorted(events("Zelensky warned that Russia would attack Kharkiv."), key=lambda event: event.type)
    assert [(event.type, event.hypothetical) for event in told] == [
        (EventType.ASSAULT, True),
        (EventType.THREATEN, True),
    ]


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


@pytest.mark.parametrize(
    "sentence",
    [
        "In this Dec. 13, 2018 file photo, Emmanuel Macron meets Angela Merkel in Paris.",
        "Emmanuel Macron meets Angela Merkel in Paris on September 4, 2019.",
        "Emmanuel Macron meets Angela Merkel at the Elysee palace on Tuesday.",
    ],
)
def test_what_a_picture_shows_is_no_plan(sentence: str) -> None:
    event = only(sentence)
    assert (event.type, event.future) == (EventType.CONSULT, False)


@pytest.mark.parametrize(
    ("sentence", "historical"),
    [
        ("Israel bombed Egypt in the opening hours of the Yom Kippur War.", True),
        ("The Khmer Rouge attacked Vietnam.", True),
        ("Under the accords of 1978, Israel withdrew from Egypt.", True),
        ("Poland attacked Germany.", False),
        ("Iran's Islamic Revolution Guard attacked Iraq.", False),
        ("Under a 2019 law China arrested Taiwan's envoy on Monday.", False),
    ],
)
def test_names_of_old_wars_and_powers_date_what_is_told_of_them(sentence: str, historical: bool) -> None:
    assert all(event.historical is historical for event in events(sentence))
    assert events(sentence)
