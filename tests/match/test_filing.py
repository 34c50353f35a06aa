"""Watches are filed under what they require: none that may match is left out, and none is looked at without need."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.match.filing import Filing, Present, Way

WORDS = 30
numbers = st.sampled_from([*range(WORDS), -1, -2, -3, 1 << 40, (1 << 41) + 1])
sets = st.frozensets(numbers, min_size=1, max_size=12)
ways = st.builds(Way, st.integers(0, 5), st.lists(sets, max_size=4).map(tuple))


@given(st.lists(ways, max_size=12), st.sets(numbers), st.sets(st.integers(WORDS, WORDS + 5)))
def test_the_candidates_are_those_of_which_all_that_is_required_is_there(
    filed: list[Way], present: set[int], newer: set[int]
) -> None:
    everything = present | newer
    words = {number for number in everything if 0 <= number < 1 << 40}
    found = Filing(filed, WORDS).candidates(Present(words, everything, WORDS + 6))
    assert found == {way.watch for way in filed if way.required and way.is_open(present)}
