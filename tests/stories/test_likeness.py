"""Whether one short item copies another, rule by rule."""

import pytest

from monitor.stories.short.brief import Brief
from monitor.stories.short.likeness import are_parted, likeness

TITLE = "Harbour strike in Galvo ends"
TEXT = "the dockers went back to work when the port agreed to keep the night shift and to pay what it owed"


def brief(text: str = TEXT, title: str = TITLE, suffix: str = "") -> Brief:
    return Brief(title=title, text=text, suffix=suffix)


def alike(one: Brief, other: Brief, *, same_publisher: bool = False) -> bool:
    return likeness(one, other, same_publisher=same_publisher) > 0


def test_equal_items_share_all_their_words() -> None:
    assert likeness(brief(), brief(), same_publisher=True) == 1.0


@pytest.mark.parametrize("changed", range(8))
def test_few_other_words_make_no_other_item_and_many_do(changed: int) -> None:
    words = TEXT.split()
    words[2 : 2 + changed] = [f"{word}xyzzy" for word in words[2 : 2 + changed]]
    assert alike(brief(), brief(" ".join(words))) is (changed <= 5)


def test_one_publisher_and_a_headline_that_says_nothing_allow_no_other_word() -> None:
    other = TEXT.replace("night", "early")
    assert alike(brief(), brief(other))
    assert not alike(brief(), brief(other), same_publisher=True)
    assert not alike(brief(title="Markets wrap"), brief(other, title="Markets wrap"))
    assert alike(brief(title="Markets wrap"), brief(TEXT, title="Markets wrap"))


def test_another_spelling_is_no_other_word() -> None:
    written, other = TEXT.replace("agreed", "organised"), TEXT.replace("agreed", "organized")
    assert likeness(brief(written), brief(other), same_publisher=True) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("three ships left", "four ships left"),
        ("ships left at 07:00", "ships left at 15:00"),
        ("ships left on Monday", "ships left on Friday"),
        ("ships left Arvo", "ships left Tarvik"),
        ("ships left", "ships never left"),
        ("إضراب الميناء ينتهي", "إضراب المصنع ينتهي"),
    ],
)
def test_another_number_day_name_or_a_denial_makes_another_item(one: str, other: str) -> None:
    assert not alike(brief(f"{one} {TEXT}"), brief(f"{other} {TEXT}"))
    assert are_parted(brief(f"{one} {TEXT}"), brief(f"{other} {TEXT}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ships left Arvo", "Ships left"),
        ("Ships left on Monday", "Ships left"),
        ("The ships left", "Ships left"),
        ("When ships left", "After ships left"),
    ],
)
def test_what_is_left_out_and_ordinary_words_make_none(one: str, other: str) -> None:
    assert not are_parted(brief(f"{one} {TEXT}"), brief(f"{other} {TEXT}"))


def test_a_denial_in_a_sentence_that_is_cut_off_denies_nothing_that_is_left() -> None:
    assert alike(brief(f"{TEXT} it was not easy"), brief())
    assert alike(brief(f"{TEXT} never again"), brief())


def test_where_all_words_of_a_headline_begin_with_capitals_they_are_no_names() -> None:
    one, other = "Harbour Strike Ends After Marathon Talks", "Harbour Strike Ends After Gruelling Talks"
    assert not are_parted(brief(title=one), brief(title=other))
    assert are_parted(brief(title="Harbour strike in Arvo ends"), brief(title="Harbour strike in Tarvik ends"))
    arvo, tarvik = f"in Arvo {TEXT}", f"in Tarvik {TEXT}"
    assert are_parted(
        brief(arvo, title="Harbour Strike In Arvo Ends"), brief(tarvik, title="Harbour Strike In Tarvik Ends")
    )


def test_headlines_of_two_patterns_may_name_what_they_like() -> None:
    assert not are_parted(brief(title="Galvo strike ends"), brief(title="Dockers of Norvia go back to their cranes"))
    assert alike(brief(title="Galvo strike ends after talks"), brief(title="Night shift stays as strike in port ends"))
    assert not alike(brief(title="Galvo strike ends after talks"), brief(title="Mayor resigns"))


def test_a_place_behind_a_headline_alone_is_what_it_is_about() -> None:
    assert not alike(brief("", suffix="Arvo"), brief("", suffix="Tarvik"))
    assert alike(brief("", suffix="Arvo"), brief("", suffix=""))
    assert alike(brief(suffix="Arvo"), brief(suffix="Tarvik"))


@pytest.mark.parametrize(
    ("title", "beside", "is_copy"),
    [
        ("Harbour strike ends", "", False),
        ("Harbour strike in ends", "", True),
        ("Harbour strike in ends", TEXT, False),
        ("Harbour strike in Galvo ends", TEXT, True),
    ],
)
def test_a_headline_stands_for_an_item_where_it_says_enough(title: str, beside: str, is_copy: bool) -> None:
    assert alike(brief("", title=title), brief(beside, title=title)) is is_copy
