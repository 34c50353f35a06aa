"""What a text is compared by."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.fingerprint import KEPT_ONE_IN, SHINGLED_BYTES, Hashes, fingerprint, normalised_words
from tests.stories.builders import VOCABULARY, article, prose

words = st.lists(st.sampled_from(VOCABULARY), max_size=60)


def digest(title: str, text: str) -> str:
    return fingerprint(article("a", text, title=title)).digest


def shingles(words: list[str]) -> Hashes:
    return fingerprint(article("a", " ".join(words), title="")).shingles


@pytest.mark.parametrize(
    "other",
    [
        "EU agrees on sanctions – Macron: “a clear sign”",
        "eu agrees on sanctions. macron - a clear sign",
        "EU agrees on sanc\u00adtions\u200b; Macron: 'a clear sign'!",
        "\ufeffＥＵ agrees\non\n\nsanctions\tMacron a\u00a0clear sign",
        "EU agrees_on_sanctions Macron a clear sign",
    ],
)
def test_case_punctuation_white_space_and_invisible_characters_make_no_other_text(other: str) -> None:
    assert digest("", other) == digest("", "EU agrees on sanctions Macron a clear sign")


@pytest.mark.parametrize("other", ["EU agrees on sanction", "EU agree son sanctions", "sanctions on EU agrees", ""])
def test_another_word_or_order_makes_another_text(other: str) -> None:
    assert digest("", other) != digest("", "EU agrees on sanctions")


def test_the_title_belongs_to_the_text() -> None:
    assert digest("Ceasefire", "It holds.") == digest("", "Ceasefire it holds")
    assert digest("Ceasefire", "It holds.") != digest("", "It holds")


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert normalised_words("Café Straße ﬁne") == normalised_words("Cafe\u0301 STRASSE fine")


def test_half_of_a_surrogate_pair_does_no_harm() -> None:
    assert len(normalised_words("a \ud800 b c d \udfff e")) == 5


@given(st.text(max_size=200))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalised_words(text)
    assert normalised_words(b" ".join(once).decode()) == once


@given(st.text(alphabet=[chr(code) for code in range(0x80)], max_size=200))
def test_plain_ascii_takes_the_short_way_to_the_same_words(text: str) -> None:
    long_way = normalised_words(f"{text} …")
    assert normalised_words(text) == long_way


def test_fewer_than_four_words_have_no_shingle() -> None:
    for count in range(4):
        assert len(shingles(["one", "two", "three"][:count])) == 0


@given(words, words, words)
def test_a_passage_has_the_same_shingles_wherever_it_stands(
    before: list[str], passage: list[str], after: list[str]
) -> None:
    alone = shingles(passage)
    within = shingles([*before, *passage, *after])
    assert set(alone.tolist()) <= set(within.tolist())


def test_one_shingle_in_four_is_kept_sorted_and_once() -> None:
    text = prose("kept", 4_000)
    hashes = shingles(text + text[:500])
    assert np.array_equal(hashes, np.unique(hashes))
    assert len(hashes) == pytest.approx(len(text) / KEPT_ONE_IN, rel=0.1)


def test_different_shingles_have_different_hashes() -> None:
    distinct = {tuple(window) for window in zip(*(prose("many", 4_000)[start:] for start in range(4)), strict=False)}
    assert len(distinct) > 3_990
    assert len(shingles(prose("many", 4_000))) > 900


def test_the_sketch_of_an_endless_text_is_bounded_and_its_digest_is_not() -> None:
    endless = "a b c d e f g h " * 50_000
    text = prose("long", 20_000)
    long, longer = (fingerprint(article("a", [*text, *more])) for more in ([], ["end"]))
    assert np.array_equal(long.shingles, longer.shingles)
    assert long.digest != longer.digest
    assert len(long.shingles) * 8 <= SHINGLED_BYTES
    assert len(fingerprint(article("a", endless)).shingles) <= 8
    assert len(fingerprint(article("a", "x" * 100_000)).shingles) == 0


def test_every_process_makes_the_same_fingerprint() -> None:
    """Sketches outlive the program: another digest or another hash would make strangers of all that is stored."""
    code = (
        "from monitor.stories.fingerprint import fingerprint\n"
        "from tests.stories.builders import article, prose\n"
        "print(*(f := fingerprint(article('a', prose('stable', 40))))[:2], *f.shingles.tolist())\n"
    )
    elsewhere = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    here = fingerprint(article("a", prose("stable", 40)))
    assert elsewhere.stdout.split() == [here.digest, str(here.words), *map(str, here.shingles.tolist())]
    assert (here.digest, int(here.shingles[0])) == ("56334a1066c7594edcbf9bcbd54cbb4f", 2875749018387679180)
