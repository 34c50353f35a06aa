"""Speakers of quotations in natural paragraphs, read with the model's own names."""

from pathlib import Path

from benchmarks.jsonl import Row, read_rows
from benchmarks.language import language_model, read_text
from monitor.annotate.quotes.quotes import find_quotes
from monitor.nlp.model import LanguageModel
from monitor.records import Quote
from monitor.text.sentences import split_sentences

ROWS = read_rows(Path(__file__).with_name("quotes.jsonl"))


def is_right(expected: Row, text: str, found: tuple[Quote, ...]) -> bool:
    """Whether a quotation of the kind expected begins about there and has the speaker."""
    at = text.index(expected["said"])
    around = [
        quote for quote in found if quote.said.start <= at < quote.said.end and quote.direct == expected["direct"]
    ]
    speakers = [quote.speaker.text for quote in around if quote.speaker is not None]
    return any(expected["speaker"] in speaker or speaker in expected["speaker"] for speaker in speakers)


def right_in(row: Row, model: LanguageModel) -> list[bool]:
    read = read_text(row["text"], model)
    found = find_quotes(row["text"], split_sentences(row["text"]), read.mentions)
    return [is_right(quote, row["text"], found) for quote in row["quotes"]]


def test_nine_of_ten_quotations_have_their_speaker() -> None:
    model = language_model()
    right = [one for row in ROWS for one in right_in(row, model)]
    assert len(right) >= 90
    assert sum(right) >= 0.93 * len(right)
