"""Numbers in words are read whole."""

import re

import pytest

from monitor.text.quantities.numbers import NUMBER, number


@pytest.mark.parametrize(
    ("words", "value"),
    [("four", 4), ("fourteen", 14), ("sixteen", 16), ("sixty", 60), ("twenty-six", 26), ("1,200", 1200)],
)
def test_a_number_is_no_part_of_a_longer_one(words: str, value: int) -> None:
    found = re.match(NUMBER, words)
    assert found is not None
    assert found[0] == words
    assert number(found[0]) == value


@pytest.mark.parametrize("words", ["in 1994, militias killed", "since 2019 rebels killed"])
def test_a_year_is_no_count(words: str) -> None:
    assert re.search(NUMBER, words) is None
