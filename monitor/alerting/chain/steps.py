"""The steps of the chain: each says what becomes of a match if it holds, and None where it has nothing to say.

A correction of what people were told passes whatever would keep repeats from them; only mutes hold it.
"""

from datetime import datetime
from typing import Final

from monitor.alerting.attention.acknowledgements import acknowledged
from monitor.alerting.attention.cap import cap_until
from monitor.alerting.attention.mutes import ends, mute_for, muted_by
from monitor.alerting.attention.throttle import throttle_until
from monitor.alerting.chain.considered import Considered
from monitor.alerting.policy import Realert
from monitor.records import (
    COPIES,
    ChangeKind,
    DecisionOutcome,
    DecisionReason,
    Record,
    Relation,
    Visibility,
    Withdrawal,
)

TAKEN_BACK: Final = frozenset({Withdrawal.EDITED, Withdrawal.WITHDRAWN})
"""Matches of an article that does not say any more what it said."""
_LOUDER: Final = (ChangeKind.SEVERITY, ChangeKind.PUBLISHERS)


class Verdict(Record, frozen=True, kw_only=True):
    """What becomes of a match, and why."""

    outcome: DecisionOutcome
    reason: DecisionReason
    detail: str = ""  # in words for people
    until: datetime | None = None  # of what is held
    by: str = ""  # id of the mute, or watch and story of the acknowledgement, that decided it


def shadow(c: Considered) -> Verdict | None:
    """A watch in shadow is recorded and tells nobody."""
    return _not_told(DecisionReason.SHADOW_WATCH) if c.match.visibility is Visibility.SHADOW else None


def expired(c: Considered) -> Verdict | None:
    """A watch that has expired tells nobody, matches found before included."""
    is_over = c.policy.expires is not None and c.now >= c.policy.expires
    return _not_told(DecisionReason.EXPIRED) if is_over else None


def old(c: Considered) -> Verdict | None:
    """What was older than max_age when its feed first showed it is archived and no news."""
    return _not_told(DecisionReason.OLD_ARTICLE) if c.match.article.old and not c.is_correction else None


def unmet(c: Considered) -> Verdict | None:
    """An article that does not meet the watch is told for what it takes up of what was told, or is to be told.

    What its publisher took back before people were told of it is not told at all.
    """
    if c.match.withdrawal in TAKEN_BACK and not (c.is_correction and not c.is_held_itself):
        return _not_told(DecisionReason.WITHDRAWN)
    if c.match.withdrawal is None or c.is_correction:
        return None
    if not (c.is_told or c.state.held):
        return _not_told(DecisionReason.UNMET)
    return None if c.changes else _not_told(DecisionReason.NOTHING_MATERIAL)


def counted(c: Considered) -> Verdict | None:
    """A watch for spikes or absence alone counts its matches."""
    return None if c.policy.each_match else _not_told(DecisionReason.COUNTED)


def copy(c: Considered) -> Verdict | None:
    """A copy, or another version of an article, says nothing new to a watch that was told of the story.

    A watch that was not told of it, since it could not see the original, sees the copy. More publishers, and how loud
    they make it, count for a watch that asks for them.
    """
    if not c.is_told:
        return None
    if c.match.relation in COPIES and not c.has_change(*_LOUDER):
        return _not_told(DecisionReason.COPY_ALERTED)
    if c.match.relation is Relation.SAME_ARTICLE and not c.changes:
        return _not_told(DecisionReason.EDIT_ALERTED)
    return None


def nothing_material(c: Considered) -> Verdict | None:
    """A story that was told is told again as the watch asks for it: never, on a change, or every time."""
    if not c.is_told:
        return None
    if c.is_correction or c.policy.realert is Realert.EVERY:
        return None
    if c.policy.realert is Realert.NEVER or not c.changes:
        return _told_before(c)
    return None


def _told_before(c: Considered) -> Verdict:
    """In the story itself, or in another one, which is named by the headline under which it was told last."""
    if c.is_told_elsewhere:
        return _not_told(DecisionReason.TOLD_ELSEWHERE, detail=f"the same was told under: {c.told_under}")
    return _not_told(DecisionReason.NOTHING_MATERIAL)


def acknowledgement(c: Considered) -> Verdict | None:
    """The team knows of the story; a change ends that."""
    found = acknowledged(c.acknowledgements, c.match, c.state.told_at, changed=bool(c.changes))
    if found is None:
        return None
    detail = f"acknowledged by {found.author}" + (f": {found.comment}" if found.comment else "")
    return _not_told(DecisionReason.ACKNOWLEDGED, detail=detail)


def unsure(c: Considered) -> Verdict | None:
    """What is less sure than the watch asks is told once in a story of which people were told nothing, in digests.

    It is never held: what a mute, a throttle or a cap would hold is not told.
    """
    if not c.match.unsure:
        return None
    if c.is_told or c.state.held or c.state.unsure:
        return _not_told(DecisionReason.UNSURE)
    hold = mute(c) or throttle(c) or cap(c)
    return _not_told(hold.reason, detail=hold.detail) if hold else _told(DecisionReason.BELOW_CONFIDENCE)


def mute(c: Considered) -> Verdict | None:
    """What somebody muted is held until the mute ends."""
    found = mute_for(c.mutes, c.match, c.now, c.state.told_at, changed=bool(c.changes))
    if found is None:
        return None
    return _held(DecisionReason.MUTED, ends(found), detail=muted_by(found), by=found.id)


def throttle(c: Considered) -> Verdict | None:
    """A story that was told a moment ago waits."""
    until = None if c.is_correction else throttle_until(c.state.pace, c.policy.throttle, c.now)
    return _held(DecisionReason.THROTTLED, until, detail="told too recently") if until else None


def cap(c: Considered) -> Verdict | None:
    """A watch that has told as many alerts as it may waits for the end of the window."""
    until = None if c.is_correction else cap_until(c.watch.window, c.policy.cap, c.now)
    if until is None or c.policy.cap is None:
        return None
    return _held(DecisionReason.OVER_CAP, until, detail=f"over the cap of {c.policy.cap.count} alerts")


def told(c: Considered) -> Verdict:
    """Nothing keeps it from people."""
    if not c.is_told:
        return _told(DecisionReason.FIRST_IN_STORY)
    if c.is_correction:
        return _told(DecisionReason.CORRECTION)
    return _told(DecisionReason.MATERIAL_CHANGE if c.changes else DecisionReason.EVERY_MATCH)


def _told(reason: DecisionReason) -> Verdict:
    return Verdict(outcome=DecisionOutcome.TOLD, reason=reason)


def _not_told(reason: DecisionReason, detail: str = "") -> Verdict:
    return Verdict(outcome=DecisionOutcome.NOT_TOLD, reason=reason, detail=detail)


def _held(reason: DecisionReason, until: datetime, *, detail: str, by: str = "") -> Verdict:
    return Verdict(outcome=DecisionOutcome.HELD, reason=reason, until=until, detail=detail, by=by)
