"""When the matches of a watch are told again, held or gathered; and mutes."""

import re
from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from monitor.alerting.attention.mutes import LONGEST
from monitor.alerting.policy import Cap, Realert
from monitor.config.reading.suggestion import alternatives
from monitor.config.shapes.numbers import Above, Whole
from monitor.config.shapes.shape import Shape, Written, choice, contradiction, one_of
from monitor.config.shapes.values import Id, Ids, Moment, OneOrMany, Text, duration, moment
from monitor.records import ChangeKind

UNTIL_CHANGED = "changed"

_CAP = r"^([1-9][0-9]{0,5})/([mhd])$"
_CAP_SECONDS = {"m": 60.0, "h": 3600.0, "d": 86400.0}


def _cap(text: str) -> Cap:
    found = re.fullmatch(_CAP, text)
    if found is None:
        raise ValueError(text)
    return Cap(count=int(found[1]), seconds=_CAP_SECONDS[found[2]])


def _end(text: str) -> datetime | None:
    return None if text == UNTIL_CHANGED else moment(text)


class StoryShape(Shape):
    """When a story that was told is told again. Corrections of what was told are told in any case. A bare word stands
    for `{realert: …}`."""

    bare: ClassVar = "realert"

    realert: Annotated[Realert, one_of(Realert)] | None = None
    """`never`, `on_change` (when something material changed) or `every` match. Left out: on_change."""
    again: (
        Annotated[
            list[Annotated[ChangeKind, one_of(ChangeKind, without=(ChangeKind.CORRECTION,))]],
            Field(min_length=1),
            OneOrMany(),
        ]
        | None
    ) = None
    """What counts as a material change: of `modality` (planned, done, denied), a new `event` or role of an actor,
    another `figure` (dead 3, dead 40) or `place`, a step up in `severity`, or `publishers`. Left out: modality, event
    and figure; with `publishers` those too."""
    publishers: Annotated[list[Annotated[int, Whole(2, 1000)]], Field(min_length=1), OneOrMany()] | None = None
    """Numbers of independent publishers that count as a change when they are reached. Left out: 3, 5 and 10."""

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        given = "again" if self.again is not None else "publishers"
        if self.realert in (Realert.NEVER, Realert.EVERY) and (self.again or self.publishers):
            raise contradiction(given, f"'{given}' is about changes, and 'realert: {self.realert}' looks at none")
        if self.publishers and self.again and ChangeKind.PUBLISHERS not in self.again:
            raise contradiction("publishers", "'publishers' does nothing: 'again' does not list publishers")
        return self


class ThenShape(Shape):
    """How often a story is told after the first time. A bare duration stands for `{every: …}`."""

    bare: ClassVar = "every"

    every: Annotated[float, duration("1s", "30d")]
    """At least so long after the last alert of the story."""
    backoff_to: Annotated[float, duration("1s", "30d")] | None = None
    """Each wait is twice as long as the one before, up to this. Left out: all are equally long."""

    @model_validator(mode="after")
    def _goes_up(self) -> Self:
        if self.backoff_to is not None and self.backoff_to < self.every:
            raise contradiction("backoff_to", "'backoff_to' is shorter than 'every': waits get longer, not shorter")
        return self


