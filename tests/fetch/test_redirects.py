"""Where redirects lead that are written as no standard has it."""

import pytest

from monitor.fetch.base import FetchRequest
from monitor.fetch.transport.memory import MemoryFetcher, answer

OLD = "https://herald.example/deep/old"


@pytest.mark.parametrize(
    ("location", "address"),
    [
        ("/лента.xml", "https://herald.example/%D0%BB%D0%B5%D0%BD%D1%82%D0%B0.xml"),
        ("/caf\udce9.xml", "https://herald.example/caf%E9.xml"),
        ("https://bücher.example/rss", "https://xn--bcher-kva.example/rss"),
        ("/a b.xml", "https://herald.example/a%20b.xml"),
        (" a.xml\t", "https://herald.example/deep/a.xml"),
        ("\\a.xml?b\\c", "https://herald.example/a.xml?b%5Cc"),
        ("feed://mirror.example/rss", "http://mirror.example/rss"),
        ("/a.xml?x=1|2", "https://herald.example/a.xml?x=1%7C2"),
        ("/a%zz.xml", "https://herald.example/a%zz.xml"),
        ("?page=2", "https://herald.example/deep/old?page=2"),
        ("//mirror.example/rss", "https://mirror.example/rss"),
    ],
)
async def test_a_redirect_means_what_a_browser_would_open(location: str, address: str) -> None:
    fetcher = MemoryFetcher({OLD: [answer(status=301, location=location)], address: [answer(b"<rss/>")]})
    response = await fetcher.fetch(FetchRequest(url=OLD))
    assert (response.url, response.permanent_url, response.body) == (address, address, b"<rss/>")
