"""Whatever is repeated and wherever a worker is killed, the same alerts leave and the same state is remembered."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from monitor.alerting.decide import decide
from monitor.alerting.state import AlertState
from monitor.records import Alert, DecisionReason, Match, Relation, Visibility
from tests.alerting.builders import NOON, evidence, match, minutes

Key = tuple[str, str]

matches = st.builds(
    lambda name, watch, story, relation, visibility: match(
        f"a-{name}",
        evidence("term sanctions", "sanctions"),
        watch=watch,
        story=story,
        relation=relation,
        visibility=visibility,
    ),
    st.integers(0, 6),
    st.sampled_from(("eu", "nato")),
    st.sampled_from(("s-1", "s-2")),
    st.sampled_from(tuple(Relation)),
    st.sampled_from((Visibility.LIVE, Visibility.LIVE, Visibility.SHADOW)),
)
streams = st.lists(matches, max_size=30)


class Death(NamedTuple):
    """A worker dies at a message, before or after its state is remembered; the next begins so many messages back."""

    at: int
    remembered: bool
    back: int


deaths = st.lists(st.builds(Death, st.integers(0, 29), st.booleans(), st.integers(0, 10)), max_size=6)


def run(stream: Sequence[Match], dying: Sequence[Death] = ()) -> tuple[list[Alert], dict[Key, AlertState]]:
    """The alerts that left, repeats among them, and what is remembered in the end."""
    stored: dict[Key, AlertState] = {}
    sent: list[Alert] = []
    pending, offset, moment = list(dying), 0, 0
    while offset < len(stream):
        moment += 1
        death = pending.pop(0) if pending and pending[0].at == offset else None
        key = stream[offset].watch, stream[offset].story
        state, decision = decide(stored.get(key), stream[offset], minutes(moment))
        sent += [decision.alert] if decision.alert else []
        if death is None or death.remembered:
            stored[key] = state
        offset = offset + 1 if death is None else max(offset - death.back, 0)
    return sent, stored


def timeless(states: dict[Key, AlertState]) -> dict[Key, AlertState]:
    return {key: replace(state, first=NOON, last=NOON) for key, state in states.items()}


@given(streams, deaths)
def test_however_often_the_worker_dies_the_same_alerts_leave_and_the_same_is_remembered(
    stream: list[Match], dying: list[Death]
) -> None:
    sent, stored = run(stream)
    sent_anyway, stored_anyway = run(stream, dying)
    assert set(sent_anyway) == set(sent)
    assert timeless(stored_anyway) == timeless(stored)


@given(streams)
def test_a_watch_tells_once_of_a_story(stream: list[Match]) -> None:
    sent, stored = run(stream)
    told = [(alert.watch, alert.story) for alert in sent]
    assert len(told) == len(set(told))
    assert set(told) == {key for key, state in stored.items() if state.alerts}


@given(streams)
def test_every_distinct_match_counts_once(stream: list[Match]) -> None:
    _, stored = run(stream)
    for (watch, story), state in stored.items():
        distinct = {one.id for one in stream if (one.watch, one.story) == (watch, story)}
        assert state.alerts + state.suppressed == len(distinct) == len(state.matches)


@given(streams, st.randoms(use_true_random=False))
def test_in_any_order_the_same_alert_ids_leave(stream: list[Match], chance: Random) -> None:
    live = [replace(one, visibility=Visibility.LIVE) for one in stream]
    shuffled = list(live)
    chance.shuffle(shuffled)
    assert {alert.id for alert in run(live)[0]} == {alert.id for alert in run(shuffled)[0]}


@given(streams)
def test_a_repeat_of_the_whole_stream_tells_nothing_new(stream: list[Match]) -> None:
    _, stored = run(stream)
    for one in stream:
        state, decision = decide(stored[one.watch, one.story], one, minutes(99))
        assert decision.decision.reason is DecisionReason.SAME_MATCH
        assert state is stored[one.watch, one.story]
