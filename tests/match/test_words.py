"""What counts as the word that a watchlist means."""

import pytest

from monitor.match.watchlist import Any, Forms
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
        ("Neill", "Terrence O’Neill said so."),
        ("US", "The USA and the U.S.A. did."),
        ("cease fire", "They will cease\nFire broke out."),
        ("cease fire", "They cease — fire broke out."),
        ("U.S.", "It told us. So it did."),
        ("AT&T", "at the T junction, at T"),
        ("NATO秘书长", "theNATO秘书长说"),
        ("#MeToo", "me too, metoo"),
        ("война", "войнам"),
        ("100", "He lost 1,100 votes and 100.5 points."),
        ("cease fire", "They must cease. Fire broke out."),
        ("cease fire", "They will cease, fire or not."),
        ("Lake", "in the_lake_house"),
        ("война", "Это воина."),
        ("мои", "Это мой дом."),
        ("Macron", "https://news.example/macron/1"),
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
        ("...", "he went ... away", "..."),
        ("🇺🇦", "Слава 🇺🇦!", "🇺🇦"),
        ("clock", "at five o-clock", "clock"),
        ("won", "He won, then", "won"),
        ("100", "It is 100, too", "100"),
        ("100", "In 1.100 or 100", "100"),
        ("한국", "한국은 말했다", "한국"),
        ("ไทย", "ประเทศไทยและ", "ไทย"),
        ("NATO秘书长", "前NATO秘书长说", "NATO秘书长"),
        ("Macron", "Macron¹ spoke", "Macron"),
        ("Macron", "Macron™ spoke", "Macron"),
        ("Macron", "—Macron—", "Macron"),
        ("news.example", "https://news.example/macron/1", "news.example"),
        ("北约", "乌克兰总统表示北约秘书长", "北约"),
        ("NATO", "乌克兰NATO秘书长", "NATO"),
        ("プーチン", "ロシアのプーチン大統領", "プーチン"),
        ("がっこう", "か\u3099っこう", "か\u3099っこう"),
    ],
)
def test_the_word_is_found_and_shown_as_it_stands(wanted: str, text: str, matched: str) -> None:
    assert found(says(wanted), text) == [matched]


@pytest.mark.parametrize("forms", Forms)
@pytest.mark.parametrize(
    "text",
    [
        "an anti-sanctions rally",
        "Non-sanctions",
        "de‑sanctions",
        "the anti sanctions camp",
        "an anti-EU-sanctions rally",
        "EU-anti-sanctions",
    ],
)
def test_a_negating_prefix_breaks_a_term(text: str, forms: Forms) -> None:
    assert found(says("sanctions", forms=forms), text) == []


@pytest.mark.parametrize(
    "text", ["pro-sanctions", "ex-sanctions", "manti sanctions", "le prix de sanctions", "Anti: sanctions"]
)
def test_other_prefixes_and_words_before_break_nothing(text: str) -> None:
    assert found(says("sanctions"), text) == ["sanctions"]


@pytest.mark.parametrize(("text", "matched"), [("cease-fires", "cease-fires"), ("Sanctioning it", "Sanctioning")])
def test_inflections_are_found_in_articles_as_they_stand(text: str, matched: str) -> None:
    lemmas = Any(conditions=(says("ceasefire", forms=Forms.LEMMA), says("sanctions", forms=Forms.LEMMA)))
    assert found(lemmas, text) == [matched]


def test_a_prefix_shows_the_whole_word() -> None:
    assert found(says("sanction", forms=Forms.PREFIX), "Sanctionable or not") == ["Sanctionable"]
    assert found(says("peace negot", forms=Forms.PREFIX), "peace negotiations-led") == ["peace negotiations"]
    assert found(says("Sanc", forms=Forms.PREFIX, exact=True), "sanctions, Sanctions") == ["Sanctions"]


@pytest.mark.parametrize("forms", [Forms.EXACT, Forms.LEMMA])
def test_an_exact_word_is_not_met_in_another_case(forms: Forms) -> None:
    assert found(says("US", exact=True, forms=forms), "It told us so. Us too. The USA did.") == []


def test_an_exact_word_is_met_as_it_is_and_with_full_stops() -> None:
    assert found(says("US", exact=True), "A US envoy, the U.S.-led force.") == ["US"]
    assert found(says("US", exact=True), "The U.S.-led force.") == ["U.S."]


@pytest.mark.parametrize(
    "text", ["The Prime  Minister spoke.", "In the afternoon the Prime\nMinister spoke at length."]
)
def test_blanks_and_wrapped_lines_change_no_case(text: str) -> None:
    assert found(says("Prime Minister", exact=True), text)


def test_in_a_title_all_in_capitals_only_what_is_no_ordinary_word_counts() -> None:
    shouting = article("It was so.", title="NATO WARNS US OVER UKRAINE")
    assert found(says("US", exact=True), shouting) == []
    assert found(says("NATO", exact=True), shouting) == ["NATO"]
    assert found(says("Ukraine", exact=True), shouting) == ["UKRAINE"]


@pytest.mark.parametrize("title", ["US", "US: EU", "US TROOPS LEAVE, says McDonald's owner", "US官员说", "US 2024"])
def test_a_word_among_small_letters_or_by_itself_is_believed(title: str) -> None:
    assert found(says("US", exact=True), article("It was so.", title=title)) == ["US"]


@pytest.mark.parametrize("body", ["It is UNION US and so on.", "IT IS THE UNION AND US AND SO ON."])
def test_the_letters_of_a_name_among_capitals_are_not_the_word_in_small_letters(body: str) -> None:
    letters = article(body, title="US Union")
    assert found(says("us", exact=True), letters) == []
    assert found(says("US", exact=True), letters) == ["US", "US"]


def test_which_words_are_ordinary_is_for_the_language_to_say() -> None:
    italian = article("Fu così.", title="UN NUOVO ACCORDO", language="it")
    french = article("C'est ça.", title="UN HOMME DANS LA VILLE", language="fr")
    english = article("It was so.", title="UN WARNS THE WORLD", language="en")
    assert [found(says("UN", exact=True), text) for text in (italian, french, english)] == [[], [], ["UN"]]
