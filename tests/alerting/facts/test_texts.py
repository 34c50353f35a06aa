"""What an article says of itself: marks of corrections, figures, whether it only goes over what is known."""

import pytest

from monitor.alerting.facts.texts.marks import mark_in, note_in, takes_back
from monitor.alerting.facts.texts.names import headline_names, names_in
from monitor.alerting.facts.texts.negations import negated
from monitor.alerting.facts.texts.opening import is_overview, opening
from monitor.alerting.facts.texts.rarity import rarity
from monitor.alerting.facts.texts.sequence import later_than
from monitor.alerting.facts.texts.tolls import figures, mentioned
from monitor.alerting.facts.texts.words import stem
from tests.alerting.builders import article


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("CORRECTION: Flood kills 13", "CORRECTION"),
        ("Correction - Flood kills 13", "Correction"),
        ("[Corrected] Flood kills 13", "Corrected"),
        ("UPDATE 2-CORRECTED-Flood kills 13", "CORRECTED"),
        ("Flood kills 13 (corrected)", "corrected"),
        ("Retraction: report on a flood", "Retraction"),
        ("WITHDRAWN: Flood kills 13", "WITHDRAWN"),
        ("Clarification: who dug the dam", "Clarification"),
        ("Police correct toll of flood", ""),
        ("Troops withdrawn from dam", ""),
        ("Correction officers go on strike", ""),
        ("A correction of course: the dam is built", ""),
        ("Minister withdraws: no candidate is left", ""),
    ],
)
def test_a_title_is_marked_by_its_publisher(title: str, mark: str) -> None:
    assert mark_in(title) == mark


def test_what_is_withdrawn_is_taken_back_and_what_is_corrected_is_not() -> None:
    assert [takes_back(mark) for mark in ("WITHDRAWN", "Retraction", "Correction", "")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("A dam broke. An earlier version of this article named another dam.", True),
        ("A dam broke. (Corrects the number of dead in the second paragraph)", True),
        ("This story has been withdrawn.", True),
        ("We have retracted our report on a dam.", True),
        ("A dam broke. This article was amended to correct the spelling of a name.", False),
        ("A dam broke. Correction: the photo showed another dam.", False),
        ("The ministry has corrected its figures. Troops were withdrawn.", False),
        ("A dam broke.", False),
    ],
)
def test_a_note_in_the_text_says_what_was_corrected(text: str, note: bool) -> None:
    assert bool(note_in(article(text=text))) is note


@pytest.mark.parametrize(
    ("title", "overview"),
    [
        ("Live: a dam breaks", True),
        ("Gazette Live: a dam breaks", True),
        ("Analysis: why dams break", True),
        ("What we know about the dam", True),
        ("Who built the dam?", True),
        ("Dams explained", True),
        ("Good morning: a dam, a vote and a bear", True),
        ("Five things to know", True),
        ("7 takeaways from the talks", True),
        ("RTV morning: the world in ninety seconds", True),
        ("The week in pictures", True),
        ("Morning headlines", True),
        ("Today's top stories", True),
        ("World news in brief", True),
        ("Markets at a glance", True),
        ("Sport round-up", True),
        ("Week in review", True),
        ("The vote as it happened", True),
        ("Man falls three stories", False),
        ("The first in the world in eight years", False),
        ("A dam breaks", False),
        ("Live rounds fired at dam", True),  # a doubt that costs a change, not an alert
        ("People live below the dam", False),
    ],
)
def test_what_goes_over_what_is_known_says_so_in_its_title(title: str, overview: bool) -> None:
    assert is_overview(title) is overview


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Dam breaks", "A dam broke. Twelve people died.", {"dead": 12}),
        ("Dam breaks, killing 12", "A dam broke. At least 14 people died.", {"dead": 12}),
        ("Dam breaks", "A dam broke. In 1999 a dam killed 400 people.", {}),
        ("Dams have killed 400", "Dams have killed 400 people since 1999.", {}),
        ("Dam breaks", "A dam broke and 12 soldiers died.", {"dead": 12}),
        ("Kenya sends 600 soldiers", "They go on Monday.", {"troops": 600}),
        ("Dam breaks", "A dam broke.\nTwelve people died.", {}),
        ("Dam breaks", "A dam that killed 12 people began to leak on Monday.", {"dead": 12}),
        ("Dam breaks", "A dam broke. The war that began in May has killed 12 people.", {}),
        ("Aid for dam", "Canada gave 5 million dollars.", {"money": 5_000_000}),
    ],
)
def test_the_figures_are_those_that_an_article_opens_with(title: str, text: str, expected: dict[str, float]) -> None:
    assert {figure.what: figure.value for figure in figures(article(title=title, text=text))} == expected


