"""Events end to end against gold: `python -m benchmarks.events FILE.jsonl`.

Each line of FILE holds `text` and `events`, each with `type`, `actors` and `recipients`: names as they stand in the
text, alpha-3 codes, or objects with `text` and `country`; an optional `date` (ISO) of the text. Counted is F1 of the
types and of the triples (actor country, recipient country, type), each a bag per text.

Strict: where all parties of an event are actors, the first one acts upon the others, in the order of the text; only
where the gold has several actors and no recipient either, any order is right. YIELD in the gold stands for CONCEDE
and RETREAT.
"""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from benchmarks.jsonl import Row, read_rows, write_rows
from benchmarks.scores import Tally, overlap
from monitor.annotate.actors.phrases import identify
from monitor.annotate.gazetteer.directory import load_directory
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Article, Event, EventType, Relation, StoryArticle

CONFIDENCE = 0.0
"""From which confidence on an event counts; chosen on the development sentences, where all of them do best."""

_YIELD = frozenset({EventType.CONCEDE.value, EventType.RETREAT.value})
Triple = tuple[str, str, str]


def article(row: Row, on: date) -> StoryArticle:
    """The text of a row as an article without a title."""
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    found = Article(
        id="a-benchmark", feed="f", entry="e", url="", title="", text=row["text"], fetched=moment, published=moment
    )
    return StoryArticle(story="benchmark", article=found, relation=Relation.NEW_STORY)


def country_of(party: Any, on: date) -> str:
    """The country of a gold party: as given, itself if it is a code, else that of the phrase."""
    if isinstance(party, dict):
        given = party.get("country")
        return str(given) if given else country_of(str(party.get("text") or party.get("name") or ""), on)
    text = str(party)
    if len(text) == 3 and text.isupper() and text.isalpha():
        return text
    return identify(text, on, load_directory()).country or ""


def _merged(kind: str, *, merge: bool) -> str:
    return "YIELD" if merge and kind in _YIELD else kind


def gold_triples(row: Row, on: date, *, merge: bool) -> list[tuple[Triple, bool]]:
    """The triples of the gold events of a row, and whether their order is free."""
    found = []
    for event in row["events"]:
        actors = _distinct([country_of(party, on) for party in event.get("actors") or ()])
        recipients = _distinct([country_of(party, on) for party in event.get("recipients") or ()])
        free = len(event.get("actors") or ()) > 1 and not recipients
        pairs = _pairs(actors, recipients)
        found += [((actor, other, _merged(event["type"], merge=merge)), free) for actor, other in pairs]
    return found


def _distinct(countries: list[str]) -> list[str]:
    return list(dict.fromkeys(countries))


def _pairs(actors: list[str], recipients: list[str]) -> list[tuple[str, str]]:
    if not recipients and len(actors) > 1:
        return [(actors[0], other) for other in actors[1:]]
    return [(actor, other) for actor in actors or [""] for other in recipients or [""]]


def event_triples(event: Event, *, merge: bool) -> list[Triple]:
    """The triples of an event that was found."""
    pairs = _pairs(_distinct(list(event.actor_countries)), _distinct(list(event.recipient_countries)))
    return [(actor, other, _merged(event.type.value, merge=merge)) for actor, other in pairs]


def matched(gold: list[tuple[Triple, bool]], found: list[Triple]) -> int:
    """How many triples of a text are right."""
    left, right = list(gold), 0
    for actor, other, kind in found:
        for each in left:
            (was_actor, was_other, was_kind), free = each
            same = (actor, other) == (was_actor, was_other) or (free and (other, actor) == (was_actor, was_other))
            if kind == was_kind and same:
                left.remove(each)
                right += 1
                break
    return right


def scored(rows: list[Row], found: list[tuple[Event, ...]], days: list[date], least: float) -> Row:
    """The figures at one confidence."""
    merge = any(event["type"] == "YIELD" for row in rows for event in row["events"])
    kept = [[event for event in events if event.confidence >= least] for events in found]
    types = overlap(
        ([_merged(event["type"], merge=merge) for event in row["events"]] for row in rows),
        ([_merged(event.type.value, merge=merge) for event in events] for events in kept),
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
                "types_found": Counter(event.type.value for events in found for event in events),
            }
        )
    )


def _confidence_of_half(found: list[tuple[Event, ...]]) -> float:
    """The confidence that leaves events in half of the texts."""
    best = sorted((max((event.confidence for event in events), default=0.0) for events in found), reverse=True)
    return best[len(best) // 2] if best else 1.0


def _shown(event: Event) -> Row:
    return {
        "type": event.type.value,
        "actors": [
            {"text": span.text, "country": country}
            for span, country in zip(event.actors, event.actor_countries, strict=True)
        ],
        "recipients": [
            {"text": span.text, "country": country}
            for span, country in zip(event.recipients, event.recipient_countries, strict=True)
        ],
        "trigger": event.trigger.text,
        "rule": event.rule,
        "confidence": event.confidence,
    }


if __name__ == "__main__":
    main()
