"""Events end to end on paragraphs of current news that no model was trained on: floors under types and triples."""

from datetime import date
from pathlib import Path

from benchmarks.events import article, scored
from benchmarks.jsonl import read_rows
from monitor.nlp.inline import InlineAnnotator

ROWS = read_rows(Path(__file__).with_name("paragraphs.jsonl"))


def test_most_events_have_their_type_and_more_than_half_their_parties() -> None:
    annotator = InlineAnnotator()
    days = [date.fromisoformat(row["date"]) for row in ROWS]
    found = [annotator.annotate_now(article(row, on)).events for row, on in zip(ROWS, days, strict=True)]
    figures = scored(ROWS, found, days, 0.0)
    assert figures["type"]["f1"] >= 0.75
    assert figures["triple"]["f1"] >= 0.55
