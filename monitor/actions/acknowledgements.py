"""Acknowledgements: the team knows of a story, and hears of it again when something material changes."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from monitor.actions.decided import decided, first_told, is_of_one_story
from monitor.alerting.attention.acknowledgements import is_in_force
from monitor.errors import Conflict, NotThere, Refused
from monitor.ledger.renames import ids_of
from monitor.records import Acknowledgement, Decision
from monitor.store.base import DecisionQuery, Store


class Made(NamedTuple):
    """What holds now."""

    acknowledgement: Acknowledgement
    before: Acknowledgement | None  # that was in force already
    watches: frozenset[str]  # that decided about the story


class Given(NamedTuple):
    """An acknowledgement, and what was told after it, which has ended it."""

    acknowledgement: Acknowledgement
    told: Decision | None

    @property
    def is_in_force(self) -> bool:
        """Whether it holds still."""
        return is_in_force(self.acknowledgement, self.told.at if self.told else None)


async def acknowledge(store: Store, story: str, watch: str | None, *, comment: str, author: str, now: datetime) -> Made:
    """Acknowledges a story, or that of an alert, for a watch, left out for that of the alert.

    One in force stays as it is; a new comment takes its place. Raises NotThere for a story that nothing was decided
    about, Conflict for an alert of no single story, Refused for a story without a watch.
    """
    known = await decided(store, story)
    if known is not None and not is_of_one_story(known):
        raise Conflict(f"alert {story} is of no single story; `wirewatch mute {story}` mutes its watch")
    if known is not None:
        story, watch = known.decision.story, watch or known.decision.watch
    if watch is None:
        raise Refused(f"no alert {story!r} is known; for a story, say which --watch is to be silent")
    rows = await store.decisions(DecisionQuery(stories=(story,), receiver=""))
    if not rows:
        raise NotThere(f"no decision on a story {story!r} is known; see `wirewatch stories list`")
    renames = await store.renames()
    watch = renames.get(watch, watch)
    watches = frozenset(renames.get(row.decision.watch, row.decision.watch) for row in rows)
    before = await _in_force(store, watch, story)
    if before is not None and not comment:
        return Made(before, before, watches)
    made = Acknowledgement(watch=watch, story=story, author=author, comment=comment, at=now)
    await store.remember_acknowledgement(made)
    return Made(made, before, watches)


async def acknowledgements(store: Store, stories: Collection[str] | None = None) -> Sequence[Given]:
    """All of them, newest first; with `stories` those of these."""
    found = await store.acknowledgements()
    return [await _given(store, each) for each in found if stories is None or each.story in stories]


async def end_acknowledgements(store: Store, story: str, watch: str | None, now: datetime) -> int:
    """Ends those of a story, or that of an alert and its watch; of this watch, or all. Returns how many."""
    known = await decided(store, story)
    if known is not None:
        story, watch = known.decision.story, watch or known.decision.watch
    if watch is not None:
        watch, *_ = await ids_of(store, watch)
    found = [each for each in await store.acknowledgements(watch) if each.story == story and each.ended is None]
    for each in found:
        await store.remember_acknowledgement(replace(each, ended=now))
    return len(found)


async def _in_force(store: Store, watch: str, story: str) -> Acknowledgement | None:
    for each in await store.acknowledgements(watch):
        if each.story == story and (await _given(store, each)).is_in_force:
            return each
    return None


async def _given(store: Store, each: Acknowledgement) -> Given:
    return Given(each, await first_told(store, each.watch, each.story, each.at))
