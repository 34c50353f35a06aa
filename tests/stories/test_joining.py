"""Texts of their own that go on with a story: who joins whom, what is merged, what stands side by side."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from monitor.stories.joining.joiner import join
from monitor.stories.joining.openings import Joining, Openings, Text
from monitor.stories.joining.vector import Vector
from tests.stories.builders import NOON, minutes

DAY = timedelta(days=1)


def vector(first: int, last: int) -> Vector:
    """A text of the words numbered `first` to `last`, all of one weight; up to 40 of them are looked up."""
    terms = np.arange(first, last, dtype=np.uint32) * np.uint32(7919)
    return Vector(terms, np.ones(len(terms), np.float32)).normalised()


def text(first: int, last: int, moment: datetime = NOON) -> Text:
    return Text(vector(first, last), moment)


class Desk:
    """The open stories, with a name for each text."""

    def __init__(self) -> None:
        self.openings = Openings()

    def reads(self, name: str, text: Text) -> Joining:
        joining = join(self.openings, text)
        self.openings.remember(joining.story or name, text, joining)
        return joining

    def story(self, name: str) -> str:
        story = self.openings.story(name)
        assert story is not None
        return story.id

    def storyline(self, name: str) -> str:
        story = self.openings.story(name)
        assert story is not None
        return story.storyline


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_text_that_shares_half_of_its_words_with_a_story_goes_on_with_it(desk: Desk) -> None:
    assert desk.reads("a", text(0, 40)).story is None
    joining = desk.reads("b", text(20, 60))
    assert (joining.story, round(joining.similarity, 2)) == ("a", 0.5)


def test_a_text_that_shares_a_third_begins_a_story_and_a_second_one_would_not(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    assert desk.reads("b", text(24, 64)).story is None
    desk = Desk()
    desk.reads("a", text(0, 40))
    desk.reads("a2", text(0, 39))  # of two texts the mean is surer
    assert desk.reads("b", text(24, 64)).story == "a"


def test_of_several_stories_the_most_similar_is_joined(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    desk.reads("b", text(500, 540))
    assert desk.reads("c", Text(vector(0, 10).plus(vector(500, 530)).normalised(), NOON)).story == "b"


def test_stories_that_turn_out_to_be_one_are_merged_under_the_name_of_the_oldest(desk: Desk) -> None:
    desk.reads("young", text(26, 66, minutes(5)))
    desk.reads("old", text(0, 40, NOON))
    joining = desk.reads("bridge", text(12, 52, minutes(9)))
    assert (joining.story, joining.merged) == ("old", ("young",))
    assert desk.story("young") == desk.story("old") == "old"
    assert len(desk.openings) == 1


def test_what_comes_after_a_merge_joins_the_whole_and_merges_nothing_again(desk: Desk) -> None:
    desk.reads("young", text(26, 66, minutes(5)))
    desk.reads("old", text(0, 40, NOON))
    desk.reads("bridge", text(12, 52, minutes(9)))
    joining = desk.reads("later", text(40, 66, minutes(10)))
    assert (joining.story, joining.merged) == ("old", ())


def test_similar_stories_stand_in_one_storyline_that_the_oldest_names(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    assert desk.reads("b", text(28, 68, minutes(1))).storyline == "a"
    assert [desk.story(name) for name in ("a", "b")] == ["a", "b"]
    assert [desk.storyline(name) for name in ("a", "b")] == ["a", "a"]


def test_a_story_moves_into_the_storyline_of_one_that_has_come_near(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    desk.reads("c", text(31, 71))
    assert desk.storyline("c") == "c"
    joining = desk.reads("b", text(15, 55))
    assert (joining.story, joining.storyline, joining.moved) == ("a", "a", {"c": "a"})
    assert desk.storyline("c") == "a"


def test_a_story_that_stands_alone_has_no_storyline_to_tell_of(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    assert desk.reads("b", text(500, 540)).storyline == ""
    assert desk.reads("c", text(5, 45)).storyline == ""
    assert desk.storyline("b") == "b"


@pytest.mark.parametrize(("later", "story"), [(timedelta(days=2, hours=23), "a"), (timedelta(days=3, hours=1), None)])
def test_a_story_is_closed_three_days_after_its_last_article(desk: Desk, later: timedelta, story: str | None) -> None:
    desk.reads("a", text(0, 40))
    assert desk.reads("b", text(0, 36, NOON + later)).story == story


def test_a_copy_keeps_its_story_open(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    desk.openings.touch("a", NOON + 2 * DAY)
    assert desk.reads("b", text(0, 36, NOON + 4 * DAY)).story == "a"


def test_what_is_closed_is_dropped_and_the_rest_joins_as_before(desk: Desk) -> None:
    desk.reads("gone", text(500, 540))
    desk.reads("b", text(0, 40, NOON + 2 * DAY))
    desk.reads("a", text(28, 68, NOON + 2 * DAY))
    assert desk.openings.close(NOON + DAY) == 1
    assert len(desk.openings) == 2
    assert desk.openings.story("gone") is None
    assert desk.storyline("a") == desk.storyline("b") == "b"
    assert desk.reads("again", text(500, 540, NOON + 2 * DAY)).story is None
    assert desk.reads("more", text(2, 42, NOON + 2 * DAY)).story == "b"
    assert desk.reads("yet more", text(30, 70, NOON + 2 * DAY)).story in ("a", "b")


def test_deciding_alone_changes_nothing(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    before = join(desk.openings, text(20, 60))
    assert join(desk.openings, text(20, 60)) == before
    assert len(desk.openings) == 1


def test_many_stories_with_one_word_make_it_tell_less(desk: Desk) -> None:
    term = vector(0, 1).terms
    rare = desk.openings.commonness.rarity(term)
    for number in range(40):
        words = vector(1000 * number + 5, 1000 * number + 44)
        shared = Vector(np.sort(np.append(words.terms, term)), np.ones(40, np.float32)).normalised()
        desk.reads(f"s-{number}", Text(shared, NOON))
    assert desk.openings.commonness.rarity(term) < rare
    desk.openings.close(NOON + DAY)
    assert desk.openings.commonness.rarity(term) == pytest.approx(rare)


def test_a_story_of_old_articles_that_came_lately_is_not_closed(desk: Desk) -> None:
    desk.reads("a", text(0, 40))
    desk.openings.touch("a", NOON, placed=NOON + 50 * DAY)
    assert desk.openings.close(NOON + 47 * DAY) == 0
    assert desk.openings.close(NOON + 51 * DAY) == 1
