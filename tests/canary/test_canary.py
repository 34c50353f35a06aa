"""The canary by itself: what it is called, and that its watch finds it."""

import re
from datetime import timedelta

import pytest

from monitor.canary import WATCHLIST, canary_at, delivery_of, placed_alone
from monitor.config.shapes.values import ID, WORKER
from monitor.match.matcher import compile as compile_watchlists
from monitor.nlp.inline import InlineAnnotator
from monitor.records import CANARY
from tests.store.builders import NOON, alert


def test_nothing_that_is_configured_can_have_its_name() -> None:
    assert re.fullmatch(WORKER, CANARY)
    assert not re.fullmatch(ID, CANARY)


def test_the_same_moment_gives_the_same_canary_and_another_one_another() -> None:
    assert canary_at(NOON) == canary_at(NOON)
    later = canary_at(NOON + timedelta(seconds=1))
    assert (later.id, placed_alone(later).story) != (canary_at(NOON).id, placed_alone(canary_at(NOON)).story)


@pytest.mark.slow(2)
def test_its_watch_finds_it_by_words_and_by_an_event() -> None:
    annotated = InlineAnnotator().annotate_now(placed_alone(canary_at(NOON)))
    (match,) = compile_watchlists([WATCHLIST]).match(annotated, NOON).matches
    assert (match.watch, match.event is not None) == (CANARY, True)


def test_a_replay_of_an_older_canary_does_not_take_the_place_of_a_younger_one() -> None:
    younger, older = alert(2, raised=NOON + timedelta(minutes=5)), alert(1)
    first = delivery_of(younger, None, NOON)
    assert first is not None
    assert delivery_of(older, first, NOON) is None
    assert delivery_of(younger, first, NOON) is None
