"""A feed document cut into its entries without parsing it.

Needed to tell, at a fraction of the cost of parsing, which entries of a document were read before. The cut is made at
the tags of entries alone, so that it may be wrong where such a tag stands in a comment or in a CDATA section. Whoever
uses it makes sure of that: a cut is right where its parts, read by an XML parser, are as many entries as parts, and
where the whole document has as many (see `monitor.fetch.incremental.reparse`).
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

from monitor.fetch.parsing.encoding import is_utf8

_UTF8_DECLARATION = b"<?xml version='1.0' encoding='utf-8'?>"
_SPACE = b" \t\r\n"
# Times that a publisher renews at every poll; no entry depends on them.
_CLOCKS = re.compile(rb"<((?:\w+:)?(?:lastBuildDate|pubDate|updated|modified|date))>[\w ,:+.-]{1,60}</\1>")
# The elements that are open where the first entry stands, without anything that entries inherit beside namespaces and
# language: the namespaces in which they are read.
_ROOT = re.compile(rb"<((?:rdf:)?RDF|rss|feed)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*)\s*>", re.IGNORECASE)
_INHERITED = re.compile(
    rb"<(?:channel|rss|feed|(?:rdf:)?RDF)\s[^<>]*?\s(?:xml:)?base\s*=|<channel\s[^<>]*lang\s*=", re.I
)


class Slices(NamedTuple):
    """A document, cut."""

    context: bytes  # digest of all that entries depend on besides their own bytes
    opening: bytes  # the root element's start tag
    closing: bytes
    items: tuple[bytes, ...]

    def around(self, items: Sequence[bytes]) -> bytes:
        """A document of nothing but `items`, in the same namespaces and encoding."""
        return b"".join((_UTF8_DECLARATION, self.opening, *items, self.closing))


def cut(document: bytes, content_type: str, url: str) -> Slices | None:
    """`document` cut into its entries; None where it cannot be. Takes time linear in its length."""
    parts = _parts(document)
    if parts is None or not is_utf8(document, content_type):
        return None
    head, items, tail = parts
    root = _ROOT.search(head)
    if root is None or _INHERITED.search(head):
        return None
    surroundings = _CLOCKS.sub(b"", head) + b"\0" + _CLOCKS.sub(b"", tail)
    context = digest(surroundings + f"\0{content_type}\0{url}".encode("utf-8", "replace"))
    return Slices(context, root[0], b"</" + root[1] + b">", tuple(items))


def digest(item: bytes) -> bytes:
    """What bytes are known by."""
    return sha256(item).digest()[:16]


def _parts(document: bytes) -> tuple[bytes, list[bytes], bytes] | None:
    """Head, entries and tail; None where the tags do not alternate, or something stands between entries."""
    name = b"item" if b"</item>" in document else b"entry"
    closing = b"</%s>" % name
    opening = (b"<%s>" % name, b"<%s " % name)
    pieces = document.split(closing)
    tail = pieces.pop()
    if not pieces or any(tag in tail for tag in opening):
        return None
    start = min((place for tag in opening if (place := pieces[0].find(tag)) >= 0), default=-1)
    head, pieces[0] = pieces[0][:start], pieces[0][start:]
    items = [piece.lstrip(_SPACE) + closing for piece in pieces]
    alternate = all(item.startswith(opening) and item.count(opening[0][:-1]) == 1 for item in items)
    return (head.rstrip(_SPACE), items, tail.lstrip(_SPACE)) if alternate else None
