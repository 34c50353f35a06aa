"""How the passage of an article through the stages is shown to a person."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from monitor.annotate.events.silence import Silence
from monitor.cli.actors import shown_actors
from monitor.cli.entries import entry, facts
from monitor.cli.explain.events import shown_event, shown_silence
from monitor.cli.rejected import rejected
from monitor.match.verdicts.rejection import Rejection
from monitor.match.watchlist import Watchlist
from monitor.pipeline import Decided, Passage
from monitor.records import AnnotatedArticle, DecisionOutcome, EntityType, Evidence, FoundBy, Mention, Quote, Record

_STYLES = {
    EntityType.PERSON: "bold magenta",
    EntityType.ORGANISATION: "bold cyan",
    EntityType.PLACE: "bold green",
    EntityType.NATIONALITY: "bold yellow",
}
_TRIGGER = "underline"


class Explained(Record, frozen=True, kw_only=True):
    """The same for programs: the record of news.annotated, and what the watches made of it."""

    annotated: AnnotatedArticle
    placed: str  # why it stands in its story
    silences: tuple[Silence, ...]  # the sentences without an event, and why
    matches: tuple[Decided, ...]
    rejections: tuple[Rejection, ...]  # why each other watch that is not off did not match

    @classmethod
    def of(cls, passage: Passage, silences: Sequence[Silence]) -> "Explained":
        """What became of one article."""
        return cls(
            annotated=passage.annotated,
            placed=passage.placed.reason,
            silences=tuple(silences),
            matches=passage.decided,
            rejections=passage.matched.not_matched,
        )


def explained(
    passage: Passage,
    silences: Sequence[Silence] = (),
    *,
    watchlists: Sequence[Watchlist] | None = None,
    alone: bool = False,
) -> RenderableType:
    """Stage after stage: story, language, mentions, events, matches, and why the other watches did not match.

    silences: the sentences without an event; watchlists: those that were looked at, None where there are none at all;
    alone: they hold one watch, of which all is shown.
    """
    placed, annotated = passage.placed, passage.annotated
    return Group(
        *_source(passage),
        _heading("story"),
        Text(f"{placed.relation}: {placed.reason or placed.story}"),
        _heading("annotate"),
        Text(f"language {annotated.language}; {annotated.annotator}"),
        _marked(annotated),
        _heading(f"names ({len(annotated.mentions)})"),
        *_legend(annotated),
        _heading(f"quotes ({len(annotated.quotes)})"),
        *map(_quote, annotated.quotes),
        _heading(f"events ({len(annotated.events)})"),
        *map(shown_event, annotated.events),
        *_silences(silences),
        _heading(f"matches ({len(passage.decided)})"),
        *(part for decided in passage.decided for part in _match(decided)),
        *([Text("there is no configuration here, so there are no watches", "dim")] if watchlists is None else []),
        *rejected(passage.matched.not_matched, in_full=alone),
        *(_actors(watchlists) if watchlists and alone else ()),
    )


def _actors(watchlists: Sequence[Watchlist]) -> Iterator[RenderableType]:
    if any(watchlist.actors for watchlist in watchlists):
        yield _heading("actors of the watch")
        yield from shown_actors(watchlists)


def _source(passage: Passage) -> Iterator[Text]:
    """Where an article comes from that was fetched: its address, and its day."""
    article = passage.placed.article
    if article.url:
        day = f"  {article.published:%Y-%m-%d}" if article.published else ""
        yield Text(f"\n{article.url}{day}", "bold")


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


def _legend(annotated: AnnotatedArticle) -> Iterator[RenderableType]:
    """The names of each type, each once: how often it stands there, who it is, of which country and sector, and why."""
    counts = Counter((mention.type, mention.text, mention.actor) for mention in annotated.mentions)
    named: dict[tuple[EntityType, str, str | None], Mention] = {}
    for mention in annotated.mentions:
        named.setdefault((mention.type, mention.text, mention.actor), mention)
    for kind in EntityType:
        for key, mention in named.items():
            if mention.type is kind:
                head = Text.assemble((mention.text, _STYLES[kind]), f"  {_identity(mention, counts[key])}")
                yield entry(head, Text(_why(mention, annotated.annotator), "dim"))


def _identity(mention: Mention, times: int) -> str:
    """How often a name stands there, and who it is, as far as that is known."""
    known = (mention.type, mention.actor, mention.country, mention.sector, mention.wikidata)
    return facts(("", f"×{times}"), *(("", value) for value in known))


def _why(mention: Mention, annotator: str) -> str:
    """Why it is a name, and whose."""
    why = mention.reason.replace(f"{annotator} ", "model: ").replace(annotator, "the model")
    return f"{why} ({', '.join(mention.candidates)})" if mention.candidates else why


def _quote(quote: Quote) -> Text:
    speaker = quote.actor or (quote.speaker.text if quote.speaker else "somebody")
    said = f"“{quote.said.text}”" if quote.direct else quote.said.text
    return Text.assemble((f"{speaker}: ", "bold"), said)


def _silences(silences: Sequence[Silence]) -> Iterator[RenderableType]:
    if silences:
        yield _heading(f"sentences without an event ({len(silences)})")
        yield from map(shown_silence, silences)


def _match(decided: Decided) -> Iterator[Text]:
    match, decision = decided.match, decided.decision
    style = "bold green" if decision.outcome is DecisionOutcome.TOLD else "bold yellow"
    yield Text.assemble(
        (f"{match.watchlist}/{match.watch} ", "bold"), (f"{decision.outcome}: {decision.reason}", style)
    )
    if match.score:
        yield Text(f"  score {match.score}", "dim")
    told = Counter(f"  {piece.clause}: {_found(piece)} in the {piece.field}" for piece in match.evidence)
    for line, times in told.items():
        yield Text(f"{line} ×{times}" if times > 1 else line, "dim")


def _found(piece: Evidence) -> str:
    """The words of a piece of evidence, and how they were found to be what is asked for."""
    words = f"“{piece.matched.text}”"
    return words if piece.found_by is FoundBy.WORDS else f"{words}, {piece.found_by} ({piece.meant})"
