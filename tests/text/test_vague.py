"""Figures without a number, by the least that they say."""

import pytest

from monitor.records import Size
from monitor.text.vague import least_size_of


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Gunmen killed dozens of people in Mali.", Size(dead=24)),
        ("Dozens killed in Mali raid", Size(dead=24)),
        ("Scores of villagers were massacred.", Size(dead=40)),
        ("Police arrested hundreds of protesters.", Size(arrested=200)),
        ("Dozens of people died and hundreds were injured.", Size(dead=24, injured=200)),
        ("Tens of thousands of soldiers crossed the river.", Size(troops=20_000)),
        ("Thousands of reservists were called.", Size(troops=2_000)),
        ("Hundreds of thousands of soldiers marched.", Size(troops=200_000)),
        ("Dozens of houses burned.", Size()),
        ("Dozens of soldiers and drivers were killed.", Size(dead=24, troops=24)),
        ("Dozens of lorries and drivers were killed.", Size()),
        ("Gunmen killed several people.", Size()),
    ],
)
def test_what_is_told_without_a_number_counts_by_its_least(text: str, size: Size) -> None:
    assert least_size_of(text) == size
