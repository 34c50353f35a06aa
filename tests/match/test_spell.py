"""How a word of a watchlist may be spelled in a text."""

import pytest

from monitor.match.patterns.spellings import spellings
from monitor.match.watchlist import Forms, Word
from tests.match.builders import word


def texts(wanted: Word) -> set[str]:
    return {spelling.cased or spelling.text for spelling in spellings(wanted)}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (word("cease-fire"), {"cease fire", "ceasefire"}),
        (word("ceasefire"), {"cease fire", "ceasefire"}),
        (word("air strike"), {"air strike", "airstrike"}),
        (word("cessez-le-feu", language="fr"), {"cessez le feu", "cessezlefeu"}),
        (word("ceasefire", language="de"), {"ceasefire"}),
        (word("re-sign"), {"re sign"}),
        (word("white house"), {"white house"}),
        (word("US", exact=True), {"US", "U.S.", "U.S", "U. S."}),
        (word("NATO", exact=True), {"NATO", "N.A.T.O.", "N.A.T.O", "N. A. T. O."}),
        (word("Who", exact=True), {"Who"}),
        (word("Us"), {"us"}),
        (word("US"), {"us", "u.s.", "u.s", "u. s."}),
        (word("  The\n Hague "), {"the hague"}),
        (word("warship", forms=Forms.LEMMA, language="en"), {"warship", "warships", "war ship", "war ships"}),
    ],
)
def test_hyphens_spaces_and_full_stops(wanted: Word, expected: set[str]) -> None:
    assert expected <= texts(wanted)
    if wanted.forms is Forms.EXACT:
        assert texts(wanted) == expected


def test_english_inflections_are_for_english_and_for_words_of_all_languages() -> None:
    assert "truces" in texts(word("truce", forms=Forms.LEMMA, language="en-GB"))
    assert "truces" in texts(word("truce", forms=Forms.LEMMA))
    assert texts(word("truce", forms=Forms.LEMMA, language="tr")) == {"truce"}


@pytest.mark.parametrize("wanted", [word(""), word(" "), word("\u200b"), word("-")])
def test_a_word_of_nothing_is_refused(wanted: Word) -> None:
    with pytest.raises(ValueError, match="nothing to look for"):
        spellings(wanted)


def test_a_prefix_under_four_letters_is_refused() -> None:
    with pytest.raises(ValueError, match="fewer than 4 letters"):
        spellings(word("san", forms=Forms.PREFIX))
    assert texts(word("sanc", forms=Forms.PREFIX)) == {"sanc"}
