"""Codes of words: what is found in them is what stands in the text, but for a hash that two share."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.match.narrowing.codes import (
    LONGEST_CODE,
    MOST_NUMBER,
    is_number,
    number_of,
    of_number,
    of_prefix,
    of_token,
)

WORDS = st.text(alphabet="abcdefäя", min_size=1, max_size=9)


def coded(text: str) -> str:
    return "".join(map(of_token, text.split()))


@pytest.mark.parametrize("text", ["said", "sa", "truces", "truc", "ceasefire on", "cease", "fires", "cease fires"])
def test_a_word_is_found_neither_in_a_part_of_another_nor_across_two(text: str) -> None:
    assert coded(text) not in coded("he saids truce ceasefire cea sefires")


@pytest.mark.parametrize(
    ("prefix", "word", "is_begun"),
    [
        ("truc", "truc", True),
        ("truc", "truces", True),
        ("truce", "truce", True),
        ("truces", "truces", True),
        ("truces", "trucescape", True),
        ("trucescape", "trucescapes", True),
        ("truc", "treaty", False),
        ("truces", "truce", False),
        ("truces", "truckers", False),
        ("trucesc", "truces", False),
    ],
)
def test_a_prefix_of_four_or_six_letters_is_told_by_its_code(prefix: str, word: str, *, is_begun: bool) -> None:
    assert any(code in coded(f"a {word} holds") for code in of_prefix(prefix)) == is_begun


@settings(max_examples=300)
@given(WORDS, st.integers(1, 9))
def test_every_word_begins_with_the_code_of_each_of_its_beginnings(word: str, length: int) -> None:
    assert of_token(word).startswith(of_prefix(word[:length]))
    assert len(of_token(word)) <= LONGEST_CODE


def test_a_prefix_that_is_too_short_is_told_from_none() -> None:
    assert of_prefix("un") == ("",)


def test_a_mark_is_no_word_and_a_number_neither() -> None:
    assert of_token(":nato") not in (of_token("nato"), of_token("nato:"))
    assert len(of_token(":a:european-union")) == 1
    assert [number_of(of_number(number)) for number in (0, MOST_NUMBER)] == [0, MOST_NUMBER]
    assert is_number(of_number(0))
    assert not any(map(is_number, of_token("ceasefire") + of_token(":a:nato")))
    assert (of_token("ceasefire") + of_number(MOST_NUMBER)).encode("utf-16-le")
