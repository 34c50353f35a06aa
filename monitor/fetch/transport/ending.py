"""Whether a document came whole, by its own words rather than by those of the connection."""

import re

import msgspec

_EDGE = 4_000  # bytes at the begin and at the end; a comment of the publishing system may follow
_RDF = re.compile(rb"<(?:[\w.-]+:)?rdf[\s>]")
_RDF_ENDS = (b"</rdf:rdf>", b"</rdf>")  # </channel> comes before the items there
_ENDS = (b"</rss>", b"</feed>", b"</channel>", b"</urlset>", b"</sitemapindex>", *_RDF_ENDS)


def ends(body: bytes) -> bool:
    """Whether `body` comes to the end of a document: the end tag of a root, or of JSON all that was opened."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _is_json(body)
    begin, end = (edge.replace(b"\0", b"").lower() for edge in (body[:_EDGE], body[-_EDGE:]))
    return any(tag in end for tag in (_RDF_ENDS if _RDF.search(begin) else _ENDS))


def _is_json(body: bytes) -> bool:
    try:
        msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=msgspec.Raw)
    except msgspec.DecodeError:
        return False
    return True
