"""What became of each match, and of each alert on its way to a receiver: what `news.decisions` carries."""

from enum import StrEnum

from monitor.records.alerts import Severity
from monitor.records.base import Moment, Versioned
from monitor.records.changes import Change


class DecisionOutcome(StrEnum):
    """What became of a match."""

    TOLD = "told"
    HELD = "held"  # until it is released, or its drop is decided
    RELEASED = "released"  # told after it was held, in a message with others
    NOT_TOLD = "not told"


class DecisionReason(StrEnum):
    """Why a match was told, held, or not told."""

    # told
    FIRST_IN_STORY = "first alert of this watch in this story"
    MATERIAL_CHANGE = "something material changed since the last alert"
    CORRECTION = "what was told is corrected or withdrawn"
    EVERY_MATCH = "the watch tells every match"
    SPIKE = "more matches than usual"
    RUNAWAY = "the watch is over its cap"
    BELOW_CONFIDENCE = "less sure than the watch asks: for digests alone"
    ABSENCE = "no match for longer than the watch allows"
    BLIND = "no feed that the watch looks at brings anything"
    # not told
    SHADOW_WATCH = "shadow watch"
    EXPIRED = "the watch has expired"
    OLD_ARTICLE = "old article: older than max_age when its feed first showed it"
    UNMET = "does not meet the watch, which told nothing that it takes up"
    WITHDRAWN = "its publisher took it back before people were told of it"
    UNSURE = "less sure than the watch asks, and the story stands in alerts or digests already"
    COPY_ALERTED = "copy of an article already alerted"
    EDIT_ALERTED = "another version of an article already alerted"
    NOTHING_MATERIAL = "told before in this story, and nothing material is new"
    TOLD_ELSEWHERE = "told before in another story, by what both say, and nothing material is new"
    ACKNOWLEDGED = "the story is acknowledged, and nothing material is new"
    YOUNG_WATCH = "more matches than the watch asks for, but it is too young to know what is usual"
    COUNTED = "counted only: the watch tells spikes and absence"
    SAME_MATCH = "same match again"
    # held
    MUTED = "muted"
    THROTTLED = "throttled: the last alert of this story is too recent"
    OVER_CAP = "over the cap of the watch"
    # on the way to a receiver
    ROUTED = "on its way to the receiver"
    BELOW_SEVERITY = "quieter than the receiver wants"
    NO_DIGEST = "less sure than the watch asks, and the receiver has no digest"
    QUIET_HOURS = "quiet hours of the receiver"
    DIGEST = "waits for the next digest of the receiver"
    GROUPED = "waits for others of its story"
    IN_BUNDLE = "sent in one message with others"
    CORRECTED = "its correction was sent before it could be"
    # released or dropped
    MUTE_ENDED = "the mute has ended"
    THROTTLE_ENDED = "the wait of the throttle is over"
    CAP_DIGEST = "the hour of the cap is over"
    WITH_CHANGE = "told with a later change in its story"


class Decision(Versioned, frozen=True, kw_only=True):
    """What became of one match, or of one alert at one receiver, and why; a later decision takes its place."""

    id: str  # a function of subject, receiver and outcome: a replay gives the same id
    subject: str  # match id; for a receiver's decision, and for spikes and absence, the alert id
    receiver: str = ""  # that the decision is about, "" for the decision on a match
    outcome: DecisionOutcome  # told, held, released or not told
    reason: DecisionReason  # why
    detail: str = ""  # in words for people: who muted until when and why, what of it is new
    until: Moment | None = None  # of what is held: when it is released at the latest, UTC
    by: str = ""  # id of the mute, acknowledgement or bundle that decided it
    alert: str = ""  # id of the alert that told it, or that had told its story before
    changes: tuple[Change, ...] = ()  # what was found to be new
    watch: str  # its id
    watchlist: str  # name of the watch's file
    severity: Severity  # that its alert has or would have
    story: str  # id
    article: str  # id, "" where no article is meant
    title: str = ""  # of the article
    url: str = ""  # of its page
    publisher: str = ""  # whose it is
    actors: tuple[str, ...] = ()  # of the watchlist, that were found, by id; and the entities that they are
    tags: tuple[str, ...] = ()  # of the article and of its feed
    at: Moment  # when it was decided, UTC
