"""The examples of docs/meaning.md are read as that page says."""

import re
from datetime import UTC, datetime
from functools import cache

import pytest

from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, EventType
from monitor.text.article import article_of, story_of
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "meaning.md").read_text("utf-8")
TYPES = re.findall(r"^\| ([A-Z]+) \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def annotator() -> InlineAnnotator:
    return InlineAnnotator()


def events(text: str) -> tuple[Event, ...]:
    return annotator().annotate_now(story_of(article_of(text, NOW, source="docs", title="News"))).events


@pytest.mark.parametrize(("type_", "example"), TYPES)
def test_the_example_of_a_type_is_of_that_type_and_sure(type_: str, example: str) -> None:
    assert type_ in {event.type for event in events(example) if event.confidence >= 0.7}


def test_the_page_explains_every_type_once() -> None:
    assert [type_ for type_, _ in TYPES] == [type_.value for type_ in EventType]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Iran attacked Israel in June.", ""),
        ("Iran will attack Israel next week.", "future"),
        ("Iran did not attack Israel.", "negated"),
        ("Iran failed to attack Israel.", "negated"),
        ("Iran might attack Israel.", "hypothetical"),
        ("Israel fears that Iran has attacked Haifa.", "hypothetical"),
        ("Iran attacked Israel two years ago.", "historical"),
        ("Iran attacked Iraq in 1994.", "historical"),
        ("Iran did not attack Israel in 1994.", "negated historical"),
    ],
)
def test_modes_are_those_of_the_page(text: str, told: str) -> None:
    event = events(text)[0]
    modes = ("negated", "future", "hypothetical", "historical")
    assert " ".join(mode for mode in modes if getattr(event, mode)) == told


@pytest.mark.parametrize(
    ("text", "type_", "deed", "modes"),
    [
        ("Norway will send food aid to Sudan.", "AGREE", "AID", ["future"]),
        ("France refused to withdraw its troops from Mali.", "REJECT", "RETREAT", ["negated"]),
        (
            "The United States threatened to impose tariffs on China.",
            "THREATEN",
            "SANCTION",
            ["future", "hypothetical"],
        ),
        ("The United States plans to impose tariffs on China.", "THREATEN", "SANCTION", ["future"]),
    ],
)
def test_words_keep_the_deed_that_they_are_about(text: str, type_: str, deed: str, modes: list[str]) -> None:
    event = events(text)[0]
    assert event.deed is not None
    assert (event.type, event.deed.type, list(event.deed.modes)) == (type_, deed, modes)


def test_a_threat_that_names_no_deed_has_none() -> None:
    assert [event.deed for event in events("Donald Trump threatened China with tariffs.")] == [None]
