"""What of a later article is a change, as an editor sees it; the texts are read as the program reads articles."""

from pathlib import Path

import pytest

from tests.alerting.facts.pairs import NONE, Pair, changes, pairs, taken_up

HERE = Path(__file__).parent
TABLE = [*pairs(HERE / "pairs.tsv"), *pairs(HERE / "written_before.tsv")]
EDITS = list(pairs(HERE / "edits.tsv"))


TAKEN_UP = list(pairs(HERE / "taken_up.tsv"))


def called(pair: Pair) -> str:
    return f"{pair.watch}:{pair.later[:50]}"


@pytest.mark.parametrize("pair", EDITS, ids=called)
def test_an_edit_that_changes_what_was_told_is_found(pair: Pair) -> None:
    kinds = [change.kind for change in changes(pair, edit=True) or ()]
    assert kinds[:1] == [kind for kind in pair.expected if kind != NONE], pair.place


@pytest.mark.parametrize("pair", TAKEN_UP, ids=called)
def test_an_article_that_does_not_meet_a_watch_is_told_where_it_takes_up_what_was_told(pair: Pair) -> None:
    why = taken_up(pair)
    assert (NONE if why is None else why.name) == pair.expected[0], pair.place


@pytest.mark.parametrize("pair", TABLE, ids=called)
def test_what_is_new_is_found_and_nothing_else(pair: Pair) -> None:
    kinds = [change.kind for change in changes(pair) or ()]
    if pair.expected == (NONE,):
        assert kinds == [], pair.place
    elif pair.missed:
        assert kinds == [], f"{pair.place} is found now: take its mark away"
    else:
        assert set(kinds) & set(pair.expected) or (not kinds and NONE in pair.expected), (pair.place, kinds)
