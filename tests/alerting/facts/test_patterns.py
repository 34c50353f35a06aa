"""Headlines of one pattern."""

import pytest

from monitor.alerting.facts.texts.patterns import of_other_names


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Ferry runs aground off Tolvik", "Ferry runs aground off Lorvany", True),
        ("Truce 15 in Arlo", "Truce 60 in Gondo", True),
        ("Ferry runs aground off Tolvik", "Ferry runs aground off Tolvik", False),
        ("Ferry runs aground off Tolvik", "Tanker runs aground off Lorvany", False),
        ("Ferry runs aground", "Ferry runs aground", False),
        ("Ferry runs aground off Tolvik", "Ferry runs aground off port", False),
        ("Dalvoc Meets Ostrel", "Dalvoc Meets Ilmet", False),
    ],
    ids=[
        "another place",
        "numbers do not matter",
        "the same place",
        "another word",
        "no name",
        "a name in one of them",
        "capitals all over tell nothing",
    ],
)
def test_one_headline_of_others_is_other_news(one: str, other: str, expected: bool) -> None:
    assert of_other_names(one, other) is of_other_names(other, one) is expected
