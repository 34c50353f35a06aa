"""The feeds that a response names in its `Link` headers (RFC 8288)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from monitor.feeds.site import FeedLink, Source
from monitor.feeds.written_address import without_reader_scheme
from monitor.fetch.discovery.feed_link import is_feed_link
from monitor.fetch.parsing import fields

MAX_LINKS = 50

_PARAMETER = r"\s*+;\s*+([\w!#$&+.^`|~-]++)\*?(?:\s*+=\s*+(\"(?:[^\"\\]|\\.)*+\"|[^\s;,\"]*+))?+"
_LINK = re.compile(rf"<([^<>]*+)>((?:{_PARAMETER})*+)")
_PARAMETERS = re.compile(_PARAMETER)
_ESCAPED = re.compile(r"\\(.)")


def header_links(headers: Iterable[str], url: str) -> tuple[FeedLink, ...]:
    """The feeds in `headers`, each one as given; `url` is the base of relative addresses. What is no link is none."""
    return tuple(link for header in headers for link in _feeds(header, url))[:MAX_LINKS]


def _feeds(header: str, url: str) -> Iterator[FeedLink]:
    for found in _LINK.finditer(header):
        given = _parameters(found[2])
        address = fields.link(without_reader_scheme(found[1].strip()), url)
        if address and is_feed_link(given.get("rel", ""), given.get("type", ""), address):
            yield FeedLink(url=address, title=fields.title(given.get("title", "")), source=Source.NAMED)


def _parameters(text: str) -> Mapping[str, str]:
    """By name; the first of each counts (§3.3)."""
    pairs = [(found[1].lower(), _unquoted(found[2] or "")) for found in _PARAMETERS.finditer(text)]
    return dict(reversed(pairs))


def _unquoted(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value
