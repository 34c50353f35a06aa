"""`wirewatch events`: the events of a text, for people or in the form of PLOVER event data."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click
import msgspec

from monitor.annotate.events.merging import Report, merged
from monitor.clock import system_clock
from monitor.identity import article_id
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Article, Event, Relation, Size, Span, StoryArticle

FORMATS = ("plover", "json")


@click.command("events")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="plover", show_default=True, help="One a line.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day on which the text was written; left out, today.")
@click.option("--least", default=0.0, show_default=True, help="Leave out events of less confidence.")
def events_command(files: tuple[Path, ...], form: str, day: str | None, least: float) -> None:
    """Prints the events that the texts in FILES tell of, one JSON object a line: `plover` with the ontology's names.

    Several files are taken for articles of one story: what they tell alike is one event, with its `sources`.
    """
    annotator, moment = InlineAnnotator(), _moment(day)
    found = [(str(file), annotator.annotate_now(_placed(_text(file), moment)).events) for file in files]
    for event in merged(Report(event=event, article=name) for name, events in found for event in events):
        if event.confidence >= least:
            shown = plover(event) if form == "plover" else msgspec.to_builtins(event)
            click.echo(json.dumps(shown, ensure_ascii=False))


def plover(event: Event) -> dict[str, object]:
    """An event with the field names of PLOVER event data (manual 0.8); what is not known is left out."""
    auxiliary = [mode for mode in ("negated", "future", "hypothetical", "historical") if getattr(event, mode)]
    found: dict[str, object] = {
        "id": event.id,
        "event_type": event.type.value,
        "event_mode": event.mode,
        "auxiliary_modes": auxiliary,
        "context": list(event.contexts),
        "actor": _parties(event.actors, event.actor_countries),
        "recipient": _parties(event.recipients, event.recipient_countries),
        "event_date": event.day.isoformat() if event.day else "",
        "location": event.location.text if event.location else "",
        "location_country": event.location_country,
        "magnitude": _sizes(event.size),
        "attribution": event.said_by.text if event.said_by else "",
        "trigger": event.trigger.text,
        "event_text": event.sentence.text,
        "rule": event.rule,
        "confidence": event.confidence,
        "sources": list(event.sources) if len(event.sources) > 1 else [],
    }
    return {name: value for name, value in found.items() if value not in ("", [], {})}


def _parties(spans: tuple[Span, ...], countries: tuple[str, ...]) -> list[dict[str, str]]:
    return [
        {"text": span.text, **({"country": country} if country else {})}
        for span, country in zip(spans, countries, strict=True)
    ]


def _sizes(size: Size | None) -> dict[str, object]:
    told = msgspec.to_builtins(size) if size is not None else {}
    return {name: value for name, value in told.items() if value not in (None, "")}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file} is not UTF-8 text") from error


def _moment(day: str | None) -> datetime:
    if day is None:
        return system_clock().astimezone(UTC)
    try:
        return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    except ValueError as error:
        raise click.BadParameter(f"{day!r} is no date; expected YYYY-MM-DD") from error


def _placed(text: str, moment: datetime) -> StoryArticle:
    article = Article(
        id=article_id(None, "events", None, "", text),
        feed="events",
        entry="events",
        url="",
        title="",
        text=text,
        published=moment,
        fetched=moment,
    )
    return StoryArticle(story="events", article=article, relation=Relation.NEW_STORY)
