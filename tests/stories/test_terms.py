"""Texts as vectors of hashed terms, their sums, and the stories that share the heaviest."""

import numpy as np
import pytest

from monitor.stories.joining.background import Commonness
from monitor.stories.joining.candidates import Candidates
from monitor.stories.joining.novelty import Novelty, novelty
from monitor.stories.joining.terms import DATE, NAME, NUMBER, TITLE, WORD, kinds_of, may_round_up, vector_of
from monitor.stories.joining.vector import Vector, dots, read

COMMONNESS = Commonness()
TITLE_LINE = "Dam gates of Tarvik stay open"
DOCUMENT = f"{TITLE_LINE}\nEngineers in Tarvik opened 14 gates on Tuesday, the Coast Board said. Villagers left."


def similarity(one: str, other: str) -> float:
    return float(dots(vector_of(one, COMMONNESS), [vector_of(other, COMMONNESS)])[0])


def test_a_text_is_as_similar_to_itself_as_can_be_and_not_at_all_to_one_with_other_words() -> None:
    assert similarity(DOCUMENT, DOCUMENT) == pytest.approx(1, abs=1e-5)
    assert similarity(DOCUMENT, "Song prize\nThe choir sang an old shanty about whales.") == 0


def test_endings_of_words_accents_and_case_make_no_difference() -> None:
    assert similarity("\nnegotiators protesting", "\nNegotiations, protests") > 0.9
    assert similarity("\nZelenský visits Arvo", "\nZelensky visits Arvo") == pytest.approx(1, abs=1e-5)


def test_words_that_tell_nothing_and_addresses_are_left_out() -> None:
    assert len(vector_of("\nHe said that it was so, they added", COMMONNESS).terms) == 0
    with_address = f"{DOCUMENT} See https://tarvik.example/gates for more"
    assert similarity(DOCUMENT, with_address) == pytest.approx(1, abs=1e-3)


def test_words_names_numbers_days_and_titles_are_compared_apart() -> None:
    kinds = kinds_of(vector_of(DOCUMENT, COMMONNESS).terms).tolist()
    assert kinds.count(NAME) == 3  # Tarvik, Coast, Board; what begins a sentence may be any word
    assert (kinds.count(NUMBER), kinds.count(DATE)) == (1, 1)
    assert kinds.count(TITLE) == 5  # dam, gates, Tarvik, stay, open
    assert kinds.count(WORD) > kinds.count(TITLE)


def test_a_stored_vector_is_read_as_it_was_to_a_thousandth() -> None:
    vector = vector_of(DOCUMENT, COMMONNESS)
    again = read(vector.stored())
    assert again.terms.tolist() == vector.terms.tolist()
    assert np.abs(again.weights - vector.weights).max() < 1e-3


def test_a_sum_has_the_terms_of_both_and_the_product_with_it_is_the_sum_of_products() -> None:
    one, other = vector_of(DOCUMENT, COMMONNESS), vector_of("Gates\nTwo gates of the dam are shut", COMMONNESS)
    product = float(dots(one, [one.plus(other)])[0])
    assert product == pytest.approx(1 + float(dots(one, [other])[0]), abs=1e-5)


def test_the_stories_that_share_most_are_found_also_when_the_index_has_grown_and_been_renumbered() -> None:
    candidates = Candidates()
    wanted = vector_of(DOCUMENT, COMMONNESS).heaviest(40)
    for number in range(700):
        candidates.add(np.arange(number * 50, number * 50 + 40, dtype=np.uint32), number)
    candidates.add(wanted.terms, 700)
    candidates.add(wanted.terms[:10], 701)
    assert set(candidates.sharing(wanted, 24).tolist()) == {700, 701}
    assert candidates.sharing(wanted, 1).tolist() == [700]
    numbers = np.full(702, -1)
    numbers[701] = 0
    candidates.renumber(numbers)
    assert candidates.sharing(wanted, 24).tolist() == [0]


def new_in(later: str) -> Novelty:
    return novelty(later, vector_of(later, COMMONNESS), vector_of(DOCUMENT, COMMONNESS).terms)


CRACK = "A crack was found in the northern wall by divers."
DETAIL = "The canteen served pancakes with marmalade, cinnamon and walnuts."


def test_under_the_same_headline_new_is_the_sentence_with_most_that_was_not_said_and_its_words() -> None:
    found = new_in(f"{DOCUMENT} {CRACK}")
    assert found.sentence == CRACK
    assert {"crack", "divers", "wall"} <= set(found.words)
    assert "Tarvik" not in found.words
    assert new_in(DOCUMENT) == Novelty()


@pytest.mark.parametrize(
    ("headline", "text", "new"),
    [
        # what the headline says that is new, not what is as new and tells nothing
        ("Crack found in dam of Tarvik", f"{DETAIL} {CRACK}", CRACK),
        # the headline itself where no sentence says it
        ("Dam of Tarvik is doomed", f"Engineers in Tarvik opened 14 gates. {DETAIL}", "Dam of Tarvik is doomed"),
        # the early one of two that say as much
        (
            "Crack in dam",
            f"Divers found a crack. {'Villagers left. ' * 8}Sailors found a crack.",
            "Divers found a crack.",
        ),
        # a new figure, and a new name
        (TITLE_LINE, "Villagers drank lemonade. Villagers drank 97.", "Villagers drank 97."),
        (TITLE_LINE, "Villagers saw goblins. Villagers saw Quibbleton.", "Villagers saw Quibbleton."),
    ],
)
def test_new_is_the_sentence_that_carries_what_changed(headline: str, text: str, new: str) -> None:
    assert new_in(f"{headline}\n{text}").sentence == new


@pytest.mark.parametrize("title", ["Good morning: five things to know", "News in brief", "BNR Live: quake, count"])
def test_headlines_over_several_stories_are_told(title: str) -> None:
    assert may_round_up(title)


@pytest.mark.parametrize("title", ["Dam gates of Tarvik stay open", "Thousands deliver letters", "Olive harvest"])
def test_headlines_over_one_story_are_none(title: str) -> None:
    assert not may_round_up(title)


def test_a_vector_without_terms_is_similar_to_nothing() -> None:
    empty = vector_of("", COMMONNESS)
    assert dots(empty, [vector_of(DOCUMENT, COMMONNESS), Vector(*empty)]).tolist() == [0, 0]
