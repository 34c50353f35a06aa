"""The characters of a web page."""

from w3lib.encoding import html_to_unicode

from monitor.fetch.parsing.encoding import mostly_utf8


def characters(body: bytes, content_type: str) -> str:
    """UTF-8 where `body` is that, whatever is said of it; else in the encoding of `content_type`, or that it names."""
    found = None if body.isascii() else mostly_utf8(body)
    return html_to_unicode(content_type, body)[1] if found is None else found
