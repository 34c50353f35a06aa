"""Events end to end against gold: `python -m benchmarks.events FILE.jsonl`.

Each line of FILE holds `text` and `events`, each with `type`, `actors` and `recipients`; an optional `date` (ISO) of
the text. Counted is F1 of the types and of the triples (actor country, recipient country, type), each a bag per text.

A gold party is a phrase ("the French president", "Hamas", "police"), a country's name, a code (alpha-3, or one of
CAMEO's that begins with a country), or an object with `text` and `country`; one alone may stand without a list. Its
country is the one given, else the one that the phrase names by itself. An event with several parties on a side makes a
triple of each pair of their countries.

Matching is strict. The type must be the same, YIELD in the gold standing for CONCEDE and RETREAT. Sides must have the
same country, or both none. Only where a gold phrase names no country ("police", "the protesters"), the party found may
have one if it is called by the same words. Order counts; where all parties of an event are actors, the first one acts
upon the others in the order of the text, and only where the gold has several actors and no recipient either, any order
is right.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from benchmarks.jsonl import Row, read_rows, write_rows
from benchmarks.scores import Tally, overlap
from monitor.annotate.actors.phrases import identify
from monitor.annotate.gazetteer.directory import load_directory
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Article, Event, EventType, Relation, Span, StoryArticle

CONFIDENCE = 0.0
"""From which confidence on an event counts; chosen on the development sentences, where all of them do best."""

_YIELD = frozenset({EventType.CONCEDE.value, EventType.RETREAT.value})
_OF_CAMEO = {"PAL": "PSE", "KSV": "XKX", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "SAF": "ZAF"}
"""Codes of countries that CAMEO and PLOVER's older records write otherwise than ISO 3166."""

_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")
_SMALL_WORDS = frozenset(
    "the a an of in and for from some several many dozens hundreds thousands at least about more than two three four "
    "five six seven eight nine ten other".split()
)


class Party(NamedTuple):
    """One side of a triple: a country, "" for none, and the words that the party is called by."""

    country: str
    words: frozenset[str] = frozenset()


class Triple(NamedTuple):
    """What is counted."""

    actor: Party
    recipient: Party
    type: str


NOBODY = Party("")


def article(row: Row, on: date) -> StoryArticle:
    """The text of a row as an article without a title."""
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    found = Article(
        id="a-benchmark", feed="f", entry="e", url="", title="", text=row["text"], fetched=moment, published=moment
    )
    return StoryArticle(story="benchmark", article=found, relation=Relation.NEW_STORY)


def party_of(gold: Any, on: date) -> Party:
    """A gold party; see the module for the forms it may have."""
    if not isinstance(gold, dict):
        return Party(country_of(str(gold), on), _words(str(gold)))
    phrase = str(gold.get("text") or gold.get("name") or "")
    return Party(country_of(str(gold.get("country") or phrase), on), _words(phrase))


def country_of(phrase: str, on: date) -> str:
    """The alpha-3 code of the country that a code or a phrase names, "" where it names none."""
    directory = load_directory()
    code = _OF_CAMEO.get(phrase[:3], phrase[:3])
    if _CODE.fullmatch(phrase) and directory.country(code):
        return code
    return identify(phrase, on, directory).country or ""


def _words(phrase: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", phrase.casefold())) - _SMALL_WORDS


def _merged(kind: str, *, merge: bool) -> str:
    return "YIELD" if merge and kind in _YIELD else kind


def gold_triples(row: Row, on: date, *, merge: bool) -> list[tuple[Triple, bool]]:
    """The triples of the gold events of a row, and whether their order is free."""
    found = []
    for event in row["events"]:
        actors, recipients = (_gold_side(event.get(side), on) for side in ("actors", "recipients"))
        free = len(actors) > 1 and not recipients
        kind = _merged(event["type"], merge=merge)
        found += [(Triple(actor, other, kind), free) for actor, other in _pairs(actors, recipients)]
    return found


def _gold_side(parties: Any, on: date) -> list[Party]:
    if not parties:
        return []
    return [party_of(party, on) for party in (parties if isinstance(parties, list) else [parties])]


def _pairs(actors: list[Party], recipients: list[Party]) -> list[tuple[Party, Party]]:
    """Who acts upon whom, each country once."""
    if not recipients and len(actors) > 1:
        first, *others = _distinct(actors)
        return [(first, other) for other in others or [actors[1]]]
    return [(actor, other) for actor in _distinct(actors) or [NOBODY] for other in _distinct(recipients) or [NOBODY]]


def _distinct(parties: list[Party]) -> list[Party]:
    first: dict[object, Party] = {}
    for party in parties:
        first.setdefault(party.country or party.words, party)
    return list(first.values())


def event_triples(event: Event, *, merge: bool) -> list[Triple]:
    """The triples of an event that was found."""
    actors = _found_side(event.actors, event.actor_countries)
    recipients = _found_side(event.recipients, event.recipient_countries)
    kind = _merged(event.type.value, merge=merge)
    return [Triple(actor, other, kind) for actor, other in _pairs(actors, recipients)]


def _found_side(spans: Sequence[Span], countries: Sequence[str]) -> list[Party]:
    return [Party(country, _words(span.text)) for span, country in zip(spans, countries, strict=True)]


def matched(gold: list[tuple[Triple, bool]], found: list[Triple]) -> int:
    """How many triples of a text are right."""
    left, right = list(gold), 0
    for triple in found:
        hit = next((each for each in left if _is_right(triple, *each)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right


def _is_right(found: Triple, gold: Triple, free: bool) -> bool:
    if found.type != gold.type:
        return False
    straight = _is_party(found.actor, gold.actor) and _is_party(found.recipient, gold.recipient)
    return straight or (free and _is_party(found.actor, gold.recipient) and _is_party(found.recipient, gold.actor))


def _is_party(found: Party, gold: Party) -> bool:
    return found.country == gold.country or (not gold.country and not found.words.isdisjoint(gold.words))


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