def test_figures_further_below_are_mentioned() -> None:
    below = "It had 40 doors. Three were injured. In 1999 60 people died."
    made = article(title="Dam breaks, 12 dead", text=f"A dam broke.\n{below}")
    assert [(figure.what, figure.value) for figure in mentioned(made)] == [("injured", 3)]


def test_an_opening_is_the_first_sentences_of_the_first_paragraph() -> None:
    long = "A dam broke in the hills above the town on Monday after a week of rain. " * 6
    first = opening(article(title="Dam", text=f"GENEVA, Nov 10 - {long}\nAnother paragraph."))
    assert first.text.startswith("GENEVA, Nov 10 -")
    assert first.text.count("A dam broke") in (2, 3)
    assert opening(article(text="")).sentences == ()


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in ("strike strikes struck striking", "condemn condemned condemns", "agree agreed agrees", "meet met"):
        assert len({stem(form) for form in forms.split()}) == 1, forms


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("Boxes pile up in Harve", "Nobody works.", ("harv",)),
        ("Harve stands still", "Dockers of Harve strike.", ("harv",)),
        ("Harve stands still", "Nobody works.", ()),
        ("Dockers Walk Out In Harve", "The dockers of Harve strike.", ("harv",)),
        ("Doctor: 'Nurses leave Harve for good'", "Nobody works.", ("harv",)),
        ("Harve's dockers, Ternau's pilots", "Nobody works.", ("ternau",)),
    ],
)
def test_names_of_a_headline_are_known_by_capitals_that_are_not_those_of_a_beginning(
    title: str, text: str, names: tuple[str, ...]
) -> None:
    assert headline_names(title, text) == names


def test_names_of_a_text_stand_within_its_sentences() -> None:
    assert names_in("Boxes pile up", "Dockers of Harve strike. Ships go to Ternau.") == ("harv", "ternau")


def test_rare_words_are_those_that_few_articles_have() -> None:
    assert rarity(stem("Malatya")) == 1.0 > rarity(stem("earthquake")) > rarity(stem("people")) > rarity(stem("said"))
    assert {rarity(stem(word)) for word in ("Tuesday", "morning", "March", "week")} == {0.0}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Thieves emptied a museum in Tarvik at dusk, hours after a raid in Sellau.", "hours after a raid in Sellau"),
        ("A diver was bitten two days after another swimmer was.", "two days after another swimmer was"),
        ("The yard agreed to a sale, a day after denying any talks.", "a day after denying any talks"),
        ("It is the second fatal accident on the line within a day.", "second fatal accident on the line within a day"),
        ("It was the third blast at the works in as many weeks.", "third blast at the works in as many weeks"),
        ("The minister resigned a day after the raid.", ""),
        ("Rain fell hours after his arrival.", ""),
        ("Ten minutes after a stop at Sellau the train burned.", ""),
        ("The mill was the second in the country.", ""),
    ],
)
def test_what_came_after_something_else_is_said_in_its_words(sentence: str, said: str) -> None:
    assert later_than(("Police said so.", sentence)) == said


def test_a_long_relation_is_cut() -> None:
    assert len(later_than(("Hours after a raid " + "in the old quarter " * 9,))) == 80


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What fell was not a drone but a balloon", ["drone"]),
        ("Senator was not on the crashed plane", ["crashed"]),
        ("The army did not bomb the clinic, and never did", ["bomb"]),
        ("Drones came from Iraq, not Iran", ["iran"]),
        ("The toll hasn't doubled", ["doubled"]),
        ("Drones not from Iran after all", ["iran"]),
        ("It was not all, and not the only one", []),
        ("Notes were taken", []),
    ],
)
def test_what_is_not_so_is_read_from_its_words(text: str, words: list[str]) -> None:
    assert list(negated([text])) == words
