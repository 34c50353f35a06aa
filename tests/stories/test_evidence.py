"""How similar a text has to be to join a story, and what makes it less or more."""

from dataclasses import replace

import pytest

from monitor.stories.joining.background import Commonness
from monitor.stories.joining.evidence import least_similarity
from monitor.stories.joining.open_story import OpenStory
from monitor.stories.joining.terms import vector_of
from tests.stories.builders import NOON, prose

COMMONNESS = Commonness()
STORY = (
    "Gates of Tarvik stay open\nAt the Tarvik dam of Arvo engineers opened gates, flooding villages, said Elma Corvi."
)
SAME = "Tarvik gates open\nFlooded villages: engineers opened the gates of the Tarvik dam, said Elma Corvi of Arvo."
OTHER_HEADLINE = SAME.replace("Tarvik gates open", "Corvi speaks")
NAME_ALONE = "Choir of Tarvik wins\nThe choir of Tarvik won the song prize of the north with an old shanty."
LONG = " ".join(prose("long", 150))


def story(document: str, texts: int = 1) -> OpenStory:
    vector = vector_of(document, COMMONNESS)
    return replace(OpenStory("s", [0], NOON, NOON, vector, vector.terms), texts=texts)


def least(document: str, known: OpenStory, *, dated: bool = False) -> float:
    return least_similarity(vector_of(document, COMMONNESS), known, COMMONNESS, dated=dated)


def test_the_mean_over_many_texts_is_surer_than_that_over_one() -> None:
    assert least(LONG, story(LONG, 1)) == pytest.approx(0.42)
    assert least(LONG, story(LONG, 2)) == pytest.approx(0.36)
    assert least(LONG, story(LONG, 12)) == pytest.approx(0.31)


def test_what_came_at_a_known_time_has_to_be_less_similar() -> None:
    assert least(LONG, story(LONG), dated=True) == pytest.approx(0.37)


def test_a_short_item_that_shares_several_words_and_names_has_to_be_less_similar() -> None:
    assert least(SAME, story(STORY)) < 0.35


def test_headlines_without_a_word_in_common_ask_for_more() -> None:
    assert least(OTHER_HEADLINE, story(STORY)) > least(SAME, story(STORY)) + 0.1


def test_a_name_is_no_evidence_unless_nearly_all_is_equal() -> None:
    assert least(NAME_ALONE, story(STORY)) == 0.7
