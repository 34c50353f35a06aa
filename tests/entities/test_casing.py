"""Headlines in capitals read as sentences."""

import pytest

from monitor.annotate.entities.casing import recased


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("MACRON TELLS PUTIN TO END WAR", "Macron tells Putin to end war"),
        ("NATO CHIEF WARNS CHINA", "NATO chief warns China"),
        ("U.S. AND SOUTH KOREA AGREE ON TARIFFS", "U.S. and South Korea agree on tariffs"),
        ("GERMANY'S MERZ VISITS KYIV", "Germany's Merz visits Kyiv"),
        ("KHOMEINI DENOUNCES NEIGHBOURING COUNTRIES", "Khomeini denounces neighbouring countries"),
    ],
)
def test_a_headline_in_capitals_is_read_as_a_sentence(headline: str, read: str) -> None:
    assert recased(f"{headline}\n") == f"{read}\n"


def test_the_rest_of_the_article_knows_best_how_a_word_is_written() -> None:
    document = "OKONJO MEETS STRIPE\nThe founders of Stripe met Ms Okonjo and drew a stripe on the wall."
    assert recased(document).split("\n")[0] == "Okonjo meets stripe"


@pytest.mark.parametrize("document", ["Macron meets Putin\nin Paris", "NATO, EU", "", "1234 5678 910", "\n\n"])
def test_other_text_stays_as_it_is(document: str) -> None:
    assert recased(document) is document


@pytest.mark.parametrize("document", ["ẞTRASSE İSTANBUL ǅ ALLES GROSS\nx", "ŁÓDŹ WELCOMES ÉLYSÉE GUESTS\ny"])
def test_offsets_never_move(document: str) -> None:
    assert len(recased(document)) == len(document)
