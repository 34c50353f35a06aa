"""Faults that feeds often have, mended so that an XML parser reads them as they were meant.

A document that is well-formed stays as it is, apart from references to what is no character and an empty <link/> whose
address stands behind it. Each fault is mended where it stands, so that a part of a document is mended as the whole is.
"""

import html
import re
from collections.abc import Callable
from html.entities import html5
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

# What no mending may touch, or the fault itself.
_FAULTS = re.compile(
    rb"(?P<kept><!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!DOCTYPE[^>]*+>?)"
    rb"|(?P<open><(?P<element>title|description|guid|pubDate|author|category)>(?P<inside>[^<]*+)"
    rb"(?=</?(?!(?P=element)[\s>])(?:title|link|description|guid|pubDate|author|category|enclosure|item|\w+:\w+)[\s/>]))"
    rb"|(?P<link><link>(?P<address>[^<]*+)(?:<link>|(?=<(?!/link|!)))(?:\s*</link>)?)"
    rb"|(?P<reference>&(?:(?P<name>#?\w{1,31});)?)"
    rb"|(?P<angle><(?![a-zA-Z/!?_]))"
    rb"|(?P<end>\]\]>)",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));?")
_HALVES = re.compile(
    rb"&#(?:[xX]0*[dD][89a-bA-B][0-9a-fA-F]{2}|0*5(?:5(?:29[6-9]|[3-9]\d\d)|6(?:[0-2]\d\d|3[01]\d)));"
    rb"&#(?:[xX]0*[dD][c-fC-F][0-9a-fA-F]{2}|0*5(?:6(?:3[2-9]\d|[4-9]\d\d)|7(?:[0-2]\d\d|3[0-3]\d|34[0-3])));"
)
_EMPTY_LINK = re.compile(rb"<link\s*/>\s*(https?://[^<\s]+)(?:\s*</link>)?")
_ROOT = re.compile(rb"<((?:\w+:)?(?:rss|feed|RDF|urlset|sitemapindex))(?=[\s>])[^<>]*", re.IGNORECASE)
_PREFIXED = re.compile(rb"<([a-zA-Z][\w.-]{0,30}):\w")
_DECLARED = re.compile(rb"xmlns:([\w.-]+)\s*=")
_OF_XML: Final = ("amp", "lt", "gt", "quot", "apos")
_NAMESPACES: Final = {
    b"content": b"http://purl.org/rss/1.0/modules/content/",
    b"dc": b"http://purl.org/dc/elements/1.1/",
    b"dcterms": b"http://purl.org/dc/terms/",
    b"atom": b"http://www.w3.org/2005/Atom",
    b"media": b"http://search.yahoo.com/mrss/",
    b"itunes": b"http://www.itunes.com/dtds/podcast-1.0.dtd",
    b"rdf": b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def without_odd_references(document: bytes) -> bytes:
    """`document`, where a reference to what is no character is U+FFFD, and one to two surrogates their character."""
    if b"&#" not in document:
        return document
    return _REFERENCE.sub(_character, _HALVES.sub(_joined, document))


def with_links(document: bytes) -> bytes:
    """`document`, where an address that stands behind an empty link is in it."""
    return _EMPTY_LINK.sub(rb"<link>\1</link>", document) if b"<link" in document else document


def mended(document: bytes) -> bytes:
    """`document` with its faults mended: for one that an XML parser refused.

    Bare `&`, `<` and `]]>` mean themselves, entities of HTML their characters, a text that is not closed ends where the
    next element begins, known prefixes need no declaration, the root is closed, and nothing stands behind it.
    """
    return _declared(_closed(_FAULTS.sub(_mend, document)))


def is_xml(document: bytes) -> bool:
    """Whether `document` is well-formed."""
    parser = ParserCreate("utf-8", " ")
    try:
        parser.Parse(document, True)
    except ExpatError:
        return False
    return True


def _character(reference: re.Match[bytes]) -> bytes:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    fine = number in (0x9, 0xA, 0xD) or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE
    return reference[0] if fine or 0x10000 <= number <= 0x10FFFF else b"&#xFFFD;"


def _joined(halves: re.Match[bytes]) -> bytes:
    high, low = (int(part[1], 16) if part[1] else int(part[2]) for part in _REFERENCE.finditer(halves[0]))
    return b"&#%d;" % (0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _mend(fault: re.Match[bytes]) -> bytes:
    return _MENDING[fault.lastgroup or "kept"](fault)


def _link(fault: re.Match[bytes]) -> bytes:
    return b"<link>" + _FAULTS.sub(_mend, fault["address"].strip()) + b"</link>"


def _open(fault: re.Match[bytes]) -> bytes:
    return b"<%s>%s</%s>" % (fault["element"], _FAULTS.sub(_mend, fault["inside"]), fault["element"])


def _reference(fault: re.Match[bytes]) -> bytes:
    given, name = fault["reference"], (fault["name"] or b"").decode()
    if name in _OF_XML or _REFERENCE.fullmatch(given):
        return given
    known = html5.get(f"{name};")
    return html.escape(known).encode() if known else given.replace(b"&", b"&amp;", 1)


_MENDING: dict[str, Callable[[re.Match[bytes]], bytes]] = {
    "kept": lambda fault: fault[0],
    "open": _open,
    "link": _link,
    "reference": _reference,
    "angle": lambda _fault: b"&lt;",
    "end": lambda _fault: b"]]&gt;",
}


def _closed(document: bytes) -> bytes:
    """`document` that ends with the end of its root."""
    root = _ROOT.search(document)
    if root is None:
        return document
    end = b"</" + root[1] + b">"
    place = document.rfind(end)
    if place >= 0:
        return document[: place + len(end)]
    channel = b"<channel" in document and b"</channel>" not in document and root[1].lower() == b"rss"
    return document + (b"</channel>" if channel else b"") + end


def _declared(document: bytes) -> bytes:
    root = _ROOT.search(document)
    used = set(_PREFIXED.findall(document)) - set(_DECLARED.findall(document)) - {b"xml", b"xmlns"}
    if root is None or not used:
        return document
    added = b"".join(
        b' xmlns:%s="%s"' % (prefix, _NAMESPACES.get(prefix, b"urn:prefix:" + prefix)) for prefix in sorted(used)
    )
    place = root.start(1) + len(root[1])
    return document[:place] + added + document[place:]
