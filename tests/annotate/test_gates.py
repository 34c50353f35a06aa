"""Which sentences are parsed."""

import pytest

from monitor.annotate.gates import may_hold_event
from monitor.records import EntityType
from tests.annotate.building import named


def passes(sentence: str, **names: EntityType) -> bool:
    return may_hold_event(sentence.split(), 0, len(sentence), named(sentence, **names))


PLACE, PERSON, ORGANISATION = EntityType.PLACE, EntityType.PERSON, EntityType.ORGANISATION


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Russia attacked Ukraine", {"Russia": PLACE}),
        ("France imposed new sanctions on Iran", {"France": PLACE}),
        ("France backs Ukraine", {"France": PLACE}),
        ("Macron met the envoy", {"Macron": PERSON}),
        ("The attack occurred near Kyiv .", {"Kyiv": PLACE}),
        ("China sells grain to Egypt", {"China": PLACE}),
        ("Iran made an appeal for calm", {"Iran": PLACE}),
    ],
)
def test_a_trigger_and_a_name_pass(sentence: str, names: dict[str, EntityType]) -> None:
    assert passes(sentence, **names)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Troops attacked the village", {}),
        ("Macron walked along the river", {"Macron": PERSON}),
        ("The fund is based in Oslo", {"Oslo": PLACE}),
        ("Acme sells shoes and hats", {"Acme": ORGANISATION}),
        ("Oslo : attack", {}),
    ],
)
def test_without_a_trigger_or_a_name_nothing_is_parsed(sentence: str, names: dict[str, EntityType]) -> None:
    assert not passes(sentence, **names)


def test_a_table_without_full_stops_is_not_parsed() -> None:
    assert not passes("Russia attacked " * 200, Russia=PLACE)
