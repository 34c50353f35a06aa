"""What of a later article is a change, as an editor sees it; the texts are read as the program reads articles."""

from pathlib import Path

import pytest

from tests.alerting.facts.pairs import NONE, Pair, changes, pairs

TABLE = Path(__file__).with_name("pairs.tsv")


@pytest.mark.parametrize("pair", list(pairs(TABLE)), ids=lambda pair: f"{pair.watch}:{pair.later[:50]}")
def test_what_is_new_is_found_and_nothing_else(pair: Pair) -> None:
    kinds = [change.kind for change in changes(pair) or ()]
    if pair.expected == (NONE,):
        assert kinds == [], pair.place
    elif pair.missed:
        assert kinds == [], f"{pair.place} is found now: take its mark away"
    else:
        assert set(kinds) & set(pair.expected) or (not kinds and NONE in pair.expected), (pair.place, kinds)
