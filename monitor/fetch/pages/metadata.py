"""What a web page says of itself, by trafilatura; runs in a worker process (`monitor.workers.pebble`)."""

from datetime import UTC, datetime

from monitor.errors import FeedUnreadable
from monitor.fetch.pages.characters import characters
from monitor.fetch.parsing import fields
from monitor.records import Record


class PageFacts(Record, frozen=True, kw_only=True):
    """Headline and day of an article's page, as far as it names them."""

    title: str = ""
    published: datetime | None = None  # UTC; pages name a day, so the time is midnight


def page_facts(body: bytes, content_type: str, url: str) -> PageFacts:
    """What the page in `body` says of itself.

    Raises FeedUnreadable where the page cannot be read at all, MemoryError where there is not enough.
    """
    import trafilatura

    try:
        found = trafilatura.extract_metadata(characters(body, content_type), default_url=url)
        return PageFacts(title=fields.plain_text(found.title or ""), published=_moment(found.date))
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise whatever a hostile page makes them run into
        raise FeedUnreadable(f"{type(error).__name__}: {error}"[:300]) from error


def _moment(day: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    except ValueError:
        return None
