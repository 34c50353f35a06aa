"""`watchlists/*.yaml` → watchlists and samples. References are taken to be checked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor.alerting.policy import Policy
from monitor.annotate.confidence.confidence import ALERT_CONFIDENCE
from monitor.config.checks.mistakes import shaped
from monitor.config.checks.offices import check_offices
from monitor.config.compile.conditions import Names, condition, one_of, place, when
from monitor.config.compile.mutes import mutes
from monitor.config.compile.policies import base_severity, policies
from monitor.config.compile.words import actor, in_office, term
from monitor.config.configuration import Sample
from monitor.config.reading.yaml_file import YamlFile
from monitor.config.shapes.parties import RoleShape
from monitor.config.shapes.severity import FiguresShape
from monitor.config.shapes.watchlist import (
    EventShape,
    FieldsShape,
    Mode,
    Polarity,
    SourcesShape,
    WatchDefaultsShape,
    WatchlistShape,
    WatchShape,
)
from monitor.match.watchlist import (
    DEFAULT_MODALITY,
    Actor,
    AtLeast,
    EventIs,
    Fields,
    IdentityReason,
    Modality,
    OneOf,
    Scope,
    Sources,
    Watch,
    Watchlist,
)
from monitor.records import Mute, Visibility

_UNDECIDED = (IdentityReason.SEVERAL, IdentityReason.OTHER_COUNTRY)
_NEGATED = {Polarity.AFFIRMED: False, Polarity.NEGATED: True, Polarity.ANY: None}


class Compiled(NamedTuple):
    """What one file of watches says."""

    watchlist: Watchlist
    samples: tuple[Sample, ...]  # texts to try it on
    policies: dict[str, Policy]  # by watch id
    mutes: tuple[Mute, ...]


def watchlist(file: YamlFile, name: str) -> Compiled | None:
    """What the watchlist `name` says, which `file` holds; None where it cannot be understood."""
    shape = shaped(file, WatchlistShape)
    if shape is None:
        return None
    actors = in_office([actor(key, each) for key, each in shape.actors.items()], shape.actors)
    _warn_of_namesakes(file, actors)
    check_offices(file, actors)
    watches = _Watches(shape.defaults, Names(shape.groups, actors))
    made = Watchlist(
        id=name,
        actors=actors,
        terms=tuple(term(key, each) for key, each in shape.terms.items()),
        watches=tuple(map(watches.watch, shape.watches)),
    )
    return Compiled(
        watchlist=made,
        samples=tuple(_samples(shape.watches, file, name)),
        policies=policies(file, shape, name),
        mutes=mutes(shape, name, {each.id: each for each in actors}),
    )


def _warn_of_namesakes(file: YamlFile, actors: Sequence[Actor]) -> None:
    """Warns of actors that may well be somebody who is known, where their user could say so."""
    for each in actors:
        if each.identity.reason in _UNDECIDED and not each.wikidata:
            problem = f"actor '{each.id}' is {each.identity}; 'wikidata' says which one is meant"
            file.warn(("actors", each.id), problem)


@dataclass(frozen=True)
class _Watches:
    """Turns the watches of one file into records."""

    defaults: WatchDefaultsShape
    names: Names

    def watch(self, given: WatchShape) -> Watch:
        general = self.defaults
        excluded = [*(given.none or ()), *((given.when and given.when.none) or ())]
        return Watch(
            id=given.id,
            when=when(given.when, self.names),
            none=tuple(condition(each, self.names) for each in excluded),
            event=self.event(given.event, given) if given.event else None,
            scope=given.scope or general.scope or Scope.SENTENCE,
            sources=_sources(given.sources or general.sources or SourcesShape()),
            fields=_fields(given.fields_ or general.fields_),
            severity=base_severity(given, general),
            routes=tuple(given.routes or general.routes or ()),
            visibility=given.mode or general.mode or Visibility.LIVE,
            description=given.description or "",
            owner=owner.name if (owner := given.owner or general.owner) else "",
            expires=given.expires,
        )

    def event(self, event: EventShape, watch: WatchShape) -> EventIs:
        """Whoever asks for negated events by one of `modality` and `polarity` asks for them by the other too.

        Where `polarity` is given, `modality` is about the rest: a plain denial is asserted, one of a plan is future.
        """
        modes = watch.modality or self.defaults.modality or ()
        said = tuple(Modality(mode) for mode in modes if mode is not Mode.QUOTED)
        modality = said or DEFAULT_MODALITY
        polarity = event.polarity or (Polarity.ANY if Modality.NEGATED in modality else Polarity.AFFIRMED)
        allowed = (*modality, Modality.NEGATED) if polarity is Polarity.ANY else tuple(modality)
        if polarity is Polarity.NEGATED and Modality.NEGATED in modality:
            allowed = (*allowed, *DEFAULT_MODALITY)
        confidence = watch.confidence or self.defaults.confidence
        return EventIs(
            types=tuple(dict.fromkeys(event.type)),
            actors=self.role(event.actor),
            recipients=self.role(event.recipient),
            location=place(event.location, self.names),
            said_by=one_of(event.said_by, self.names),
            quoted=event.said_by is not None or Mode.QUOTED in modes,
            size=figures(event.size),
            negated=_NEGATED[polarity],
            modality=tuple(dict.fromkeys(allowed)),
            asks_modes=bool(said) or polarity is not Polarity.AFFIRMED,
            confidence=ALERT_CONFIDENCE if confidence is None else confidence.min,
            digest=None if confidence is None else confidence.digest,
        )

    def role(self, shape: RoleShape | None) -> tuple[OneOf, ...]:
        """Those of whom each takes a part in the event; none for anybody."""
        several = [shape] if shape is None or shape.all is None else shape.all
        return tuple(filter(None, (one_of(each, self.names) for each in several)))


def figures(shape: FiguresShape | None) -> tuple[AtLeast, ...]:
    """The figures that an event must have."""
    given = shape.model_dump(exclude_none=True) if shape else {}
    return tuple(AtLeast(figure=figure, gte=bound["gte"]) for figure, bound in given.items())


def _fields(shape: FieldsShape | None) -> Fields | None:
    if shape is None:
        return None
    return Fields(title=shape.title, lead=shape.lead, body=shape.body, min_score=shape.min_score)


def _sources(shape: SourcesShape) -> Sources:
    return Sources(
        include_tags=tuple(shape.include_tags or ()),
        exclude_tags=tuple(shape.exclude_tags or ()),
        include=tuple(shape.include or ()),
        exclude=tuple(shape.exclude or ()),
        languages=tuple(shape.languages or ()),
        tiers=tuple(sorted(set(shape.tiers or ()))),
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
