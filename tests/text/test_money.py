"""Money is read in whatever currency a text names, and nothing else is taken for it."""

import pytest

from monitor.text.quantities.money import amounts_in, is_of_money

AMOUNTS = [
    ("gave $5", 5, "USD"),
    ("gave $1.2-billion", 1.2e9, "USD"),
    ("gave US$ 3 bn", 3e9, "USD"),
    ("gave £5M", 5e6, "GBP"),
    ("a 5-million-dollar grant", 5e6, "USD"),
    ("a 50 million euro loan", 50e6, "EUR"),
    ("half a billion dollars", 5e8, "USD"),
    ("16 million New Zealand dollars", 16e6, "NZD"),
    ("A$38 million", 38e6, "AUD"),
    ("NZ$5m", 5e6, "NZD"),
    ("2bn Hong Kong dollars", 2e9, "HKD"),
    ("500 million Swiss francs", 5e8, "CHF"),
    ("300 million CFA francs", 3e8, "XOF"),
    ("30 million francs", 30e6, ""),
    ("3 trillion Colombian pesos", 3e12, "COP"),
    ("R$40 million", 40e6, "BRL"),
    ("S/40 million", 40e6, "PEN"),
    ("R50 million", 50e6, "ZAR"),
    ("Rs 500 crore", 5e9, "INR"),
    ("200 lakh rupees", 20e6, "INR"),
    ("USD 5 million", 5e6, "USD"),
    ("5 million CHF", 5e6, "CHF"),
    ("10,000 yen", 10_000, "JPY"),
    ("two million won", 2e6, "KRW"),
    ("20 million Egyptian pounds", 20e6, "EGP"),
    ("5 million roubles", 5e6, "RUB"),
]


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS)
def test_an_amount_is_read_with_its_currency(text: str, value: float, currency: str) -> None:
    (amount,) = amounts_in(text)
    assert (amount.value, amount.currency) == (value, currency)


@pytest.mark.parametrize(
    "text",
    ["she won 5 won", "12 won the vote", "the R2 vaccine", "COP 30 talks", "ALL 5 of them", "two million people"],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert list(amounts_in(text)) == []


def test_an_amount_in_usual_words_is_told_apart() -> None:
    texts = ("$5 million", "5 million dollars", "$5m", "5 million Fijian dollars", "5-million-dollar")
    assert [amount.is_usual for text in texts for amount in amounts_in(text)] == [True, True, False, False, False]


def test_a_text_may_tell_several() -> None:
    assert [amount.currency for amount in amounts_in("€3m, then 40 million pesos and £2")] == ["EUR", "", "GBP"]


@pytest.mark.parametrize(("word", "expected"), [("A$", True), ("€2bn", True), ("Francs", True), ("cash", False)])
def test_a_word_of_money_is_known(word: str, *, expected: bool) -> None:
    assert is_of_money(word) is expected
