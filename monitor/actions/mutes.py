"""Mutes that people make, and what each holds or would have held."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from msgspec.structs import replace

from monitor.actions.decided import decided, first_told, is_of_one_story
from monitor.actions.unknown import unknown
from monitor.alerting.attention.mutes import LONGEST, ends, is_in_force, new_mute
from monitor.alerting.attention.preview import Preview, preview
from monitor.config.configuration import Configuration
from monitor.errors import NotThere, Refused
from monitor.ledger.renames import ids_of
from monitor.records import DecisionOutcome, Mute, MuteMatcher
from monitor.store.base import DecisionQuery, DecisionRow, Store

LOOK_BACK: Final = timedelta(days=7)
"""How far back a preview looks."""

_MOST: Final = 100_000  # decisions that are looked at


class Asked(NamedTuple):
    """What a person says of a mute."""

    lasts: timedelta | None
    until: datetime | None  # where `lasts` is None
    until_changed: bool
    reason: str
    author: str
    origin: str  # "command", "web"


class Foreseen(NamedTuple):
    """What a mute would have held in the last days, and in words what it names that nothing is known of."""

    preview: Preview
    warnings: tuple[str, ...]


class Standing(NamedTuple):
    """A mute, and how many matches it holds."""

    mute: Mute
    holds: int


def mute_asked(matcher: MuteMatcher, asked: Asked, now: datetime) -> Mute:
    """The mute that is asked for at `now`; raises Refused for one that cannot be."""
    try:
        return new_mute(
            matcher,
            until=asked.until if asked.lasts is None else now + asked.lasts,
            until_changed=asked.until_changed,
            reason=asked.reason,
            author=asked.author,
            now=now,
            origin=asked.origin,
        )
    except (ValueError, OverflowError) as error:
        raise Refused(str(error)) from error


async def alert_muted(store: Store, alert: str, asked: Asked, now: datetime) -> Mute:
    """The mute that is asked for with an alert: of its watch in its story; of no single story, of its watch.

    Raises NotThere for an alert that is not known.
    """
    row = await decided(store, alert)
    if row is None:
        raise NotThere(f"no alert {alert!r} is known; see `wirewatch alerts`")
    return mute_asked(
        await _matcher(store, row), asked._replace(reason=asked.reason or f"as alert {alert} asked for"), now
    )


async def same_mute(configuration: Configuration, store: Store, mute: Mute) -> Mute | None:
    """One in force that does what `mute` asks for: about the same, and as long or until later."""
    return next(
        (
            known.mute
            for known in reversed(await mutes(configuration, store, mute.created))
            if _is_same(known.mute, mute)
        ),
        None,
    )


async def foreseen(
    configuration: Configuration, store: Store, matcher: MuteMatcher, now: datetime, *, until_changed: bool
) -> Foreseen:
    """What a mute with `matcher` would have held of the matches up to `now`."""
    query = DecisionQuery(since=now - LOOK_BACK, receiver="")
    decisions = [row.decision for row in await store.decisions(query, _MOST)]
    warnings = [words async for words in unknown(matcher, configuration, store, decisions)]
    return Foreseen(preview(matcher, decisions, until_changed=until_changed), tuple(warnings))


async def mutes(configuration: Configuration, store: Store, now: datetime) -> Sequence[Standing]:
    """Those of files and people, in force at `now` or ended lately; what ends first is first."""
    said = [*configuration.mutes, *await store.mutes(now - LONGEST)]
    known = {mute.id: mute for mute in said}.values()
    found = sorted([await _as_changed(store, mute) for mute in known], key=ends)
    return [Standing(mute, await _held(store, mute)) for mute in found]


async def end_mute(configuration: Configuration, store: Store, identity: str, now: datetime) -> Mute:
    """Ends the mute in force of this id, or the one whose id begins so; raises NotThere where that is not one."""
    known = {mute.id: mute for mute in (*configuration.mutes, *await store.mutes(now - LONGEST))}
    found = [mute for name, mute in known.items() if name.startswith(identity) and is_in_force(mute, now)]
    if len(found) != 1:
        several = f"{len(found)} mutes in force begin" if found else "no mute in force begins"
        raise NotThere(f"{several} with {identity!r}; see `wirewatch mute list`")
    ended = replace(found[0], ended=now)
    await store.remember_mute(ended)
    return ended


async def _matcher(store: Store, row: DecisionRow) -> MuteMatcher:
    """Of the watch under the id that it has now."""
    watch, *_ = await ids_of(store, row.decision.watch)
    return MuteMatcher(watch=watch, story=row.decision.story if is_of_one_story(row) else None)


def _is_same(known: Mute, asked: Mute) -> bool:
    alike = known.matcher == asked.matcher and known.until_changed == asked.until_changed
    as_long = known.until - known.created == asked.until - asked.created or ends(known) >= ends(asked)
    return alike and as_long and is_in_force(known, asked.created)


async def _as_changed(store: Store, mute: Mute) -> Mute:
    """`mute`; ended by what was told of its story since, where it is until a change in one."""
    if not mute.until_changed or mute.matcher.story is None:
        return mute
    told = await first_told(store, mute.matcher.watch, mute.matcher.story, mute.created)
    return replace(mute, ended=mute.ended or told.at) if told else mute


async def _held(store: Store, mute: Mute) -> int:
    return len(await store.decisions(DecisionQuery(by=mute.id, outcome=DecisionOutcome.HELD), _MOST))
