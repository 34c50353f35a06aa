"""Documents that came whole, and documents that broke off."""

import pytest

from monitor.fetch.transport.ending import ends

RDF = b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>H</title></channel><item><title>A</title></item>"


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item/></channel></rss>",
        b"<rss><channel><item/></channel></rss>\n<!-- cached at noon -->",
        b"<RSS><CHANNEL></CHANNEL></RSS>",
        b"<feed><entry/></feed>",
        RDF + b"</rdf:RDF>",
        "<rss><channel/></rss>".encode("utf-16"),
        b"<urlset><url/></urlset>",
        b'\xef\xbb\xbf {"items": [{"id": "1"}]}\n',
        b"[]",
    ],
)
def test_a_document_that_closes_its_root_is_whole(body: bytes) -> None:
    assert ends(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<rss><channel><item><title>A",
        b"<feed><entry/>",
        RDF,
        b'{"items": [{"id": "1"}',
        b'{"items": [{"id": "1"}, {"id": "2"}',
        b"<html></html>",
    ],
)
def test_a_document_that_does_not_broke_off(body: bytes) -> None:
    assert not ends(body)
