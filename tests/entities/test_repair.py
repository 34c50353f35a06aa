"""Names in sentences, as the language model and its repair see them together."""

import pytest

from monitor.annotate.entities.casing import recased
from monitor.annotate.entities.consistency import consistent
from monitor.annotate.entities.repair import find_mentions
from monitor.annotate.entities.spans import NameSpan
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
from monitor.text.sentences import split_sentences

SHORT = {"person": "P", "org": "O", "place": "L", "nationality": "N"}


def names(document: str) -> list[str]:
    """The names of a text as "P Macron", "O NATO", "L Paris", "N French"."""
    model = load_model(find_model())
    words = model.words(model.read(recased(document), split_sentences(document)))
    mentions = find_mentions(words, document, "model")
    assert all(document[mention.start : mention.end] == mention.text for mention in mentions)
    return [f"{SHORT[mention.type]} {mention.text}" for mention in mentions]


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("Macron's plan was praised in Kyiv.", ["P Macron", "L Kyiv"]),
        ("Oslo and Niger joined Burkina Faso.", ["L Oslo", "L Niger", "L Burkina Faso"]),
        ("The Kremlin accused KFOR of spying.", ["O Kremlin", "O KFOR"]),
        ("French President Emmanuel Macron left.", ["N French", "P Emmanuel Macron"]),
        ("UK Prime Minister Keir Starmer spoke.", ["L UK", "P Keir Starmer"]),
        ("Trump said NATO must pay.", ["P Trump", "O NATO"]),
        ("Zelenskyy thanked Norway, Sweden and Denmark.", ["P Zelenskyy", "L Norway", "L Sweden", "L Denmark"]),
        ("MACRON TO MEET ZELENSKYY IN PARIS\n", ["P MACRON", "P ZELENSKYY", "L PARIS"]),
        ("Hamas and Israel resume talks in Cairo", ["O Hamas", "L Israel", "L Cairo"]),
        ("It rained all day.", []),
        ("", []),
    ],
)
def test_names_have_their_type_and_edges(document: str, found: list[str]) -> None:
    assert names(document) == found


def test_a_surname_is_of_the_type_of_its_full_name() -> None:
    document = "Valeska Paris left in 2007.\nParis said that she was held on a ship. She now lives in Paris."
    assert [name for name in names(document) if "Paris" in name] == ["P Valeska Paris", "P Paris", "L Paris"]


def test_a_country_stays_a_country_beside_its_namesake() -> None:
    assert names("Israel Katz spoke.\nIsrael will not yield, Katz said.")[1] == "L Israel"


def test_a_name_once_found_is_found_everywhere() -> None:
    document = "Tadesse Werede met the envoy in Mekelle.\nAsked about Werede, the envoy smiled. Werede did not."
    assert names(document).count("P Werede") == 2


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("Night of fire in Marseille\nPolice arrested 12 people, prosecutors said.", ["L Marseille"]),
        ("A truce for Easter\nIsrael struck a camp in Gaza on Sunday, medics said.", ["L Israel", "L Gaza"]),
    ],
)
def test_a_name_ends_with_the_title_that_it_stands_in(document: str, found: list[str]) -> None:
    assert names(document) == found


def test_white_space_does_not_shift_names() -> None:
    assert names("  \n\n Macron   met \t Merz .\n\n\nIn  Paris.") == ["P Macron", "P Merz", "L Paris"]


def test_a_text_may_end_with_a_part_of_a_longer_name_that_stands_in_it() -> None:
    words = "The Tenneco Gas Company owned Tenneco".split()
    spans = [NameSpan(first=1, end=4, type="ORG"), NameSpan(first=1, end=2, type="ORG")]
    found = consistent(spans, words, ["-"] * len(words))
    assert [(name.first, name.end) for name in found][-1] == (5, 6)
