"""A feed document cut into its entries without parsing it.

Needed to tell, at a fraction of the cost of parsing, which entries of a document were read before. The cut is made at
the tags of entries alone, so that it may be wrong where such a tag stands in a comment or in a CDATA section. Whoever
uses it makes sure of that: a cut is right where its parts, read by an XML parser, are as many entries as parts, and
where the whole document has as many (see `monitor.fetch.reread`).
"""

import re
from hashlib import blake2b
from typing import NamedTuple

_TAG = re.compile(rb"<(/?)(item|entry)(?=[\s/>])")
_SPACE = b" \t\r\n"
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s[^<>]{0,99}?(?:encoding\s*=\s*[\"']([\w.:-]+)[\"'][^<>]{0,99})?\?>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_XML_TYPE = re.compile(r"\s*application/(?:[\w.-]+\+)?xml\s*(?:;|$)", re.IGNORECASE)
_UTF8 = ("utf-8", "utf8")
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


def cut(document: bytes, content_type: str, url: str) -> Slices | None:
    """`document` cut into its entries; None where it cannot be. Takes time linear in its length."""
    spans = _spans(document)
    if not spans or not _is_utf8(document, content_type):
        return None
    head, tail = document[: spans[0][0]], document[spans[-1][1] :]
    root = _ROOT.search(head)
    if root is None or _INHERITED.search(head):
        return None
    surroundings = _CLOCKS.sub(b"", head) + b"\0" + _CLOCKS.sub(b"", tail)
    context = blake2b(surroundings + f"\0{content_type}\0{url}".encode("utf-8", "replace"), digest_size=16).digest()
    items = tuple(document[start:end] for start, end in spans)
    return Slices(context, root[0], b"</" + root[1] + b">", items)


def digest(item: bytes) -> bytes:
    """What the bytes of an entry are known by."""
    return blake2b(item, digest_size=16).digest()


def _spans(document: bytes) -> list[tuple[int, int]]:
    """Where each entry starts and ends; none where the tags do not alternate, or something stands between entries."""
    spans: list[tuple[int, int]] = []
    name, start = b"", -1
    for tag in _TAG.finditer(document):
        name = name or tag[2]
        closes = tag[1] == b"/"
        if tag[2] != name or closes == (start < 0):
            return []
        if closes:
            end = document.find(b">", tag.end()) + 1
            if not end or document[tag.end() : end - 1].strip(_SPACE):
                return []
            spans.append((start, end))
            start = -1
        else:
            start = tag.start()
            if spans and document[spans[-1][1] : start].strip(_SPACE):
                return []
    return spans if start < 0 else []


def _is_utf8(document: bytes, content_type: str) -> bool:
    """Whether header and declaration say so, or their absence does; what they say of text/* is left alone."""
    declaration = _DECLARATION.match(document)
    declared = (declaration[1] or b"").decode("ascii").lower() if declaration else ""
    charset = _CHARSET.search(content_type)
    named = {name for name in (declared, charset[1].lower() if charset else "") if name}
    return bool(named or _XML_TYPE.match(content_type)) and named <= set(_UTF8)
