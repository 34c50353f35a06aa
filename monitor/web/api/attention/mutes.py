"""Mutes: what they would hold, those there are, a new one, its end; and the mute or snooze of an alert."""

from datetime import datetime, timedelta
from typing import Annotated, Final

import msgspec
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from monitor.actions.mutes import Asked, alert_muted, end_mute, foreseen, mute_asked, mutes, same_mute
from monitor.alerting.attention.mutes import ends, is_in_force, named
from monitor.alerting.attention.preview import Preview
from monitor.records import Mute, MuteMatcher, Record
from monitor.records.base import Moment
from monitor.web.access.asker import Asker
from monitor.web.access.writing import writing
from monitor.web.api.attention.durations import duration
from monitor.web.desk import Desk
from monitor.web.reading import reading

_ORIGIN: Final = "web"
_MUTED: Final = timedelta(hours=8)
_SNOOZED: Final = timedelta(hours=1)
_LONGEST: Final = 500  # characters of a reason
Duration = Annotated[str, msgspec.Meta(max_length=40, description="A duration such as 90m, 8h or 7d; 30d at most.")]
Reason = Annotated[str, msgspec.Meta(max_length=_LONGEST)]
Named = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Ended = Annotated[bool, QueryParameter(name="all", description="Also those that have ended in the last 30 days.")]


