"""`watchlists/*.yaml` → watchlists and samples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.config.compile.conditions import Conditions
from monitor.config.compile.words import actor, term
from monitor.config.configuration import Sample
from monitor.config.mistakes import shaped
from monitor.config.shapes.watchlist import (
    EventShape,
    RoleShape,
    SourcesShape,
    WatchDefaultsShape,
    WatchlistShape,
    WatchShape,
)
from monitor.config.yaml_file import Place, YamlFile
from monitor.match.watchlist import Actor, EventIs, Mode, Scope, Sources, Watch, Watchlist
from monitor.records import Severity

_NEGATED = {"affirmed": False, "negated": True, "any": None}


def watchlist(file: YamlFile, name: str) -> tuple[Watchlist, tuple[Sample, ...]] | None:
    """The watchlist `name` that `file` holds, and the texts to try it on. References are taken to be checked."""
    shape = shaped(file, WatchlistShape)
    if shape is None:
        return None
    actors = tuple(actor(key, each, file) for key, each in shape.actors.items())
    watches = _Watches(file, shape.defaults, actors, Conditions(file, shape.groups))
    made = Watchlist(
        id=name,
        actors=actors,
        terms=tuple(term(key, each, file) for key, each in shape.terms.items()),
        watches=tuple(watches.watch(each, ("watches", index)) for index, each in enumerate(shape.watches)),
    )
    return made, tuple(_samples(shape.watches, file, name))


@dataclass(frozen=True)
class _Watches:
    """Turns the watches of one file into records."""

    file: YamlFile
    defaults: WatchDefaultsShape
    actors: Sequence[Actor]
    conditions: Conditions

    def watch(self, shape: WatchShape, place: Place) -> Watch:
        given, general = shape, self.defaults
        when_none = shape.when.none if shape.when else None
        return Watch(
            id=shape.id,
            when=self.conditions.when(shape.when, (*place, "when")),
            none=(
                *self.conditions.several(shape.none or (), (*place, "none")),
                *self.conditions.several(when_none or (), (*place, "when", "none")),
            ),
            event=self.event(shape, (*place, "event")),
            scope=given.scope or general.scope or Scope.SENTENCE,
            sources=_sources(given.sources or general.sources or SourcesShape()),
            severity=given.severity or general.severity or Severity.MEDIUM,
            routes=tuple(given.routes or general.routes or ()),
            mode=given.mode or general.mode or Mode.LIVE,
            description=shape.description or "",
            owner=given.owner or general.owner or "",
            expires=shape.expires,
        )

    def event(self, shape: WatchShape, place: Place) -> EventIs | None:
        event = shape.event
        if event is None:
            if shape.modality is not None:
                self.file.report((*place[:-1], "modality"), "'modality' is about an event, and there is no 'event'")
            return None
        modality, negated = self.mood(event, shape.modality or self.defaults.modality or ["asserted", "planned"])
        return EventIs(
            types=tuple(dict.fromkeys(event.type)),
            actors=self.role(event.actor, (*place, "actor")),
            recipients=self.role(event.recipient, (*place, "recipient")),
            negated=negated,
            modality=modality,
        )

    def mood(self, event: EventShape, modality: Sequence[str]) -> tuple[tuple[str, ...], bool | None]:
        """Whoever asks for denied events by one of `modality` and `polarity` asks for them by the other too."""
        polarity = event.polarity or ("any" if "denied" in modality else "affirmed")
        allowed = [*modality, "denied"] if polarity == "any" else modality
        return tuple(dict.fromkeys(allowed)), _NEGATED[polarity]

    def role(self, shape: RoleShape | None, place: Place) -> tuple[str, ...]:
        """The actors that may take a part in the event; none for anybody."""
        if shape is None or shape.any == ["any"]:
            return ()
        members = self.conditions.members(shape.any or ())
        for index, country in enumerate(shape.country or ()):
            theirs = tuple(actor.id for actor in self.actors if actor.country == country)
            if not theirs:
                self.file.report((*place, "country", index), f"no actor of this watchlist has the country {country}")
            members += theirs
        return tuple(dict.fromkeys(members))


def _sources(shape: SourcesShape) -> Sources:
    return Sources(
        include_tags=tuple(shape.include_tags or ()),
        exclude_tags=tuple(shape.exclude_tags or ()),
        exclude=tuple(shape.exclude or ()),
        languages=tuple(shape.languages or ()),
    )


def _samples(watches: Sequence[WatchShape], file: YamlFile, name: str) -> Iterator[Sample]:
    for index, watch in enumerate(watches):
        for number, test in enumerate(watch.tests):
            yield Sample(
                watchlist=name,
                watch=watch.id,
                title=test.title,
                text=test.text,
                language=test.language,
                matches=test.match,
                file=file.name,
                line=file.line(("watches", index, "tests", number)) or 1,
            )
