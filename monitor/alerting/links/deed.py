"""What follows from a click: a mute or an acknowledgement, once however often it is asked for; and its taking back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from monitor.alerting.attention.mutes import LONGEST, is_in_force
from monitor.alerting.links.actions import MUTED_FOR, LinkAction, matcher
from monitor.alerting.links.token import Grant
from monitor.identity import content_id
from monitor.records import Acknowledgement, Mute

ORIGIN: Final = "link"
NO_COMMENT: Final = "asked for by a link"
LONGEST_COMMENT: Final = 200  # characters


def mute_by(grant: Grant, action: LinkAction, known: Iterable[Mute], comment: str, now: datetime) -> Mute:
    """The mute that `action` asks for at `now`: the one that it made before where that is in force."""
    made = _made(grant, action, known)
    if made and is_in_force(made[-1], now):
        return made[-1]
    changes = action is LinkAction.MUTE_UNTIL_CHANGED
    return Mute(
        id=content_id("mute", made[-1].id) if made else _first_id(grant, action),
        matcher=matcher(action, grant.watch, grant.story),
        until=now + (LONGEST if changes else MUTED_FOR),
        until_changed=changes,
        reason=_comment(comment) or NO_COMMENT,
        author=author(grant),
        created=now,
        origin=ORIGIN,
    )


def muted_by(grant: Grant, action: LinkAction, known: Iterable[Mute], now: datetime) -> Mute | None:
    """The mute in force that `action` made before; None where there is none."""
    made = _made(grant, action, known)
    return made[-1] if made and is_in_force(made[-1], now) else None


def acknowledged_by(grant: Grant, comment: str, now: datetime) -> Acknowledgement:
    """The acknowledgement that the link asks for at `now`."""
    return Acknowledgement(
        watch=grant.watch, story=grant.story, author=author(grant), comment=_comment(comment), at=now
    )


def taken_back(said: Mute, now: datetime) -> Mute:
    """`said`, ended at `now`."""
    return replace(said, ended=now)


def author(grant: Grant) -> str:
    """Who speaks: nobody knows more of whoever follows a link."""
    return f"link in alert {grant.alert}"


def _made(grant: Grant, action: LinkAction, known: Iterable[Mute]) -> list[Mute]:
    """The mutes of `known` that `action` made, the oldest first: the id of each follows from the one before it."""
    by_id, made, name = {mute.id: mute for mute in known}, [], _first_id(grant, action)
    while (mute := by_id.get(name)) is not None:
        made.append(mute)
        name = content_id("mute", name)
    return made


def _first_id(grant: Grant, action: LinkAction) -> str:
    return content_id("mute", ORIGIN, action, grant.watch, grant.story, grant.alert)


def _comment(text: str) -> str:
    return " ".join(text.split())[:LONGEST_COMMENT]
