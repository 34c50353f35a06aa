"""`watchlists/*.yaml`: what people want to be told of."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from monitor.alerting.policy import Realert
from monitor.config.shapes.attention import (
    AbsenceShape,
    MuteShape,
    OwnerShape,
    SpikeShape,
    StoryShape,
    ThrottleShape,
)
from monitor.config.shapes.conditions import ConditionShape, WhenShape
from monitor.config.shapes.numbers import Above, NotBelow, Share, Whole
from monitor.config.shapes.parties import LocationShape, PartiesShape, RoleShape
from monitor.config.shapes.severity import FiguresShape, SeverityShape
from monitor.config.shapes.shape import Shape, contradiction, one_of
from monitor.config.shapes.values import Id, Ids, Language, Moment, OneOrMany, Text, Texts
from monitor.config.shapes.words import ActorShape, TermShape
from monitor.match.watchlist import Modality, Scope
from monitor.records import LOWEST_TIER, EventType, Visibility


class Mode(StrEnum):
    """The modes in which an event may be told, and whether somebody must be named who says so."""

    ASSERTED = Modality.ASSERTED.value
    NEGATED = Modality.NEGATED.value
    FUTURE = Modality.FUTURE.value
    HYPOTHETICAL = Modality.HYPOTHETICAL.value
    HISTORICAL = Modality.HISTORICAL.value
    QUOTED = "quoted"


_SYNONYMS = {"denied": Mode.NEGATED, "planned": Mode.FUTURE, "past": Mode.HISTORICAL}

ModeName = Annotated[Mode, one_of(Mode, _SYNONYMS)]


class Polarity(StrEnum):
    """Whether an event is said to be so."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    ANY = "any"


class EventShape(Shape):
    """Who did what to whom. What the text does not tell, or the program does not know, is never what is asked for."""

    type: Annotated[list[Annotated[EventType, one_of(EventType)]], Field(min_length=1), OneOrMany()]
    """One or more event types of PLOVER."""
    actor: RoleShape | None = None
    """Who does it. Left out: anybody."""
    recipient: RoleShape | None = None
    """To whom. Left out: anybody or nobody."""
    location: LocationShape | None = None
    """Where it happens. Left out: anywhere."""
    said_by: PartiesShape | None = None
    """Who says so; `any`: somebody is named for it, whoever it is. Left out: anybody or nobody."""
    size: FiguresShape | None = None
    """How large it is said to be; each of these figures."""
    polarity: Annotated[Polarity, one_of(Polarity)] | None = None
    """Whether it is said to be so or not to be so. Left out: affirmed, or any where `modality` allows negated ones."""

    @model_validator(mode="after")
    def _asks_for_figures(self) -> Self:
        if self.size is not None and not self.size.model_dump(exclude_none=True):
            raise contradiction("size", "asks for nothing: expected a figure such as 'dead: {gte: 10}'")
        return self


class ConfidenceShape(Shape):
    """How sure an event must be. A bare number stands for `{min: …}`."""

    bare: ClassVar = "min"

    min: Annotated[float, Share()]
    """Events of less confidence raise no alert; 0 tells every one."""
    digest: Annotated[float, Share()] | None = None
    """Events of less confidence than `min`, but of so much, stand in the digests of receivers that have one, and raise
    no alert elsewhere. Left out: none do."""

    @model_validator(mode="after")
    def _is_below(self) -> Self:
        if self.digest is not None and self.digest >= self.min:
            raise contradiction("digest", f"'digest' does nothing: every event from {self.min:g} on raises alerts")
        return self


class SourcesShape(Shape):
    """Which articles are looked at."""

    include_tags: Texts | None = None
    """Only articles of feeds with one of these tags."""
    exclude_tags: Texts | None = None
    """No articles of feeds with one of these tags."""
    include: Texts | None = None
    """Only articles of these feeds (ids), publishers or hosts of links."""
    exclude: Texts | None = None
    """No articles of these feeds (ids), publishers or hosts of links."""
    languages: Annotated[list[Language], Field(min_length=1), OneOrMany()] | None = None
    """Only articles in one of these languages, or of unknown language."""
    tiers: Annotated[list[Annotated[int, Whole(1, LOWEST_TIER)]], Field(min_length=1), OneOrMany()] | None = None
    """Only articles of feeds of one of these tiers of trust, from 1, the most, to 4."""


class FieldsShape(Shape):
    """What is found counts by where it stands: each sentence with it adds the weight of its part of the article."""

    title: Annotated[float, NotBelow(0)] = 1
    """Weight of the title."""
    lead: Annotated[float, NotBelow(0)] = 1
    """Weight of a sentence of the lead: the first paragraph of the text, three sentences of it at most."""
    body: Annotated[float, NotBelow(0)] = 1
    """Weight of any other sentence."""
    min_score: Annotated[float, Above(0)]
    """The least sum. `{title: 3, lead: 2, body: 1, min_score: 2}`: a single mention in the body is not enough."""

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        if not any((self.title, self.lead, self.body)):
            raise contradiction("min_score", "can never be reached: every weight is 0")
        if not self.lead and not self.body and self.title < self.min_score:
            raise contradiction("min_score", f"can never be reached: there is one title, which weighs {self.title:g}")
        if min(self.title, self.lead, self.body) >= self.min_score:
            raise contradiction("min_score", "does nothing: a single sentence anywhere reaches it")
        return self


