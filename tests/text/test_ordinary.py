"""Which words are no names as a rule."""

import pytest

from monitor.text.ordinary import headline_words, is_ordinary


@pytest.mark.parametrize(
    ("word", "language", "ordinary"),
    [
        ("who", "en", True),
        ("who", "en-GB", True),
        ("boycott", "en", False),
        ("government", "en", True),
        ("ford", "en", True),
        ("nato", "en", False),
        ("gdp", "en", False),
        ("un", "fr", True),
        ("un", "en", False),
        ("who", "fr", False),
        ("who", "tlh", True),
    ],
)
def test_an_ordinary_word_is_one_of_its_language_and_no_abbreviation(
    word: str, language: str, *, ordinary: bool
) -> None:
    assert is_ordinary(word, language) is ordinary


def test_headlines_hide_common_words_and_abbreviations_but_no_names_that_are_words_too() -> None:
    assert {"government", "gdp"} <= headline_words()
    assert headline_words().isdisjoint({"ford", "macron"})
