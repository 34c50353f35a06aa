"""What counts as the word that a watchlist means."""

import pytest

from monitor.match.watchlist import Forms
from tests.match.builders import article, found, says


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("assad", "The ambassador spoke."),
        ("Macron", "Macrons are diacritics."),
        ("Macron", "The macronutrient market"),
        ("won", "They won't agree."),
        ("can", "It can't go on."),
        ("Neill", "Terrence O'Neill said so."),
        ("100", "He lost 1,100 votes and 100.5 points."),
        ("cease fire", "They must cease. Fire broke out."),
        ("cease fire", "They will cease, fire or not."),
        ("Lake", "in the_lake_house"),
        ("война", "Это воина."),
        ("мои", "Это мой дом."),
    ],
)
def test_a_look_alike_is_not_the_word(wanted: str, text: str) -> None:
    assert found(says(wanted), text) == []


@pytest.mark.parametrize(
    ("wanted", "text", "matched"),
    [
        ("Macron", "Macron's plan", "Macron"),
        ("Macron", "Macron’s plan", "Macron"),
        ("Macron", "a Macron-led force", "Macron"),
        ("Macron", "(MACRON)", "MACRON"),
        ("OTAN", "l’OTAN dit", "OTAN"),
        ("Zelensky", "Zelenský spoke", "Zelenský"),
        ("Erdogan", "Erdoğan spoke", "Erdoğan"),
        ("Lodz", "in Łódź today", "Łódź"),
        ("Straße", "in der STRASSE", "STRASSE"),
        ("strasse", "in der Straße dort", "Straße"),
        ("istanbul", "in İstanbul", "İstanbul"),
        ("café", "the cafe\u0301 there", "cafe\u0301"),
        ("NATO", "ＮＡＴＯ said", "ＮＡＴＯ"),
        ("official", "an oﬃcial said", "oﬃcial"),
        ("sanctions", "new sanc\u00adtions now", "sanc\u00adtions"),
        ("prime minister", "the prime\u00a0 minister said", "prime\u00a0 minister"),
        ("prime minister", "a prime-minister said", "prime-minister"),
        ("cease-fire", "a ceasefire held", "ceasefire"),
        ("cease-fire", "a cease fire held", "cease fire"),
        ("cease-fire", "a cease‑fire held", "cease‑fire"),
        ("Ёлка", "елка", "елка"),
        ("U.S.", "the U.S. said", "U.S."),
        ("AT&T", "and AT&T said", "AT&T"),
        ("C++", "in C++ code", "C++"),
        ("#MeToo", "the #metoo movement", "#metoo"),
        ("北约", "乌克兰总统表示北约秘书长", "北约"),
        ("NATO", "乌克兰NATO秘书长", "NATO"),
        ("プーチン", "ロシアのプーチン大統領", "プーチン"),
        ("がっこう", "か\u3099っこう", "か\u3099っこう"),
    ],
)
def test_the_word_is_found_and_shown_as_it_stands(wanted: str, text: str, matched: str) -> None:
    assert found(says(wanted), text) == [matched]


@pytest.mark.parametrize(
    "text", ["an anti-sanctions rally", "non-sanctions", "de-sanctions", "the anti sanctions camp"]
)
def test_a_negating_prefix_breaks_a_term(text: str) -> None:
    assert found(says("sanctions"), text) == []


@pytest.mark.parametrize("forms", [Forms.EXACT, Forms.LEMMA])
def test_an_exact_word_is_not_met_in_another_case(forms: Forms) -> None:
    assert found(says("US", exact=True, forms=forms), "It told us so. Us too. The USA did.") == []


def test_an_exact_word_is_met_as_it_is_and_with_full_stops() -> None:
    assert found(says("US", exact=True), "A US envoy, the U.S.-led force.") == ["US"]
    assert found(says("US", exact=True), "The U.S.-led force.") == ["U.S."]


def test_in_a_title_all_in_capitals_only_what_is_no_ordinary_word_counts() -> None:
    shouting = article("It was so.", title="NATO WARNS US OVER UKRAINE")
    assert found(says("US", exact=True), shouting) == []
    assert found(says("NATO", exact=True), shouting) == ["NATO"]
