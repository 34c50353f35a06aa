"""One watch × one article: a match with its evidence, or the reason why not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from monitor.identity import content_id
from monitor.match.conditions.clauses import AnyClause, Clause, Cost, Patterns
from monitor.match.conditions.events import EventClause, trigger
from monitor.match.occurrences.scan import Hit, Scan, Units
from monitor.match.verdicts.bounds import out_of_bounds
from monitor.match.verdicts.evidence import evidence
from monitor.match.verdicts.rejection import Rejection, RejectReason, Why, why_not
from monitor.match.verdicts.score import Score, score
from monitor.match.verdicts.told import MAX_EVENTS, Entities, Offices, actors_of, events_of, in_office, opening_events
from monitor.match.watchlist import Fields, Scope, Watch
from monitor.records import Event, EventType, Match, Withdrawal


@dataclass(frozen=True, slots=True)
class CompiledWatch:
    """A watch whose conditions are compiled. At least one of `when` and `event` is there."""

    watch: Watch
    watchlist: str
    when: Clause | None
    none: tuple[Clause, ...]
    event: EventClause | None
    is_bounded: bool  # to sources, languages or a time
    is_of_words: bool  # it names no actor, event or quote
    entities: Entities  # clauses of the watchlist's actors, and the entities that they are
    offices: Offices = field(default_factory=dict)  # clauses of those that are offices, and who holds them

    @property
    def event_types(self) -> tuple[EventType, ...]:
        """The types of the event that is asked for, if one is."""
        return self.event.wanted.types if self.event else ()

    def describe(self) -> str:
        """What it asks for, in the words of the watchlist."""
        return " and ".join(clause.describe() for clause in (self.when, self.event) if clause)

    def rejected(self, why: Why) -> Rejection:
        """Why it did not match, with its name."""
        return Rejection(watch=self.watch.id, watchlist=self.watchlist, reason=why.reason, detail=why.detail)

    def ways(self, cost: Cost) -> tuple[tuple[Patterns, ...], ...]:
        """The ways in which it can match, each as sets of patterns of each of which one must be found.

        A watch for any of several things has as many ways. One for an event between anybody requires nothing.
        """
        branches = self.when.clauses if isinstance(self.when, AnyClause) else (self.when,)
        of_event = self.event.required if self.event else ()
        return tuple((*(branch.required(cost) if branch else ()), *of_event) for branch in branches)


class Meeting(NamedTuple):
    """Where the conditions of a watch meet, and the event, if it asks for one."""

    units: Units
    event: Event | None


def judge(compiled: CompiledWatch, scan: Scan, now: datetime) -> Meeting | None:
    """Where the watch and the article meet, if they match."""
    if compiled.is_bounded and out_of_bounds(compiled.watch, scan, now):
        return None
    meeting = _meet(compiled, scan)
    if meeting is None or _excluded(compiled, scan) or _too_little(compiled, scan):
        return None
    return meeting


def unmet(compiled: CompiledWatch, scan: Scan, now: datetime, why: Withdrawal) -> Match | None:
    """A match with an article that does not meet the watch but has to do with what it told, if it looks at such ones.

    It has no evidence, and the events that the article opens with.
    """
    edited = why in (Withdrawal.EDITED, Withdrawal.WITHDRAWN)
    if not edited and (out_of_bounds(compiled.watch, scan, now) or _excluded(compiled, scan)):
        return None
    made = match(compiled, scan, now, Meeting(frozenset(), None))
    return replace(made, events=opening_events(scan.annotated.events, scan.title_end), withdrawal=why)


def rejection(compiled: CompiledWatch, scan: Scan, now: datetime) -> Rejection | None:
    """Why the watch does not match the article; None where it does."""
    why = out_of_bounds(compiled.watch, scan, now)
    if why is None:
        found = _meet(compiled, scan)
        why = (_excluded(compiled, scan) or _too_little(compiled, scan)) if found else _why_not(compiled, scan)
    return None if why is None else compiled.rejected(why)


def _meet(compiled: CompiledWatch, scan: Scan) -> Meeting | None:
    """Where words and event meet, if they do."""
    scope = compiled.watch.scope
    units = compiled.when.units(scan, scope) if compiled.when else frozenset[int]()
    if compiled.event is None:
        return Meeting(units, None) if units else None
    for event in compiled.event.events(scan) if units or compiled.when is None else ():
        found = _units(scan, event, scope)
        meeting = found[:1] if compiled.when is None else [unit for unit in found if unit in units]
        if meeting:
            return Meeting(frozenset(meeting[:1]), event)
    return None


def _units(scan: Scan, event: Event, scope: Scope) -> list[int]:
    """Where an event is told: where its trigger stands, and in the title, where that tells it too."""
    titled = [scan.unit(scan.hit(0, scan.title_end, ""), scope)] if event.in_title and scan.title_end else []
    return [scan.unit(trigger(scan, event), scope), *titled]


def _why_not(compiled: CompiledWatch, scan: Scan) -> Why:
    if compiled.when is not None and not compiled.when.units(scan, compiled.watch.scope):
        return why_not(compiled.when, scan, compiled.watch.scope)
    wanted = compiled.event
    if wanted is not None and not wanted.events(scan):
        return Why(RejectReason.EVENT, f"{wanted.describe()}: {wanted.refusal(scan)}")
    return Why(RejectReason.EVENT_SCOPE, f"{wanted.describe() if wanted else ''}")


def _excluded(compiled: CompiledWatch, scan: Scan) -> Why | None:
    """What the watch excludes in the article, or in what a copy leaves out of its original."""
    if not compiled.none:
        return None
    return _excluded_in(compiled, scan) or (_excluded_in(compiled, scan.left_out) if scan.left_out else None)


def _excluded_in(compiled: CompiledWatch, scan: Scan) -> Why | None:
    for clause in compiled.none:
        units = clause.units(scan, compiled.watch.scope)
        if units:
            hit = next(iter(clause.evidence(scan, compiled.watch.scope, units)))
            return Why(RejectReason.EXCLUDED, f'"{scan.document[hit.start : hit.end]}" ({hit.clause})')
    return None


def _score(compiled: CompiledWatch, scan: Scan, fields: Fields) -> Score:
    """What all that the watch finds weighs: each sentence with its words, or with an event that it asks for."""
    scope = compiled.watch.scope
    units = compiled.when.units(scan, scope) if compiled.when else frozenset[int]()
    if compiled.event is None:
        hits = compiled.when.evidence(scan, scope, units) if compiled.when else ()
        return score(scan, fields, [hit.sentence for hit in hits])
    told = compiled.event.events(scan)
    meant = [each for each in told if compiled.when is None or not units.isdisjoint(_units(scan, each, scope))]
    return score(scan, fields, [trigger(scan, each).sentence for each in meant])


def _too_little(compiled: CompiledWatch, scan: Scan) -> Why | None:
    """What was found weighs less than the watch asks."""
    fields = compiled.watch.fields
    if fields is None or (found := _score(compiled, scan, fields)).total >= fields.min_score:
        return None
    return Why(RejectReason.SCORE, f"a score of {found}, and {fields.min_score:g} is asked for")


def match(compiled: CompiledWatch, scan: Scan, now: datetime, meeting: Meeting) -> Match:
    """The match of a watch with an article that it meets, with its evidence."""
    watch, annotated = compiled.watch, scan.annotated
    shown = tuple(evidence(scan, _hits(compiled, scan, meeting)))
    actors = () if compiled.is_of_words else actors_of(shown, _entities(compiled, scan))
    asked = _asked(compiled, scan, meeting)
    return Match(
        id=content_id("m", watch.id, annotated.article.id, str(annotated.article.version)),
        watch=watch.id,
        watchlist=compiled.watchlist,
        severity=watch.severity,
        routes=watch.routes,
        story=annotated.story,
        merged=annotated.merged,
        storyline=annotated.storyline,
        article=annotated.article,
        relation=annotated.relation,
        publishers=annotated.publishers,
        independent=annotated.independent,
        evidence=shown,
        score="" if watch.fields is None else str(_score(compiled, scan, watch.fields)),
        event=asked[0] if asked else None,
        events=events_of(annotated.events, asked, shown, actors, scan.title_end),
        asked=min(len(asked), MAX_EVENTS),
        actors=actors,
        unsure=_is_unsure(compiled, scan, meeting),
        found=now,
        visibility=watch.visibility,
    )


def _is_unsure(compiled: CompiledWatch, scan: Scan, meeting: Meeting) -> bool:
    """Whether the event is one for digests alone."""
    event = meeting.event
    return compiled.event is not None and event is not None and not compiled.event.is_sure(scan, event)


def _entities(compiled: CompiledWatch, scan: Scan) -> Entities:
    """The entities of its actors on the day of the article."""
    return compiled.entities | in_office(compiled.offices, scan.day) if compiled.offices else compiled.entities


def _asked(compiled: CompiledWatch, scan: Scan, meeting: Meeting) -> tuple[Event, ...]:
    """The events that the watch asks for, the one where its conditions meet first."""
    if compiled.event is None or meeting.event is None:
        return ()
    others = (event for event in compiled.event.events(scan) if event is not meeting.event)
    return tuple(compiled.event.as_watched(scan, event) for event in (meeting.event, *others))


def _hits(compiled: CompiledWatch, scan: Scan, meeting: Meeting) -> Iterator[Hit]:
    if meeting.event is not None and compiled.event is not None:
        yield from compiled.event.hits(scan, meeting.event)
    if compiled.when is not None:
        yield from compiled.when.evidence(scan, compiled.watch.scope, meeting.units)
