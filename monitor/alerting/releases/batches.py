"""Which held matches go out in one message, and which are held on by another mute."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec.structs import replace

from monitor.alerting.attention.mutes import ends, is_in_force, meets, muted_by
from monitor.alerting.state import DecisionRow
from monitor.identity import content_id
from monitor.records import Decision, DecisionOutcome, DecisionReason, Mute


def batches(held: Iterable[DecisionRow]) -> list[tuple[DecisionRow, ...]]:
    """`held` as it goes out together: of one watch what one mute held, what was over the cap, one throttled story."""
    together: dict[tuple[str, ...], list[DecisionRow]] = {}
    for row in held:
        together.setdefault(_together(row.decision), []).append(row)
    return [tuple(rows) for rows in together.values()]


def held_on(
    row: DecisionRow, mutes: Iterable[Mute], now: datetime, renames: Mapping[str, str] = MappingProxyType({})
) -> DecisionRow | None:
    """`row`, told or its hold over, as the mute in force holds it that ends last of those about it; None for none.

    A mute is about what its watch found under another id too; `renames` are the present ids by the former ones.
    """
    watch = renames.get(row.decision.watch, row.decision.watch)
    about = [mute for mute in mutes if is_in_force(mute, now) and _is_about(mute, row.decision, watch)]
    if not about:
        return None
    mute = max(about, key=lambda each: (ends(each), each.id))
    held = replace(
        row.decision,
        id=content_id("dc", row.decision.subject, "", DecisionOutcome.HELD),
        outcome=DecisionOutcome.HELD,
        reason=DecisionReason.MUTED,
        detail=muted_by(mute),
        until=ends(mute),
        by=mute.id,
    )
    return replace(row, decision=held, unsent=row.unsent or held != row.decision)


def _together(decision: Decision) -> tuple[str, ...]:
    if decision.reason is DecisionReason.MUTED:
        return decision.watch, decision.reason, decision.by
    if decision.reason is DecisionReason.THROTTLED:
        return decision.watch, decision.reason, decision.story
    return decision.watch, decision.reason


def _is_about(mute: Mute, decision: Decision, watch: str) -> bool:
    """A mute until a change lets a change pass."""
    if mute.until_changed and decision.changes:
        return False
    return meets(
        mute.matcher,
        watch=watch,
        stories=(decision.story,),
        actors=decision.actors,
        publisher=decision.publisher,
        tags=decision.tags,
    )
