"""When a triple of the end-to-end benchmark is right."""

from datetime import date
from typing import Any

import pytest

from benchmarks.scores import reliability
from benchmarks.triples import Party, Triple, country_of, gold_triples, matched, party_of

ON = date(2025, 10, 1)


def gold(*events: dict[str, Any]) -> list[tuple[Triple, bool]]:
    return gold_triples({"events": events}, ON, merge=False)


def triple(kind: str, actor: str, recipient: str = "", *words: str) -> Triple:
    return Triple(Party(actor, frozenset(words)), Party(recipient), kind)


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("FRA", "FRA"), ("USAGOV", "USA"), ("PALREB", "PSE"), ("KSV", "XKX"), ("the French president", "FRA"),
        ("Hamas", "PSE"), ("UAE", "ARE"), ("police", ""), ("NATO", ""),
    ],
)  # fmt: skip
def test_a_gold_party_may_be_a_code_or_a_phrase(phrase: str, country: str) -> None:
    assert country_of(phrase, ON) == country
    assert party_of({"text": phrase}, ON).country == country


def test_order_counts_but_among_parties_that_are_all_actors() -> None:
    accused = gold({"type": "ACCUSE", "actors": ["FRA"], "recipients": "IRN"})
    assert matched(accused, [triple("ACCUSE", "IRN", "FRA")]) == 0
    assert matched(accused, [triple("ACCUSE", "FRA", "IRN")]) == 1
    met = gold({"type": "CONSULT", "actors": ["France", "Iran"], "recipients": []})
    assert matched(met, [triple("CONSULT", "IRN", "FRA")]) == 1


def test_an_unnamed_gold_party_may_have_a_country_if_it_is_called_by_the_same_words() -> None:
    arrest = gold({"type": "COERCE", "actors": ["Riot police"], "recipients": ["Iran"]})
    assert matched(arrest, [triple("COERCE", "TUR", "IRN", "police")]) == 1
    assert matched(arrest, [triple("COERCE", "TUR", "IRN", "soldiers")]) == 0


def test_each_gold_triple_is_matched_once() -> None:
    struck = gold({"type": "ASSAULT", "actors": ["Israel"], "recipients": ["Lebanon", "Iran"]})
    assert matched(struck, [triple("ASSAULT", "ISR", "LBN")] * 2) == 1


def test_reliability_says_of_each_tenth_of_confidence_how_many_answers_are_right() -> None:
    answers = [(0.95, True), (1.0, True), (0.91, False), (0.72, True), (0.0, False)]
    assert reliability(answers) == {
        "0.0": {"answers": 1, "right": 0.0},
        "0.7": {"answers": 1, "right": 1.0},
        "0.9": {"answers": 3, "right": 0.6667},
    }
