"""What a server said about a feed besides its body, as the headers had it."""

from monitor.records import Record

OK = frozenset({200, 203})  # 203: a proxy on the way changed something of the 200 (RFC 9110 §15.3.4)


class ResponseFacts(Record, frozen=True, kw_only=True):
    """Status and headers of the final response of a poll; header values are kept as given, None where absent."""

    status: int
    etag: str | None = None
    last_modified: str | None = None
    retry_after: str | None = None
    cache_control: str | None = None
    expires: str | None = None
    date: str | None = None
    age: str | None = None
