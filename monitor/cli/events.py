"""`wirewatch events`: the events of a text, for people or in the form of PLOVER event data."""

import json
from datetime import datetime
from pathlib import Path

import click
import msgspec

from monitor.annotate.events.merging import Report, merged
from monitor.cli.options import date_option
from monitor.nlp.inline import InlineAnnotator
from monitor.records import Event, Party, Size
from monitor.text.article import article_of, story_of

FORMATS = ("plover", "json")


@click.command("events")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="plover", show_default=True, help="One a line.")
@date_option
@click.option("--least", default=0.0, show_default=True, help="Leave out events of less confidence.")
def events_command(files: tuple[Path, ...], form: str, moment: datetime, least: float) -> None:
    """Prints the events that the texts in FILES tell of, one JSON object a line: `plover` with the ontology's names.

    Several files are taken for articles of one story: what they tell alike is one event, with its `sources`.
    """
    annotator = InlineAnnotator()
    texts = {str(file): article_of(_text(file), moment, source="events") for file in files}
    found = [(name, annotator.annotate_now(story_of(article, "events")).events) for name, article in texts.items()]
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
        "actor": _parties(event.actors),
        "recipient": _parties(event.recipients),
        "event_date": event.day.isoformat() if event.day else "",
        "location": event.location.text if event.location else "",
        "location_country": event.location_country,
        "magnitude": _sizes(event.size),
        "attribution": event.said_by.text if event.said_by else "",
        "trigger": event.trigger.text,
        "event_text": event.sentence.text,
        "rule": str(event.rule),
        "confidence": event.confidence,
        "sources": list(event.sources) if len(event.sources) > 1 else [],
    }
    return {name: value for name, value in found.items() if value not in ("", [], {})}


def _parties(parties: tuple[Party, ...]) -> list[dict[str, str]]:
    """Their words and, as far as they are known, canonical actor, name, country and sector."""
    known = ((party.text, party.actor, party.name, party.country, party.sector) for party in parties)
    names = ("text", "actor", "name", "country", "sector")
    return [{name: value for name, value in zip(names, each, strict=True) if value} for each in known]


def _sizes(size: Size | None) -> dict[str, object]:
    told = msgspec.to_builtins(size) if size is not None else {}
    return {name: value for name, value in told.items() if value not in (None, "")}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"{file} is not UTF-8 text") from error
