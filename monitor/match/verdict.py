"""One watch × one article: a match with its evidence, or the reason why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from monitor.identity import content_id
from monitor.match.clauses import Clause, Cost
from monitor.match.events import EventClause
from monitor.match.language import speaks
from monitor.match.rejection import Rejection, RejectReason, Why, why_not
from monitor.match.scan import Hit, Scan
from monitor.match.watchlist import Sources, Watch
from monitor.records import Article, Event, EventType, Evidence, Match

MAX_EVIDENCE = 12  # pieces beyond the first of each clause


@dataclass(frozen=True, slots=True)
class CompiledWatch:
    """A watch whose conditions are compiled. At least one of `when` and `event` is there."""

    watch: Watch
    watchlist: str
    when: Clause | None
    none: tuple[Clause, ...]
    event: EventClause | None

    def anchor(self, cost: Cost) -> frozenset[int]:
        """The rarest set of patterns of which one must be found; empty where only an event is asked for."""
        required = [self.when] if self.when else []
        parties = self.event.anchors() if self.event else ()
        return min((clause.anchor(cost) for clause in (*required, *parties)), key=cost, default=frozenset())

    def event_types_to_file_under(self) -> tuple[EventType, ...]:
        """The event types that make it a candidate where no word does."""
        wordless = self.event is not None and self.when is None and not self.event.anchors()
        return self.event.wanted.types if self.event is not None and wordless else ()


def judge(compiled: CompiledWatch, scan: Scan, now: datetime) -> Match | Rejection:
    """What the watch makes of the article."""
    watch = compiled.watch
    refused = _out_of_bounds(watch, scan, now)
    if refused is None:
        units, event, refused = _meet(compiled, scan)
        refused = refused or _excluded(compiled, scan)
    if refused is not None:
        return Rejection(watch=watch.id, watchlist=compiled.watchlist, reason=refused[0], detail=refused[1])
    return _match(compiled, scan, now, units, event)


def _out_of_bounds(watch: Watch, scan: Scan, now: datetime) -> Why | None:
    """What can be said without a look at the text."""
    if watch.expires is not None and now >= watch.expires:
        return RejectReason.EXPIRED, f"{watch.expires:%Y-%m-%d %H:%M}"
    source = _other_source(watch.sources, scan.annotated.article)
    if source is not None:
        return RejectReason.SOURCE, source
    languages = watch.sources.languages
    if languages and not any(speaks(wanted, scan.language) for wanted in languages):
        return RejectReason.LANGUAGE, f"{scan.language}, the watch looks at {', '.join(languages)}"
    return None


def _other_source(sources: Sources, article: Article) -> str | None:
    tags = set(article.source_tags)
    excluded = {article.feed, article.publisher} & set(sources.exclude)
    if excluded:
        return f"{min(excluded)} is excluded"
    if tags & set(sources.exclude_tags):
        return f"sources tagged {min(tags & set(sources.exclude_tags))} are excluded"
    if sources.include_tags and not tags & set(sources.include_tags):
        return f"only sources tagged {' or '.join(sources.include_tags)}"
    return None


def _meet(compiled: CompiledWatch, scan: Scan) -> tuple[int, Event | None, Why | None]:
    """The units where words and event meet, the first such event, and why there are none."""
    scope = compiled.watch.scope
    units = -1
    if compiled.when is not None:
        units = compiled.when.units(scan, scope)
        if not units:
            return 0, None, why_not(compiled.when, scan, scope)
    if compiled.event is None:
        return units, None, None
    events = compiled.event.events(scan)
    if not events:
        return 0, None, (RejectReason.EVENT, f"{compiled.event.describe()}: {compiled.event.refusal(scan)}")
    for event in events:
        unit = 1 << scan.unit(event.sentence.start, scope)
        if units & unit:
            return unit, event, None
    return 0, None, (RejectReason.EVENT_SCOPE, f'"{events[0].trigger.text}"')


def _excluded(compiled: CompiledWatch, scan: Scan) -> Why | None:
    for clause in compiled.none:
        units = clause.units(scan, compiled.watch.scope)
        if units:
            hit = next(clause.evidence(scan, compiled.watch.scope, units))
            return RejectReason.EXCLUDED, f'"{scan.document[hit.start : hit.end]}" ({hit.clause})'
    return None


def _match(compiled: CompiledWatch, scan: Scan, now: datetime, units: int, event: Event | None) -> Match:
    watch, annotated = compiled.watch, scan.annotated
    return Match(
        id=content_id("m", watch.id, annotated.article.id, str(annotated.article.version)),
        watch=watch.id,
        watchlist=compiled.watchlist,
        severity=watch.severity,
        routes=watch.routes,
        story=annotated.story,
        article=annotated.article,
        relation=annotated.relation,
        evidence=tuple(_evidence(scan, _hits(compiled, scan, units, event))),
        event=event,
        found=now,
        mode=watch.mode.value,
    )


def _hits(compiled: CompiledWatch, scan: Scan, units: int, event: Event | None) -> Iterator[Hit]:
    if event is not None and compiled.event is not None:
        yield from compiled.event.hits(scan, event)
    if compiled.when is not None:
        yield from compiled.when.evidence(scan, compiled.watch.scope, units)


def _evidence(scan: Scan, hits: Iterable[Hit]) -> Iterator[Evidence]:
    """The sentence with the most clauses first, the earlier of equals; of each the first word a clause.

    Every clause is shown once, whatever the number of pieces; beyond that it ends after `MAX_EVIDENCE`.
    """
    shown: set[str] = set()
    number = 0
    for sentence in _best_first(scan, hits):
        for hit in sentence:
            if number < MAX_EVIDENCE or hit.clause not in shown:
                shown.add(hit.clause)
                number += 1
                yield scan.evidence(hit)


def _best_first(scan: Scan, hits: Iterable[Hit]) -> list[list[Hit]]:
    ordered = sorted(set(hits), key=lambda hit: (hit.start, -hit.end, hit.clause))
    sentences = [
        list({hit.clause: hit for hit in reversed(list(group))}.values())[::-1]
        for _, group in groupby(ordered, key=lambda hit: scan.sentences.index(hit.start))
    ]
    return sorted(sentences, key=lambda sentence: -len(sentence))
