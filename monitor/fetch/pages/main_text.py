"""The main text of a web page, by trafilatura; runs in a worker process (`monitor.workers.pebble`).

trafilatura is imported by the worker only: it takes a third of a second and 50 MB.
"""

from monitor.errors import FeedUnreadable
from monitor.fetch.pages.characters import characters
from monitor.fetch.parsing import fields

_WARM_UP = b"<html><body><article><h1>A</h1>" + b"<p>One sentence of a paragraph, and another.</p>" * 9 + b"</article>"


def main_text(body: bytes, content_type: str, url: str) -> str:
    """What the page in `body` is about, paragraphs parted by a newline, without menus, comments and tables; or "".

    Raises FeedUnreadable where the page
    cannot be read at all, MemoryError where there is not enough.
    """
    try:
        return fields.plain_text(_extract(characters(body, content_type), url))
    except MemoryError:
        raise
    except Exception as error:  # the libraries raise whatever a hostile page makes them run into
        raise FeedUnreadable(f"{type(error).__name__}: {error}"[:300]) from error


def warm_up() -> None:
    """Loads all that a page can make the libraries load."""
    main_text(_WARM_UP, "text/html", "https://page.example/")


def _extract(html: str, url: str) -> str:
    import trafilatura

    return trafilatura.extract(html, url=url, include_comments=False, include_tables=False) or ""
