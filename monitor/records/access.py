"""Who may ask over HTTP, and what was answered to requests that change something."""

from enum import StrEnum

from monitor.records.base import Moment, Record


class Scope(StrEnum):
    """What a token allows."""

    READ = "read"  # everything that is shown
    WRITE = "write"  # that, and what changes something
    FEED = "feed"  # feeds of alerts alone, with the token in their address


class Token(Record, frozen=True, kw_only=True):
    """A token, by its digest alone: it cannot be shown again."""

    digest: str  # SHA-256 of the token, hexadecimal
    name: str  # who or what uses it; stands as author of what is done with it
    scopes: tuple[Scope, ...]
    created: Moment  # UTC
    expires: Moment | None = None  # UTC
    revoked: Moment | None = None  # UTC


class Answer(Record, frozen=True, kw_only=True):
    """What was answered to a request."""

    status: int  # of HTTP
    content_type: str
    body: bytes


class Asking(Record, frozen=True, kw_only=True):
    """A request with an `Idempotency-Key`: done once, however often it comes."""

    id: str  # a function of who asks and the key
    fingerprint: str  # of what is asked for
    at: Moment  # when it came first, UTC; what is done is done as of then
    answer: Answer | None = None  # none yet: it was cut off, or is being worked on
