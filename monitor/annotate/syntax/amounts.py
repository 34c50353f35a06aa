"""Amounts of money in the words that parsers know: "$5 million", of "NZ$5m" and "5 million New Zealand dollars".

Parsers take "m" for a verb, and the people whose currency it is for somebody.
"""

from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.syntax.wording import Change, Word
from monitor.text.quantities.money import Amount, amounts_in

_LARGE = {10**12: "trillion", 10**9: "billion", 10**6: "million"}


def usual_amounts(sentence: ParsedSentence) -> Change:
    """The amounts of a sentence in usual words; {} where all of them are written so."""
    found: Change = {}
    for amount in amounts_in(_text(sentence)):
        tokens = [at for at, token in enumerate(sentence.tokens) if _is_within(token.start - sentence.start, amount)]
        if not amount.is_usual and tokens:
            found.update(_usual(amount, tokens))
    return found


def _text(sentence: ParsedSentence) -> str:
    """The words of a sentence where they stand."""
    text = ""
    for token in sentence.tokens:
        text = text.ljust(token.start - sentence.start) + token.text
    return text


def _is_within(start: int, amount: Amount) -> bool:
    return amount.start <= start < amount.end


def _usual(amount: Amount, tokens: list[int]) -> Change:
    first, last = tokens[0], tokens[-1]
    size = next((each for each in _LARGE if amount.value >= each), 1)
    own = first if first < last else None
    count = f"{amount.value / size:g}"
    if size == 1:
        return {**dict.fromkeys(tokens, ()), first: (Word("$", own), Word(count, last, read_as="dollars"))}
    words = (Word("$"), Word(count, own), Word(_LARGE[size], last, read_as="dollars"))
    return {**dict.fromkeys(tokens, ()), first: words}
