"""Events end to end on texts of our own that no model was trained on: floors under types and triples.

`paragraphs.jsonl` holds news of a few sentences, `records.jsonl` sentences with one event each, four of every type.
"""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.events import CONFIDENCE, article, scored
from benchmarks.jsonl import read_rows
from monitor.nlp.inline import InlineAnnotator


@pytest.mark.parametrize(("file", "types", "triples"), [("paragraphs", 0.76, 0.62), ("records", 0.82, 0.72)])
def test_most_events_have_their_type_and_their_parties(file: str, types: float, triples: float) -> None:
    annotator, rows = InlineAnnotator(), read_rows(Path(__file__).with_name(f"{file}.jsonl"))
    days = [date.fromisoformat(row.get("date", "2025-10-01")) for row in rows]
    found = [annotator.annotate_now(article(row, on)).events for row, on in zip(rows, days, strict=True)]
    figures = scored(rows, found, days, CONFIDENCE)
    assert figures["type"]["f1"] >= types
    assert figures["triple"]["f1"] >= triples
