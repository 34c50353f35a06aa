"""What of an item is the story's own, and what its publisher has put around it."""

import pytest

from monitor.stories.short.own_words import own_words
from tests.stories.builders import article

LONG = "Galvo opens a second harbour for ferries"
TEXT = "Galvo has opened a second harbour for its ferries."


def title_of(title: str, publisher: str = "") -> tuple[str, str]:
    own = own_words(article("a", "", title=title, publisher=publisher))
    return title[slice(*own.title)], own.suffix


def text_of(text: str, title: str = LONG) -> str:
    one = article("a", text, title=title)
    return one.document[slice(*own_words(one).text)].strip()


@pytest.mark.parametrize(
    "title",
    [
        f"BREAKING: {LONG}",
        f"Update 3 - {LONG}",
        f"[Video] {LONG}",
        f"(WATCH) {LONG}",
        f"{LONG} - Coast Times",
        f"Reuters: {LONG}",
        f"BBC News - {LONG}",
        f"The Guardian | {LONG}",
        f"{LONG} | Nachrichten",
        f"{LONG} – Reuters",
        f"{LONG} — coast.example",
        f"Exclusive: {LONG} • Daily Coast",
    ],
)
def test_labels_and_publishers_are_no_words_of_a_headline(title: str) -> None:
    assert title_of(title) == (LONG, "")


def test_the_publisher_of_the_article_is_known_by_its_own_name() -> None:
    assert title_of("Harbour opens - Kystavisa", "kystavisa.example") == ("Harbour opens", "")
    assert title_of("Harbour opens - Kystavisa", "coast.example") == ("Harbour opens - Kystavisa", "")
    assert title_of(f"Kystavisa: {LONG}", "kystavisa.example") == (LONG, "")
    assert title_of("Harbour opens - Kysta Avis", "kysta") == ("Harbour opens", "")
    assert title_of("Big Brother off the air - for now", "other") == ("Big Brother off the air - for now", "")
    assert title_of("渡轮第二港口开放 - 河谷日报") == ("渡轮第二港口开放", "")


def test_a_name_behind_a_long_headline_may_be_a_publisher_and_is_kept_to_be_compared() -> None:
    assert title_of(f"{LONG} - Arvo") == (LONG, "Arvo")
    assert title_of(f"{LONG} | World | Coast News") == (LONG, "World")
    assert title_of("Ferries stop - Arvo") == ("Ferries stop - Arvo", "")


@pytest.mark.parametrize(
    "title",
    [
        f"{LONG} - live news and reactions",
        f"{LONG} - mayor calls it a day to remember",
        "Updates from the harbour",
        f"Post Office: {LONG}",
        f"Times Square – {LONG}",
        "Mirror: mirror",
        "Breaking",
        LONG,
    ],
)
def test_what_goes_on_behind_a_dash_is_the_headlines_own(title: str) -> None:
    assert title_of(title) == (title, "")


@pytest.mark.parametrize(
    "text",
    [
        f"GALVO — {TEXT}",
        f"GALVO, March 4 (AFP) - {TEXT}",
        f"Galvo, Norvia (AP) — {TEXT}",
        f"Galvo (Wire): {TEXT}",
        f"(dpa) - {TEXT}",
        f"[Wire] {TEXT}",
        f"Reuters - {TEXT}",
        f"{LONG} {TEXT}",
        f"{TEXT} Read more",
        f"{TEXT} Read more »",
        f"{TEXT} Weiterlesen …",
        f"{TEXT} Continue reading {LONG} →",
        f"{TEXT} The post {LONG} appeared first on Coast Blog.",
        f"{TEXT} […]",
        f"{TEXT} ...",
        f"{TEXT} (Reuters)",
        f"{TEXT} (AP) Read more",
        f"(AP) - {TEXT} 阅读更多",
    ],
)
def test_datelines_agency_marks_and_invitations_are_no_words_of_a_text(text: str) -> None:
    assert text_of(text).rstrip(".") == TEXT.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        f"The mayor: {TEXT}",
        "It was a long day - the longest, people said, that anybody had seen.",
        "He left (the harbour) - and came back.",
        "Some of those who were there said so - GALVO is a port.",
        "They closed it (for repairs)",
        "Five Ships And Two Ferries Left (AP) - Galvo is empty.",
        TEXT,
    ],
)
def test_what_only_looks_like_one_is_kept(text: str) -> None:
    assert text_of(text).rstrip(".") == text.rstrip(".")


def test_half_a_word_behind_a_cut_is_no_word() -> None:
    assert text_of("Galvo has opened a second harb…") == "Galvo has opened a second"
    assert text_of("Galvo has opened a second …") == "Galvo has opened a second"


def test_a_headline_said_again_with_the_publisher_leaves_nothing() -> None:
    assert text_of(f"{LONG} Coast Times") == ""
    assert text_of(f"{LONG}. {TEXT}").lstrip(". ").rstrip(".") == TEXT.rstrip(".")