class SampleShape(Shape):
    """A text that the watch is tried on by `wirewatch check`. A bare text is one that must match."""

    bare: ClassVar = "text"

    text: Text
    """Of the article."""
    title: str = ""
    """Of the article."""
    language: Language | None = None
    """Of the article. Left out: detected, where its feed says the first of the watch's `languages`, if it has any."""
    match: bool = True
    """Whether the watch must match it."""


class WatchDefaultsShape(Shape):
    """What holds for every watch of the file that does not say otherwise."""

    refused: ClassVar = {
        **dict.fromkeys(("languages", "tiers"), "belongs under 'sources'"),
        **dict.fromkeys(("digest", "quiet", "group_by", "group_wait"), "belongs to a receiver, in receivers.yaml"),
        "cap": "belongs under 'throttle'",
        **dict.fromkeys(("realert", "again"), "belongs under 'story'"),
        "raise": "belongs under 'severity'",
        "mutes": "stand at the top of the file, beside 'watches'",
    }

    severity: SeverityShape | None = None
    """How loud its alerts are. Left out: medium."""
    scope: Annotated[Scope, one_of(Scope)] | None = None
    """Within what the conditions of an `all` must meet. Left out: sentence."""
    modality: Annotated[list[ModeName], Field(min_length=1), OneOrMany()] | None = None
    """In what modes an event may be told; an event in several needs all of them here, but what is
    hypothetical or negated need not be future besides. `denied`, `planned` and `past`
    are read as negated, future and historical. `quoted` asks besides that somebody is named who says so. Left out, or
    `quoted` alone: asserted and future."""
    confidence: ConfidenceShape | None = None
    """How sure an event must be to be told. Left out: 0.7, at which ordinary news has at most one event in ten articles
    that is worth an alert. Words and actors under `when` are found or not; confidence is not about them."""
    sources: SourcesShape | None = None
    """Which articles are looked at. Left out: all."""
    fields_: FieldsShape | None = Field(default=None, alias="fields")
    """How much what is found counts by where it stands. Left out: it may stand anywhere."""
    routes: Ids | None = None
    """Receivers. Left out: `default_routes` of receivers.yaml."""
    mode: Annotated[Visibility, one_of(Visibility)] | None = None
    """`shadow` records what would have been told and tells nobody; `off` looks at nothing. Left out: live."""
    story: StoryShape | None = None
    """When a story that was told is told again. Left out: as soon as something material changes."""
    throttle: ThrottleShape | None = None
    """How often people are told. Left out: always at once."""
    spike: SpikeShape | None = None
    """Tells when it matches more often than usual."""
    absence: AbsenceShape | None = None
    """Tells when it has not matched for long."""
    each_match: bool | None = None
    """Whether each match is told by itself. Left out: yes, but not beside `spike` or `absence`, for which matches are
    counted."""
    owner: OwnerShape | None = None
    """Who answers for it."""

    @model_validator(mode="after")
    def _throttles_something(self) -> Self:
        is_told_once = self.story is not None and self.story.realert is Realert.NEVER
        if is_told_once and self.throttle is not None and self.throttle.then is not None:
            problem = "'then' does nothing: with 'realert: never' a story is told once"
            raise contradiction("throttle", problem)
        return self


class WatchShape(WatchDefaultsShape):
    """One thing that somebody wants to be told of. `when` or `event` is needed; with both, both must hold."""

    id: Id
    """Unique over all watchlists; part of the alert."""
    description: Text | None = None
    """What it is for."""
    query: Text | None = None
    """What it asks for in one line, in the place of `when`, `none`, `event`, `modality`, `confidence`, `scope`,
    `fields` and `sources`, as far as the line says them; `docs/query.md` has the language."""
    when: WhenShape | None = None
    """What must be said."""
    none: Annotated[list[ConditionShape], Field(min_length=1)] | None = None
    """If any of these stands anywhere in the article, the watch does not match."""
    event: EventShape | None = None
    """What must happen."""
    expires: Moment | None = None
    """From then on it is off."""
    tests: Annotated[list[SampleShape], OneOrMany()] = []
    """Texts that it must match, or must not."""


class WatchlistShape(Shape):
    """What people want to be told of: the watches of one file with the actors and terms they speak of."""

    refused: ClassVar = {"routes": "belongs under a watch or 'defaults'; what it names stands in receivers.yaml"}

    version: Literal[1] = 1
    """Version of this file's language."""
    defaults: WatchDefaultsShape = WatchDefaultsShape()
    actors: dict[Id, ActorShape] = {}
    """Who is spoken of, by id."""
    groups: dict[Id, Ids] = {}
    """Several actors under one id."""
    terms: dict[Id, TermShape] = {}
    """What is spoken of, by id."""
    watches: list[WatchShape]
    """What to tell."""
    mutes: list[MuteShape] = []
    """What is held for a while."""
