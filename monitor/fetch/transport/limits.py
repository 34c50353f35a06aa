"""What one poll may cost."""

from monitor.records import Record


class FetchLimits(Record, frozen=True, kw_only=True):
    """Bounds of one fetch; what exceeds them raises FeedTooLarge (or FetchError for redirects)."""

    body_bytes: int = 10_000_000  # after decompression
    ratio: int = 100  # decompressed to compressed, looked at from `ratio_from` bytes on
    ratio_from: int = 1_000_000
    header_bytes: int = 65_536  # of one response, in all
    redirects: int = 10
    seconds: float = 30.0  # for everything, so that a server that drips costs no more
    silence: float = 15.0  # seconds to connect, and between two pieces
    gap: float = 1.0  # seconds between two polls of a public host, from the end of one to the begin of the next
