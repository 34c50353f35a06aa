"""What a reader can do about an alert by a link."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from monitor.records import OWN_WATCHLIST, Alert, AlertKind, MuteMatcher

MUTED_FOR: Final = timedelta(hours=8)
"""How long a link mutes, but for the one that mutes until something changes."""


class LinkAction(StrEnum):
    """What a link does once its button is pressed."""

    ACKNOWLEDGE = "acknowledge"
    MUTE_STORY = "mute-story"
    MUTE_UNTIL_CHANGED = "mute-until-changed"
    MUTE_WATCH = "mute-watch"
    CHOOSE = "choose"  # any of these


UNTIL_CHANGED: Final = frozenset({LinkAction.ACKNOWLEDGE, LinkAction.MUTE_UNTIL_CHANGED})
"""What ends as soon as something changes in the story."""

LABELS: Final = {
    LinkAction.ACKNOWLEDGE: "Acknowledge",
    LinkAction.MUTE_STORY: "Mute story 8 h",
    LinkAction.MUTE_UNTIL_CHANGED: "Mute story until it changes",
    LinkAction.MUTE_WATCH: "Mute watch 8 h",
}

_OF_A_STORY: Final = (AlertKind.FIRST, AlertKind.CHANGE, AlertKind.CORRECTION, AlertKind.AGAIN)


def possible(alert: Alert) -> tuple[LinkAction, ...]:
    """What can be done about `alert`: of one that tells of no single story, muting its watch; of a feed, nothing."""
    if alert.watchlist == OWN_WATCHLIST:
        return ()
    return tuple(LABELS) if alert.kind in _OF_A_STORY else (LinkAction.MUTE_WATCH,)


def matcher(action: LinkAction, watch: str, story: str) -> MuteMatcher:
    """What a mute by `action` is about: the watch, in the story where it is about that."""
    return MuteMatcher(watch=watch, story=None if action is LinkAction.MUTE_WATCH else story)
