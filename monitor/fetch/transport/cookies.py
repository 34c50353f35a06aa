"""Cookies within one poll: what a host sets goes back to that host until the poll ends, and nowhere else.

Some sites answer with a redirect until their cookie comes back. Nothing is kept for the next poll.
"""

from collections.abc import Iterable
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from aiohttp import CookieJar
from yarl import URL


class Cookies:
    """The cookies of one poll, by host; `Domain` does not widen that. Call it inside a running event loop."""

    def __init__(self) -> None:
        self._jars: dict[str, CookieJar] = {}

    def take(self, url: str, given: Iterable[str]) -> None:
        """Remembers the `Set-Cookie` headers that the answer of `url` held."""
        if lines := list(given):
            # Of numeric hosts as well, and sent back as they came.
            jar = self._jars.setdefault(urlsplit(url).netloc, CookieJar(unsafe=True, quote_cookie=False))
            jar.update_cookies_from_headers(lines, URL(url))

    def header(self, url: str) -> str:
        """The `Cookie` header for a request to `url`; "" for none."""
        jar = self._jars.get(urlsplit(url).netloc)
        found = jar.filter_cookies(URL(url)) if jar else SimpleCookie()
        return "; ".join(f"{name}={morsel.coded_value}" for name, morsel in found.items())
