"""Very many patterns are found where an automaton of all of them finds them, from a saved form too."""

from collections.abc import Iterator

import pytest
from daachorse import CharwiseDoubleArrayAhoCorasick
from hypothesis import given
from hypothesis import strategies as st

from monitor.match.matcher import compile as compiled
from monitor.match.patterns import hashed, saved
from monitor.match.patterns.many import Many
from tests.match.builders import NOW, article, says, watch, watchlist

words = st.text("abé", min_size=1, max_size=3)
phrases = st.lists(words, min_size=1, max_size=11).map(" ".join)
patterns = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(["", " "]), phrases, st.sampled_from(["", " ", " "])),
    min_size=1,
    max_size=60,
    unique=True,
)
texts = st.lists(st.one_of(words, phrases, st.just("")), max_size=40).map(" ".join)


def places(found: Iterator[tuple[int, int, int]] | list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return sorted(found)


@given(patterns, texts)
def test_they_are_found_where_an_automaton_finds_them(some: list[str], text: str) -> None:
    made, padded = Many.of(some), f" {text} "
    expected = places(CharwiseDoubleArrayAhoCorasick(some).find_overlapping(padded))
    assert places(made.find_overlapping(padded)) == expected
    assert places(Many.read(made.written()).find_overlapping(padded)) == expected


def test_those_without_room_in_the_tables_are_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashed, "_slots", lambda hashes, which, size: (hashes % 2).view("int64"))
    some = [f" word{number} " for number in range(9)]
    found = Many.of(some).find_overlapping(" ".join(["", *(pattern.strip() for pattern in some), "word9", ""]))
    assert sorted(number for _, _, number in found) == list(range(9))


@pytest.fixture
def anagrams_have_one_hash(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    hashed._powers.cache_clear()
    monkeypatch.setattr(hashed, "_BASE", 1)
    yield
    hashed._powers.cache_clear()


@pytest.mark.usefixtures("anagrams_have_one_hash")
def test_what_has_only_the_hash_of_a_word_is_not_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "_LEAST", 1)
    desk = compiled([watchlist(watch(says("talks"), id="talks"), watch(says("peace talks"), id="peace"))])
    assert Many.of([" talks "]).find_overlapping(" stalk ") == [(0, 7, 0)]
    assert desk.match(article("A stalk of grass, a stalk peace."), NOW).watches == ()
    assert desk.match(article("Peace talks."), NOW).watches == ("talks", "peace")


@pytest.mark.usefixtures("anagrams_have_one_hash")
def test_patterns_of_one_hash_are_left_to_an_automaton() -> None:
    some = [" talks ", " stalk "]
    assert [number for _, _, number in Many.of(some).find_overlapping(" talks stalk ")] == [0, 1]


def test_a_text_may_be_longer_than_the_powers_that_stand_ready() -> None:
    text = " ".join(["", *["word"] * 20_000, "truce", ""])
    assert [start for start, _, _ in Many.of([" truce "]).find_overlapping(text)] == [100_000]
