"""What people say about alerts: mutes and acknowledgements, each with an author, a reason and an end; and feedback."""

from enum import StrEnum

from monitor.records.base import Moment, Record, Versioned


class MuteMatcher(Record, frozen=True, kw_only=True):
    """What a mute is about; what is given must all hold, and at least one is given."""

    watch: str | None = None  # watch id
    story: str | None = None  # story id; parts that were merged into it count
    actor: str | None = None  # id of an actor in the watchlist, or of the entity that it is
    publisher: str | None = None
    tag: str | None = None  # of the article or of its feed


class Mute(Versioned, frozen=True, kw_only=True):
    """Holds the matches that it is about until it ends; then they are released in one message."""

    id: str
    matcher: MuteMatcher
    until: Moment  # at most 30 days after `created`, UTC
    until_changed: bool = False  # ends for a story as soon as something material changes in it
    reason: str
    author: str
    created: Moment  # UTC
    ended: Moment | None = None  # where somebody ended it before `until`, UTC
    origin: str = ""  # "yaml", "command", "link", "web"


class Acknowledgement(Versioned, frozen=True, kw_only=True):
    """The team knows: nothing more of this watch in this story until something material changes."""

    watch: str  # its id
    story: str  # id
    author: str
    comment: str = ""
    at: Moment  # UTC
    ended: Moment | None = None  # where somebody ended it, UTC


class Verdict(StrEnum):
    """What a person makes of an alert."""

    USEFUL = "useful"  # the watch is to find such articles
    WRONG = "wrong"  # it is not


class Feedback(Versioned, frozen=True, kw_only=True):
    """Whether an alert was of use, by one person; a later one takes its place."""

    alert: str  # id
    watch: str  # its id
    article: str  # id
    verdict: Verdict
    note: str = ""
    author: str
    at: Moment  # UTC
