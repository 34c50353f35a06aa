"""Entries of a document that no XML parser takes: a fault in one of them must not cost the others.

Each is tried by itself. Those that are well-formed are read together, as ever; each of the others alone, as far as
feedparser can.
"""

import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from monitor.fetch.parsing.repair import is_xml

MOST_FAULTY: Final = 100  # entries that are read alone; a document with more of them is read as it stands

_START = re.compile(rb"<(?:(item|entry)[\s>]|/(?:channel|rss|feed|rdf:RDF)\s*>)")
_ROOT = re.compile(rb"<(rss|feed|rdf:RDF)\b[^<>]*>", re.IGNORECASE)

_Parse = Callable[[bytes], Any]


class Apart(NamedTuple):
    """A document, cut at the beginnings of its entries."""

    head: bytes
    items: tuple[bytes, ...]
    tail: bytes
    root: bytes  # the start tag, which declares what entries need
    end: bytes  # its end tag

    def of(self, items: tuple[bytes, ...]) -> bytes:
        """The document with these entries only."""
        return b"".join((self.head, *items, self.tail))


def read_isolated(document: bytes, parse: _Parse) -> Any | None:
    """What `parse` (feedparser) makes of `document`, its faulty entries set aside; None where that is no help."""
    apart = _apart(document)
    if apart is None:
        return None
    good = tuple(is_xml(apart.root + item + apart.end) for item in apart.items)
    if not any(good) or not 0 < good.count(False) <= MOST_FAULTY:
        return None
    result = parse(apart.of(tuple(item for item, well in zip(apart.items, good, strict=True) if well)))
    if result["bozo"] or len(result["entries"]) != sum(good):
        return None
    whole = iter(result["entries"])
    entries: list[Any] = []
    for item, well in zip(apart.items, good, strict=True):
        entries += [next(whole)] if well else parse(apart.of((item,)))["entries"][:1]
    result["entries"], result["bozo"] = entries, True
    return result


def _apart(document: bytes) -> Apart | None:
    starts = list(_START.finditer(document))
    root = _ROOT.search(document)
    places = [start.start() for start in starts if start[1]]
    name = next((start[1] for start in starts if start[1]), b"")
    end = next((start.start() for start in starts if not start[1] and places and start.start() > places[-1]), None)
    if root is None or len(places) < 2 or end is None:
        return None
    pieces = (document[place:stop] for place, stop in zip(places, [*places[1:], end], strict=True))
    items = tuple(piece if b"</%s>" % name in piece else piece + b"</%s>" % name for piece in pieces)
    return Apart(document[: places[0]], items, document[end:], root[0], b"</%s>" % root[1])
