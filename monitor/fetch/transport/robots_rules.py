"""What a robots.txt says of one address (RFC 9309), by protego; runs in a worker process (`monitor.workers.pebble`)."""

from protego import Protego

from monitor.records import Record

PRODUCT = "Wirewatch"  # our product token, RFC 9309 §2.2.1
LONGEST_DELAY = 3600.0  # seconds


class RobotsRules(Record, frozen=True, kw_only=True):
    """What holds for us at one address."""

    allowed: bool = True
    delay: float = 0.0  # seconds between two requests (Crawl-delay, which many write though no standard has it)
    sitemaps: tuple[str, ...] = ()  # as given


def read_robots(body: bytes, _content_type: str, url: str) -> RobotsRules:
    """The rules of the robots.txt in `body` for `url`. A line that is none of robots.txt does not count."""
    robots = Protego.parse(body.decode("utf-8-sig", "replace"))
    delay = robots.crawl_delay(PRODUCT) or 0.0
    return RobotsRules(
        allowed=robots.can_fetch(url, PRODUCT),
        delay=min(max(0.0, delay), LONGEST_DELAY),
        sitemaps=tuple(robots.sitemaps),
    )
