"""Counts that the sizes of events do not hold, and the words that are looked for first."""

import pytest

from monitor.alerting.facts.texts.counts import PATTERNS, SPOKEN_OF, counted

SAID = {
    "homes": ("12 houses were destroyed", "12 homes lost", "12 dwellings razed", "It destroyed 12 buildings"),
    "freed": ("12 women were freed", "The army releases 12"),
    "cases": ("12 new cases", "12 infections", "Soup sickened 12"),
    "displaced": (
        "12 people were evacuated",
        "12 people are displaced",
        "12 people were made homeless",
        "12 families fled",
        "12 families flee",
        "12 refugees",
    ),
    "escaped": ("12 men escaped", "12 men broke out", "12 are on the run", "12 fugitives", "12 absconded"),
    "kidnapped": ("12 kidnapped", "12 girls abducted", "12 girls held hostage", "12 taken captive"),
    "without power": ("12 towns without power", "12 towns lost electricity"),
    "trapped": ("12 trapped", "12 men stranded", "12 men buried", "12 men are stuck"),
    "in hospital": ("12 are in hospital",),
    "missing": ("12 are missing",),
    "tonnes": ("12 tonnes", "12 metric tons"),
}


@pytest.mark.parametrize(("what", "text"), [(what, text) for what, texts in SAID.items() for text in texts])
def test_a_count_is_read_with_its_kind(what: str, text: str) -> None:
    assert dict(counted(f"{text}.")).get(what) == 12.0
    assert dict(counted(f"{text}.".upper())).get(what) == 12.0


def test_each_word_that_is_looked_for_first_has_a_text_that_needs_it() -> None:
    needed = {
        (what, words[0]) for what, texts in SAID.items() for text in texts if len(words := spoken(what, text)) == 1
    }
    assert {(what, word) for what, words in SPOKEN_OF.items() for word in words} - needed == set()


def spoken(what: str, text: str) -> list[str]:
    return [word for word in SPOKEN_OF[what] if word in text.lower()]


def test_whatever_tells_a_count_is_told_without_its_words_by_no_expression() -> None:
    """Of the alternatives of each expression, none stands in a text without a word that is looked for first."""
    assert SPOKEN_OF.keys() == PATTERNS.keys()
    assert not list(counted("Twelve of them, one first, and 40 to 50 at a single post."))
