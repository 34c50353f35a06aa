"""What a link shows, and what its button does, by what the store knows."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Final, NamedTuple

from msgspec.structs import replace

from monitor.alerting.attention.acknowledgements import is_in_force
from monitor.alerting.attention.mutes import LONGEST, ends
from monitor.alerting.attention.preview import preview
from monitor.alerting.links.actions import UNTIL_CHANGED, LinkAction, matcher
from monitor.alerting.links.deed import acknowledged_by, mute_by, muted_by, taken_back
from monitor.alerting.links.offer import LASTS
from monitor.alerting.links.page import DAYS, Choice, page, refused
from monitor.alerting.links.token import Grant, Refusal, read
from monitor.clock import Clock
from monitor.ledger.renames import ids_of
from monitor.records import Acknowledgement, Decision, DecisionOutcome, Mute
from monitor.store.base import DecisionQuery, Store

_STATUS: Final = {Refusal.FORGED: 404, Refusal.EXPIRED: 410}
_MOST: Final = 10_000  # decisions that a preview looks at


class Answer(NamedTuple):
    """What a reader gets."""

    status: int
    page: str = ""  # HTML; "" where the reader is sent to the page of the link again


class Desk(NamedTuple):
    """Answers those who follow links."""

    store: Store
    key: bytes
    clock: Clock

    async def show(self, token: str) -> Answer:
        """What `token` allows. Changes nothing, however often it is asked."""
        grant = read(token, self.key, self.clock())
        if isinstance(grant, Refusal):
            return Answer(_STATUS[grant], refused(grant))
        known = await self._said(grant)
        decisions = await self._decisions(known)
        choices = [self._choice(grant, action, known, decisions) for action in grant.actions]
        return Answer(200, page(grant, await self._title(grant), choices))

    async def act(self, token: str, form: Mapping[str, str]) -> Answer:
        """Does what the form asks for, or takes it back, as far as `token` allows; the same again changes nothing."""
        grant = read(token, self.key, self.clock())
        if isinstance(grant, Refusal):
            return Answer(_STATUS[grant], refused(grant))
        action = next((each for each in grant.actions if each == form.get("do")), None)
        if action is None:
            return Answer(400, refused("The link does not allow what was asked for."))
        if form.get("undo"):
            await self._undo(grant, action)
        else:
            await self._do(grant, action, form.get("comment", ""))
        return Answer(303)

    async def _do(self, grant: Grant, action: LinkAction, comment: str) -> None:
        known, now = await self._said(grant), self.clock()
        if action is not LinkAction.ACKNOWLEDGE:
            mute = mute_by(grant, action, known.mutes, comment, now)
            await self.store.remember_mute(replace(mute, matcher=matcher(action, known.watch, grant.story)))
        elif known.acknowledged is None:
            await self.store.remember_acknowledgement(replace(acknowledged_by(grant, comment, now), watch=known.watch))

    async def _undo(self, grant: Grant, action: LinkAction) -> None:
        known, now = await self._said(grant), self.clock()
        if action is LinkAction.ACKNOWLEDGE:
            if known.acknowledged is not None:
                await self.store.remember_acknowledgement(replace(known.acknowledged, ended=now))
        elif (mute := muted_by(grant, action, known.mutes, now)) is not None:
            await self.store.remember_mute(taken_back(mute, now))

    def _choice(self, grant: Grant, action: LinkAction, known: "_Said", decisions: Sequence[Decision]) -> Choice:
        about = matcher(action, known.watch, grant.story)
        found = preview(about, decisions, until_changed=action in UNTIL_CHANGED)
        return Choice(action, found, _in_words(grant, action, known, self.clock()))

    async def _decisions(self, known: "_Said") -> Sequence[Decision]:
        """Those on the matches of a watch lately, newest first, as of the id that it has now."""
        lately = DecisionQuery(since=self.clock() - timedelta(days=DAYS), receiver="")
        found = [await self.store.decisions(replace(lately, watch=name), _MOST) for name in known.ids]
        newest_first = sorted(chain(*found), key=lambda row: row.decision.at, reverse=True)
        return [replace(row.decision, watch=known.watch) for row in newest_first]

    async def _title(self, grant: Grant) -> str:
        """The title of the alert; decisions on later matches name it too."""
        rows = await self.store.decisions(DecisionQuery(alert=grant.alert, receiver=""))
        return next((row.alert.title for row in rows if row.alert and row.alert.id == grant.alert), "")

    async def _said(self, grant: Grant) -> "_Said":
        ids = await ids_of(self.store, grant.watch)
        mutes = await self.store.mutes(self.clock() - LASTS - LONGEST)
        said = [each for each in await self.store.acknowledgements(ids[0]) if each.story == grant.story]
        told = DecisionQuery(stories=(grant.story,), outcome=DecisionOutcome.TOLD, receiver="")
        found = [await self.store.decisions(replace(told, watch=name), 1) for name in ids]
        last = max((row.decision.at for rows in found for row in rows), default=None)
        return _Said(ids, mutes, next((each for each in said if is_in_force(each, last)), None))


class _Said(NamedTuple):
    """What people said of a watch and story."""

    ids: Sequence[str]  # all of the watch, that it has now first
    mutes: Sequence[Mute]
    acknowledged: Acknowledgement | None  # in force

    @property
    def watch(self) -> str:
        """The id that the watch has now."""
        return self.ids[0]


def _in_words(grant: Grant, action: LinkAction, known: _Said, now: datetime) -> str:
    """That `action` is in force; "" where it is not."""
    if action is LinkAction.ACKNOWLEDGE:
        said = known.acknowledged
        return f"Acknowledged at {said.at:%Y-%m-%d %H:%M} UTC by {said.author}, until something changes" if said else ""
    mute = muted_by(grant, action, known.mutes, now)
    if mute is None:
        return ""
    changed = ", or until something changes" if mute.until_changed else ""
    what = "The watch" if action is LinkAction.MUTE_WATCH else "The story"
    return f"{what} is muted until {ends(mute):%Y-%m-%d %H:%M} UTC{changed}: {mute.reason}"