class MuteWanted(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mute that is asked for; what is given of `watch` to `tag` must all hold, and at least one is given."""

    watch: Named | None = None  # watch id
    story: Named | None = None  # story id
    actor: Named | None = None  # id
    publisher: Named | None = None
    tag: Named | None = None
    lasts: Duration | None = msgspec.field(default=None, name="for")
    until: Moment | None = None  # instead of `for`
    until_changed: bool = False  # until something material changes in a story
    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=_LONGEST)]


class AlertMuteWanted(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mute of the watch of an alert in its story, or of its watch where it is of no single story."""

    lasts: Duration | None = msgspec.field(default=None, name="for")  # left out: 8 hours, a snooze 1 hour
    until_changed: bool = False
    reason: Reason = ""


class MuteReport(Record, frozen=True, kw_only=True):
    """A mute and what it does."""

    mute: Mute
    about: str  # in words
    in_force: bool
    ends: Moment  # if nobody ends it sooner
    holds: int  # matches that it holds now


class Mutes(Record, frozen=True, kw_only=True):
    """Mutes of files and people."""

    items: tuple[MuteReport, ...]  # what ends first is first


class Foresight(Record, frozen=True, kw_only=True):
    """What a mute would have held of the matches of the last seven days."""

    preview: Preview
    warnings: tuple[str, ...]  # what it names that nothing is known of: it may be mistyped


class Muted(Record, frozen=True, kw_only=True):
    """The mute that is in force now."""

    mute: Mute
    already: bool  # whether it was in force before
    would_have_held: Foresight


@reading("/mutes", "listMutes", "attention")
async def listed(desk: NamedDependency[Desk], everything: Ended = False) -> Mutes:
    """The mutes in force, of watchlists and of people."""
    now = desk.clock()
    found = await mutes(desk.configuration(), desk.store, now)
    reports = (
        MuteReport(
            mute=each.mute,
            about=named(each.mute.matcher),
            in_force=is_in_force(each.mute, now),
            ends=ends(each.mute),
            holds=each.holds,
        )
        for each in found
    )
    return Mutes(items=tuple(each for each in reports if everything or each.in_force))


@reading("/mutes/preview", "previewMute", "attention")
async def previewed(
    desk: NamedDependency[Desk],
    watch: FromQuery[str | None] = None,
    story: FromQuery[str | None] = None,
    actor: FromQuery[str | None] = None,
    publisher: FromQuery[str | None] = None,
    tag: FromQuery[str | None] = None,
    until_changed: FromQuery[bool] = False,
) -> Foresight:
    """What a mute would have held of the matches of the last seven days. Mutes nothing."""
    matcher = MuteMatcher(watch=watch, story=story, actor=actor, publisher=publisher, tag=tag)
    if not named(matcher):
        raise ValidationException("expected one of watch, story, actor, publisher and tag at least")
    return await _foreseen(desk, matcher, desk.clock(), until_changed=until_changed)


@writing("POST", "/mutes", "addMute", "attention", status=201)
async def added(desk: NamedDependency[Desk], asker: NamedDependency[Asker], data: JSONBody[MuteWanted]) -> Muted:
    """Mutes what all that is given is about: what it holds comes in one message when it ends."""
    return await _muted(desk, mute_of(data, asker))


def mute_of(data: MuteWanted, asker: Asker) -> Mute:
    """The mute that is asked for; raises ValidationException or Refused for one that cannot be."""
    if data.lasts is not None and data.until is not None:
        raise ValidationException("'for' and 'until' say both when it ends; expected one of them")
    asked = Asked(duration(data.lasts), data.until, data.until_changed, data.reason, asker.name, _ORIGIN)
    return mute_asked(matcher_of(data), asked, asker.now)


def matcher_of(data: MuteWanted) -> MuteMatcher:
    """What it is about."""
    return MuteMatcher(watch=data.watch, story=data.story, actor=data.actor, publisher=data.publisher, tag=data.tag)


@writing("DELETE", "/mutes/{mute_id:str}", "endMute", "attention")
async def ended(desk: NamedDependency[Desk], asker: NamedDependency[Asker], mute_id: FromPath[str]) -> Mute:
    """Ends a mute, by its id or the beginning of it; what it held comes within seconds, in one message.

    One of a watchlist is in force again once it is changed there.
    """
    return await end_mute(desk.configuration(), desk.store, mute_id, asker.now)


@writing("POST", "/alerts/{alert_id:str}/mute", "muteAlert", "attention")
async def alert_mute(
    desk: NamedDependency[Desk], asker: NamedDependency[Asker], alert_id: FromPath[str], data: JSONBody[AlertMuteWanted]
) -> Muted:
    """Mutes the watch of an alert in its story, for 8 hours unless told otherwise.

    A spike, an absence or a digest is of no single story: its whole watch is muted. One that is muted for as long
    already is not muted again.
    """
    return await _alert_muted(desk, asker, alert_id, data, _MUTED)


@writing("POST", "/alerts/{alert_id:str}/snooze", "snoozeAlert", "attention")
async def alert_snooze(
    desk: NamedDependency[Desk], asker: NamedDependency[Asker], alert_id: FromPath[str], data: JSONBody[AlertMuteWanted]
) -> Muted:
    """The same for an hour unless told otherwise."""
    return await _alert_muted(desk, asker, alert_id, data, _SNOOZED)


async def _alert_muted(desk: Desk, asker: Asker, alert: str, data: AlertMuteWanted, usual: timedelta) -> Muted:
    lasts = duration(data.lasts) or usual
    asked = Asked(lasts, None, data.until_changed, data.reason.strip(), asker.name, _ORIGIN)
    mute = await alert_muted(desk.store, alert, asked, asker.now)
    return await _muted(desk, mute, await same_mute(desk.configuration(), desk.store, mute))


async def _muted(desk: Desk, mute: Mute, known: Mute | None = None) -> Muted:
    foresight = await _foreseen(desk, mute.matcher, mute.created, until_changed=mute.until_changed)
    if known is None:
        await desk.store.remember_mute(mute)
    return Muted(mute=known or mute, already=known is not None, would_have_held=foresight)


async def _foreseen(desk: Desk, matcher: MuteMatcher, now: datetime, *, until_changed: bool) -> Foresight:
    found = await foreseen(desk.configuration(), desk.store, matcher, now, until_changed=until_changed)
    return Foresight(preview=found.preview, warnings=found.warnings)


HANDLERS = (listed, previewed, added, ended, alert_mute, alert_snooze)
