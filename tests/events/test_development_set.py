"""A floor under the event coder on the development sentences, where they are at hand.

The share of sentences whose type is right among all, with the event taken that fits the marked parties best;
conventions of the set that are not PLOVER's are mapped as `benchmarks.event_types` does.
"""

import json
from pathlib import Path

from benchmarks.event_types import in_terms_of_the_sets
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, Span
from tests.nlp.articles import placed

SENTENCES = Path(__file__).parents[2].parent / "shared" / "data" / "events" / "sentences.jsonl"
YIELD = {"CONCEDE", "RETREAT"}


def shares_words(spans: tuple[Span, ...], text: str) -> bool:
    words = set(text.lower().split()) - {"the", "of", "a", "and"}
    return any(words & set(span.text.lower().split()) for span in spans)


def type_in_the_set(event: Event) -> str:
    kind = in_terms_of_the_sets(event.type, str(event.rule))
    return "YIELD" if kind in YIELD else kind


if SENTENCES.exists():

    def test_three_of_four_sentences_get_the_right_type() -> None:
        rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()][::3]
        annotator, right = InlineAnnotator(), 0
        for row in rows:
            events = annotator.annotate_now(placed(row["sentence"], title="")).events
            fits = [
                (shares_words(event.actors, row["source"]) + shares_words(event.recipients, row["target"]), event)
                for event in events
            ]
            best = max(fits, key=lambda fit: (fit[0], fit[1].confidence), default=None)
            right += best is not None and type_in_the_set(best[1]) == row["type"]
        assert right / len(rows) >= 0.75
