"""A worker that is killed, starts again and repeats what it had not committed gives every article the same answer."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from monitor.records import Article, StoryArticle
from monitor.stories.index import StoryIndex
from monitor.stories.sketch import Sketch
from tests.stories.builders import article, minutes, prose

WIRE, OTHER, NOTICE = prose("wire", 90), prose("other", 90), prose("notice", 50)
TEXTS: tuple[list[str], ...] = (
    WIRE,
    WIRE[:45],
    WIRE[:30],
    [*WIRE[30:], *NOTICE],
    [*OTHER, *NOTICE],
    OTHER[20:],
    WIRE[:50] + OTHER[:50],
    [*prose("third", 40), *NOTICE],
    [],
)
articles = st.builds(
    lambda name, text, publisher: article(f"a-{name}", TEXTS[text], publisher=publisher),
    st.integers(0, 9),
    st.integers(0, len(TEXTS) - 1),
    st.sampled_from(("", "herald", "wire")),
)
streams = st.lists(articles, max_size=30)


class Death(NamedTuple):
    """A worker dies at a message, before or after its sketch is remembered; the next begins so many messages back."""

    at: int
    remembered: bool
    back: int


deaths = st.lists(st.builds(Death, st.integers(0, 29), st.booleans(), st.integers(0, 10)), max_size=6)


def run(stream: Sequence[Article], dying: Sequence[Death] = ()) -> list[list[StoryArticle]]:
    """All answers that each message of the stream got, in the order in which they were given."""
    stored: dict[str, Sketch] = {}
    answers: list[list[StoryArticle]] = [[] for _ in stream]
    pending, offset, moment = list(dying), 0, 0
    index = StoryIndex.from_sketches(stored.values())
    while offset < len(stream):
        moment += 1
        death = pending.pop(0) if pending and pending[0].at == offset else None
        placement = index.place(stream[offset], minutes(moment))
        answers[offset].append(placement.placed)
        if not placement.is_known and (death is None or death.remembered):
            stored[placement.sketch.article] = placement.sketch
            index.remember(placement.sketch)
        offset += 1
        if death is not None:
            index = StoryIndex.from_sketches(sorted(stored.values(), key=lambda sketch: sketch.placed))
            offset = max(offset - 1 - death.back, 0)
    return answers


@given(streams, deaths)
def test_every_message_gets_one_answer_however_often_the_worker_dies(stream: list[Article], dying: list[Death]) -> None:
    undisturbed = run(stream)
    disturbed = run(stream, dying)
    assert [set(answers) for answers in disturbed] == [set(answers) for answers in undisturbed]


@given(streams, articles)
def test_an_index_that_is_loaded_decides_like_the_one_that_lived(stream: list[Article], new: Article) -> None:
    living, kept = lived(stream)
    assert living.place(new, minutes(60)) == StoryIndex.from_sketches(kept).place(new, minutes(60))


@given(streams, articles, st.integers(0, 30))
def test_an_index_that_has_forgotten_knows_the_copies_that_one_does_that_never_knew(
    stream: list[Article], new: Article, forgotten: int
) -> None:
    living, kept = lived(stream)
    living.forget(minutes(forgotten))
    loaded = StoryIndex.from_sketches(sketch for sketch in kept if sketch.placed >= minutes(forgotten))
    one, other = living.place(new, minutes(60)).placed, loaded.place(new, minutes(60)).placed
    assert (one.original, one.is_copy) == (other.original, other.is_copy)
    assert len(living) == len(loaded)


def lived(stream: list[Article]) -> tuple[StoryIndex, list[Sketch]]:
    """An index that has placed the stream, and what it would have stored."""
    index, kept = StoryIndex(), []
    for moment, one in enumerate(stream):
        placement = index.place(one, minutes(moment))
        if not placement.is_known:
            index.remember(placement.sketch)
            kept.append(placement.sketch)
    return index, kept


@given(streams)
def test_copies_refer_to_first_copies_and_stand_in_their_story(stream: list[Article]) -> None:
    answers = [answer for [answer] in run(stream)]
    first: dict[str, StoryArticle] = {}
    for answer in answers:
        first.setdefault(answer.article.id, answer)
    for answer in answers:
        assert first[answer.article.id].story in (answer.story, *answer.merged)
        assert answer.is_copy == (answer.original is not None)
        if answer.original is not None:
            assert first[answer.original].original is None
            assert first[answer.original].story in (answer.story, *answer.merged)
