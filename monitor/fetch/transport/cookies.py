"""Cookies within one poll: what a host sets goes back to that host until the poll ends, and nowhere else.

Some sites answer with a redirect until their cookie comes back. Nothing is kept for the next poll.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from aiohttp import CookieJar
from yarl import URL


class Cookies:
    """The cookies of one poll, by host; `Domain` does not widen that. Call it inside a running event loop."""

    def __init__(self) -> None:
        self._jars: dict[str, CookieJar] = {}  # which say what holds for a path, and what has expired
        self._written: dict[tuple[str, str], str] = {}  # values as they came, quotes included, by host and name

    def take(self, url: str, given: Iterable[str]) -> None:
        """Remembers the `Set-Cookie` headers that the answer of `url` held."""
        host = urlsplit(url).netloc
        for line in given:
            name, _, value = line.partition(";")[0].partition("=")
            self._written[host, name.strip()] = value.strip()
            jar = self._jars.setdefault(host, CookieJar(unsafe=True))  # of numeric hosts as well
            jar.update_cookies_from_headers([line], URL(url))

    def header(self, url: str) -> str:
        """The `Cookie` header for a request to `url`; "" for none."""
        host = urlsplit(url).netloc
        names = self._jars[host].filter_cookies(URL(url)) if host in self._jars else ()
        return "; ".join(f"{name}={self._written.get((host, name), '')}" for name in names)
