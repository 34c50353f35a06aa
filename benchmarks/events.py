"""Events end to end against gold: `python -m benchmarks.events FILE.jsonl`.

Each line of FILE holds `text` and `events`, each with `type`, `actors` and `recipients`; an optional `date` (ISO) of
the text. Counted is F1 of the types and of the triples (actor country, recipient country, type), each a bag per text,
and for each tenth of confidence how many events have it and which share of them is right (`reliability`), with all its
parties.

How gold parties are given and when a triple is right stands in `benchmarks.triples`.
"""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import click

from benchmarks.jsonl import Row, read_rows, write_rows
from benchmarks.scores import Tally, overlap, reliability
from benchmarks.triples import event_triples, gold_triples, matched, merged_type, right_events
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, StoryArticle
from monitor.text.article import article_of, story_of

CONFIDENCE = 0.0
"""From which confidence on an event counts; chosen on the development sentences, where all of them do best."""


def article(row: Row, on: date) -> StoryArticle:
    """The text of a row as an article without a title."""
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return story_of(article_of(row["text"], moment, source="benchmark"))


def scored(rows: list[Row], found: list[tuple[Event, ...]], days: list[date], least: float) -> Row:
    """The figures at one confidence."""
    merge = any(event["type"] == "YIELD" for row in rows for event in row["events"])
    kept = [[event for event in events if event.confidence >= least] for events in found]
    types = overlap(
        ([merged_type(event["type"], merge=merge) for event in row["events"]] for row in rows),
        ([merged_type(event.type.value, merge=merge) for event in events] for events in kept),
    )
    right = counted = expected = 0
    for row, events, on in zip(rows, kept, days, strict=True):
        gold = gold_triples(row, on, merge=merge)
        triples = [triple for event in events for triple in event_triples(event, merge=merge)]
        right, counted, expected = right + matched(gold, triples), counted + len(triples), expected + len(gold)
    triple = Tally(right=right, found=counted, expected=expected)
    return {"confidence": least, "type": types.shown(), "triple": triple.shown(), "coded": sum(map(bool, kept))}


@click.command()
@click.argument("path", metavar="FILE.jsonl", type=click.Path(exists=True, path_type=Path))
@click.option("--predictions", type=click.Path(path_type=Path), help="Where to write the events of each row.")
@click.option("--confidence", default=CONFIDENCE, show_default=True, help="From which on an event counts.")
def main(path: Path, predictions: Path | None, confidence: float) -> None:
    """Scores the events that are found in the texts of FILE."""
    rows, annotator = read_rows(path), InlineAnnotator()
    today = datetime.now(UTC).date()
    days = [date.fromisoformat(row["date"][:10]) if row.get("date") else today for row in rows]
    found = [annotator.annotate_now(article(row, on)).events for row, on in zip(rows, days, strict=True)]
    write_rows(
        predictions,
        ({**row, "predicted": [_shown(event) for event in events]} for row, events in zip(rows, found, strict=True)),
    )
    half = _confidence_of_half(found)
    figures = scored(rows, found, days, confidence)
    click.echo(
        json.dumps(
            {
                "benchmark": "events",
                "rows": len(rows),
                "gold": sum(len(row["events"]) for row in rows),
                **figures,
                "at_half_of_rows_coded": scored(rows, found, days, half),
                "reliability": _reliability(rows, found, days),
                "types_found": Counter(event.type.value for events in found for event in events),
            }
        )
    )


def _reliability(rows: list[Row], found: list[tuple[Event, ...]], days: list[date]) -> dict[str, dict[str, float]]:
    merge = any(event["type"] == "YIELD" for row in rows for event in row["events"])
    answers: list[tuple[float, bool]] = []
    for row, events, on in zip(rows, found, days, strict=True):
        rights = right_events(gold_triples(row, on, merge=merge), events, merge=merge)
        answers += [(event.confidence, right) for event, right in zip(events, rights, strict=True)]
    return reliability(answers)


def _confidence_of_half(found: list[tuple[Event, ...]]) -> float:
    """The confidence that leaves events in half of the texts."""
    best = sorted((max((event.confidence for event in events), default=0.0) for events in found), reverse=True)
    return best[len(best) // 2] if best else 1.0


def _shown(event: Event) -> Row:
    return {
        "type": event.type.value,
        "actors": [{"text": party.text, "country": party.country or ""} for party in event.actors],
        "recipients": [{"text": party.text, "country": party.country or ""} for party in event.recipients],
        "trigger": event.trigger.text,
        "rule": str(event.rule),
        "confidence": event.confidence,
    }


if __name__ == "__main__":
    main()