class ThrottleShape(Shape):
    """How often people are told. What is held for it is told later, never dropped. A bare duration stands for
    `{then: …}`."""

    bare: ClassVar = "then"
    refused: ClassVar = {"every": "belongs under 'then'", "backoff_to": "belongs under 'then'"}

    per: Annotated[str, choice("story")] = "story"
    """What `then` counts for: each story by itself."""
    first: Annotated[str, choice("immediate")] = "immediate"
    """The first alert of a story goes out at once."""
    then: ThenShape | None = None
    """What comes sooner goes with the next alert of its story. Left out: nothing waits."""
    cap: Annotated[Cap, Written("a number of alerts in a time, such as 10/h or 100/d", _cap, _CAP)] | None = None
    """At most so many alerts of the watch a minute (m), hour (h) or day (d). What is over is told in one at its end,
    and the watch's owner is told of it. Left out: no limit."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.then is None and self.cap is None:
            raise contradiction("per", "the throttle holds nothing: expected 'then' or 'cap'")
        return self


class SpikeShape(Shape):
    """Told when a watch matches more often than usual, once for each rise."""

    window: Annotated[float, duration("1m", "7d")]
    """The time that is looked at."""
    baseline: Annotated[float, duration("10m", "30d")]
    """The time before it that it is compared with; longer than `window`."""
    ratio: Annotated[float, Above(1)] = 3.0
    """How many times the baseline's rate is told of."""
    min: Annotated[int, Whole(2, 100_000)] = 5
    """So many matches in the window at least."""
    distinct_publishers: Annotated[int, Whole(1, 1000)] = 1
    """So many independent publishers that they come from, at least."""

    @model_validator(mode="after")
    def _is_shorter(self) -> Self:
        if self.window >= self.baseline:
            raise contradiction("window", "'window' is not shorter than 'baseline': nothing would ever stand out")
        return self


class AbsenceShape(Shape):
    """Told when a watch has not matched for long although its feeds are well. A bare duration stands for
    `{max_gap: …}`."""

    bare: ClassVar = "max_gap"

    max_gap: Annotated[float, duration("1m", "30d")]
    """The longest time without a match that nobody is told of."""


class OwnerShape(Shape):
    """Who answers for a watch. A bare text stands for `{name: …}`."""

    bare: ClassVar = "name"

    name: Text
    """A person or a team."""
    routes: Ids | None = None
    """Receivers that are told when the watch alerts more than its cap. Left out: those of the watch."""


MUTE_END = Written("a date such as 2027-01-31 or 2027-01-31T18:00Z, or changed", _end)


class MuteShape(Shape):
    """Holds the alerts that it is about until it ends; then they are told in one. What is given must all hold."""

    refused: ClassVar = {
        **dict.fromkeys(("end", "ends", "expires", "for", "duration"), "is not known here: 'until' is when it ends"),
        **dict.fromkeys(("author", "owner", "user"), "is not known here: 'by' is who says so"),
        **dict.fromkeys(("comment", "description"), "is not known here: 'reason' says why"),
    }

    watch: Id | None = None
    """Id of a watch, of this or another watchlist."""
    story: Text | None = None
    """Id of a story; stories that are merged into it count."""
    actor: Id | None = None
    """Id of an actor of this watchlist, one who was found in the article."""
    publisher: Text | None = None
    """Whose the article is."""
    tag: Text | None = None
    """Of the article or of its feed."""
    until: Annotated[datetime | None, MUTE_END]
    """When it ends, at most 30 days ahead; `changed`: as soon as something material changes in a story, at the latest
    30 days after `since`."""
    since: Moment | None = None
    """When it was written; `until: changed` needs it. Left out: 30 days before its end."""
    reason: Text
    """Why."""
    by: Text | None = None
    """Who says so. Left out: the watchlist."""

    @property
    def ends(self) -> datetime:
        """When it ends at the latest."""
        if self.until is not None:
            return self.until
        assert self.since is not None  # as `_is_limited` has it
        return self.since + LONGEST

    @model_validator(mode="after")
    def _is_limited(self) -> Self:
        keys = ("watch", "story", "actor", "publisher", "tag")
        if not any(getattr(self, key) for key in keys):
            raise contradiction("reason", f"a mute of everything: expected {alternatives(map(repr, keys))}")
        if self.until is None and self.since is None:
            raise contradiction("until", "'until: changed' needs 'since', from which its 30 days count")
        if self.since is not None and not self.since < self.ends <= self.since + LONGEST:
            raise contradiction("until", "expected at most 30 days after 'since', and not before it")
        return self
