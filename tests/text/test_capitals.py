"""Letters or a word: US, WHO and ICE in lines all in capitals."""

import pytest

from monitor.text.capitals import are_letters, has_small_word, is_governed, is_mostly_small


def place(line: str, word: str) -> tuple[int, int]:
    start = line.index(word)
    return start, start + len(word)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("US SENATE PASSES BILL", "US"),
        ("THE US AND CHINA TALK", "US"),
        ("TALKS WITH US OFFICIALS", "US"),
        ("RIVALS: US LEAVES PACT", "US"),
        ("WHO WARNS OF CHOLERA", "WHO"),
        ("WHO: CHOLERA SPREADS", "WHO"),
        ("WARNING BY WHO OVER CHOLERA", "WHO"),
        ("ICE ARRESTS 300", "ICE"),
        ("FORMER ICE AGENTS SPEAK", "ICE"),
    ],
)
def test_letters_are_told_by_what_stands_beside_them(line: str, word: str) -> None:
    assert are_letters(line, *place(line, word))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("TELL US WHY", "US"),
        ("US THEM AND THE REST", "US"),
        ("WHO SAYS SO?", "WHO"),
        ("MAN WHO STOLE CAR", "WHO"),
        ("MAN WHO SAYS NO IS FREE", "WHO"),
        ("WHO TOOK IT", "WHO"),
        ("ICE COVERS ROADS", "ICE"),
        ("BLACK ICE OFFICIALS", "ICE"),
    ],
)
def test_in_doubt_a_word_is_a_word(line: str, word: str) -> None:
    assert not are_letters(line, *place(line, word))


@pytest.mark.parametrize(("line", "governed"), [("TELL US WHY", True), ("TELL US OFFICIALS", False), ("HI US", False)])
def test_a_pronoun_is_governed_by_a_verb_or_preposition(line: str, *, governed: bool) -> None:
    assert is_governed(line, *place(line, "US")) is governed


@pytest.mark.parametrize(
    ("line", "small"),
    [("Rebels shelled the town", True), ("REBELS SHELL TOWN near Kyiv", False), ("ab CD", False), ("\ud800", False)],
)
def test_a_line_is_mostly_small_where_more_than_half_of_it_are_small_letters(line: str, small: bool) -> None:
    assert is_mostly_small(line) is small


@pytest.mark.parametrize(
    ("line", "has"),
    [
        ("Rebels shelled it", True),
        ("rebels Shelled the town", True),
        ("shelled The Top", False),
        ("A Van Hit us", False),
    ],
)
def test_a_small_word_is_a_longer_one_behind_another(line: str, has: bool) -> None:
    assert has_small_word(line, 4) is has
