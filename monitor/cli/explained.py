"""How the passage of an article through the stages is shown to a person."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from monitor.alerting.decide import Action
from monitor.pipeline import Decided, Passage
from monitor.records import AnnotatedArticle, EntityType, Event, Mention, Quote, Size, Span

_STYLES = {
    EntityType.PERSON: "bold magenta",
    EntityType.ORGANISATION: "bold cyan",
    EntityType.PLACE: "bold green",
    EntityType.NATIONALITY: "bold yellow",
}
_TRIGGER = "underline"


def explained(passage: Passage) -> RenderableType:
    """Stage after stage: story, language, mentions, events, matches, and why the other watches did not match."""
    placed = passage.placed
    return Group(
        _heading("story"),
        Text(f"{placed.relation}: {placed.reason or placed.story}"),
        _heading("annotate"),
        Text(f"language {passage.annotated.language}; {passage.annotated.annotator}"),
        _marked(passage.annotated),
        *_legend(passage.annotated),
        _heading(f"quotes ({len(passage.annotated.quotes)})"),
        *map(_quote, passage.annotated.quotes),
        _heading(f"events ({len(passage.annotated.events)})"),
        *(_event(event) for event in passage.annotated.events),
        _heading(f"matches ({len(passage.decided)})"),
        *(part for decided in passage.decided for part in _match(decided)),
        _heading(f"looked at, did not match ({len(passage.matched.rejections)})"),
        _rejections(passage),
    )


def _heading(name: str) -> Text:
    return Text(f"\n{name}", "bold blue")


def _marked(annotated: AnnotatedArticle) -> Text:
    text = Text(annotated.article.document.strip("\n"))
    shift = len(annotated.article.document) - len(annotated.article.document.lstrip("\n"))
    for mention in annotated.mentions:
        text.stylize(_STYLES[mention.type], mention.start - shift, mention.end - shift)
    for event in annotated.events:
        text.stylize(_TRIGGER, event.trigger.start - shift, event.trigger.end - shift)
    return text


def _legend(annotated: AnnotatedArticle) -> Iterator[Text]:
    """The names of each type, each once: who it is, of which country and sector, and why."""
    for kind in EntityType:
        named = {(mention.text, mention.actor): mention for mention in annotated.mentions if mention.type is kind}
        if named:
            yield Text(f"{kind}:", _STYLES[kind])
        for mention in named.values():
            yield Text.assemble(f"  {mention.text}", (f"{_identity(mention)}  {mention.reason}", "dim"))


def _identity(mention: Mention) -> str:
    """The actor of a mention with what is known of it, as far as anything is."""
    known = [mention.actor, mention.country, mention.sector, mention.wikidata]
    if mention.candidates:
        known.append(f"one of {', '.join(mention.candidates)}")
    told = " · ".join(part for part in known if part)
    return f" → {told}" if told else ""


def _quote(quote: Quote) -> Text:
    speaker = quote.actor or (quote.speaker.text if quote.speaker else "somebody")
    said = f"“{quote.said.text}”" if quote.direct else quote.said.text
    return Text.assemble((f"{speaker}: ", "bold"), said)


def _event(event: Event) -> RenderableType:
    head = Text.assemble((f"{event.type} ", "bold"), f"{_named(event.actors)} → {_named(event.recipients)}")
    head.append(f"  {', '.join(modality(event))}", "italic")
    detail = f"  “{event.trigger.text}”, by {event.rule}, confidence {event.confidence:.2f}"
    if event.said_by is not None:
        detail += f", said by {event.said_by.text}"
    return Group(head, Text(detail, "dim"), *_circumstances(event), Text(f"  {event.sentence.text}", "dim"))


def _circumstances(event: Event) -> Iterator[Text]:
    """Mode, contexts, countries, place, day and size, as far as the text tells them."""
    sides = (event.actor_countries, event.recipient_countries)
    countries = " → ".join(", ".join(filter(None, side)) or "–" for side in sides)
    known = {
        "mode": event.mode,
        "contexts": ", ".join(event.contexts),
        "countries": "" if countries == "– → –" else countries,
        "at": event.location.text if event.location else "",
        "on": event.day.isoformat() if event.day else "",
        "size": _size(event.size),
    }
    told = "; ".join(f"{name} {value}" for name, value in known.items() if value)
    if told:
        yield Text(f"  {told}", "dim")


def _size(size: Size | None) -> str:
    if size is None:
        return ""
    counts = {name: getattr(size, name) for name in ("dead", "injured", "arrested", "troops", "countries")}
    told = [f"{count} {name}" for name, count in counts.items() if count is not None]
    if size.money is not None:
        told.append(f"{size.money:,.0f} {size.currency}".strip())
    return ", ".join(told)


def modality(event: Event) -> tuple[str, ...]:
    """The modes of `event` in words; "asserted" where it is said to have happened."""
    modes = ("negated", "future", "hypothetical", "historical")
    return tuple(mode for mode in modes if getattr(event, mode)) or ("asserted",)


def _named(spans: tuple[Span, ...]) -> str:
    return ", ".join(span.text for span in spans) or "–"


def _match(decided: Decided) -> Iterator[Text]:
    match, decision = decided.match, decided.decision
    style = "bold green" if decision.action is Action.RAISE else "bold yellow"
    yield Text.assemble((f"{match.watchlist}/{match.watch} ", "bold"), (f"{decision.action}: {decision.reason}", style))
    for piece in match.evidence:
        yield Text(f"  {piece.clause}: “{piece.matched.text}” in the {piece.field}", "dim")


def _rejections(passage: Passage) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for rejection in passage.matched.rejections:
        table.add_row(f"{rejection.watchlist}/{rejection.watch}", rejection.reason, rejection.detail)
    return table
