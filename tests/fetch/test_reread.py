"""A feed read again: only what is new is parsed, and the entries are those that feedparser gives."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import FeedUnreadable
from monitor.feeds.entries.candidates import content_hash
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.fetch.incremental import reparse as reread
from monitor.fetch.incremental.fast_path import Unusual, read_quickly
from monitor.fetch.incremental.reparse import Rereader
from monitor.fetch.incremental.slices import cut
from monitor.fetch.parsing.document import parse, read_document
from monitor.fetch.parsing.encoding import in_utf8
from monitor.fetch.parsing.from_feedparser import written_entries
from monitor.workers.base import Task
from monitor.workers.inline import InlineWorkers
from tests.fetch.test_parse import COLLECTION, URL

T = TypeVar("T")

RSS = "application/rss+xml"
HEAD = "<title>Herald</title><language>en</language><lastBuildDate>{clock}</lastBuildDate>"


def item(name: str, extra: str = "") -> str:
    return (
        f"<item><title>On {name}</title><link>https://h.example/{name}</link><guid isPermaLink='false'>{name}</guid>"
        "<pubDate>Tue, 04 Mar 2025 10:00:59 GMT</pubDate>"
        f"<description>&lt;p&gt;{name}&lt;/p&gt;</description>{extra}</item>"
    )


def feed(*items: str, head: str = HEAD.format(clock="Tue, 04 Mar 2025 10:00:59 GMT")) -> bytes:
    channel = f"<channel>{head}{' '.join(items)}</channel>"
    return f"<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0'>{channel}</rss>".encode()


class Measured(InlineWorkers):
    """Workers that note the sizes of the documents that were parsed."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    async def run(self, task: Task[T], *args: Any, size: int = 0, trusted: bool = False) -> T:
        self.sizes.append(size)
        return await super().run(task, *args, size=size, trusted=trusted)


class Reader:
    """A Rereader, and the sizes of the documents that were parsed."""

    def __init__(self) -> None:
        self.workers = Measured()
        self.parsed = self.workers.sizes
        self._rereader = Rereader(self.workers)

    async def read(self, document: bytes, content_type: str = RSS, *, afresh: bool = False) -> ParsedFeed:
        return await self._rereader.read(document, content_type, URL, afresh=afresh)


def identities(entries: Sequence[Entry]) -> list[tuple[str, str, str]]:
    return [(entry.guid, entry.link, content_hash(entry)) for entry in entries]


def texts(parsed: ParsedFeed) -> list[str]:
    return [entry.text for entry in parsed.entries]


async def test_of_a_changed_feed_only_the_new_entries_are_parsed() -> None:
    reader = Reader()
    old, new = feed(item("a"), item("b")), feed(item("c"), item("a"), item("b"))
    await reader.read(old)
    again = await reader.read(new)
    assert texts(again) == ["c", "", ""]
    assert again.entries[0] == parse(new, RSS, URL).entries[0]
    assert identities(again.entries) == identities(parse(new, RSS, URL).entries)
    assert (again.title, again.language) == ("Herald", "en")
    assert reader.parsed[1] < len(new) / 2


async def test_a_feed_without_anything_new_costs_no_parsing() -> None:
    reader = Reader()
    await reader.read(feed(item("a"), item("b")))
    await reader.read(feed(item("b"), item("a")))
    await reader.read(feed(item("b"), head=HEAD.format(clock="Wed, 05 Mar 2025 11:00:00 GMT")))
    assert len(reader.parsed) == 1


async def test_an_edited_entry_is_parsed() -> None:
    reader = Reader()
    await reader.read(feed(item("a"), item("b")))
    again = await reader.read(feed(item("a", "<category>Corrected</category>"), item("b")))
    assert [entry.tags for entry in again.entries] == [("Corrected",), ()]


async def test_all_texts_come_where_they_are_asked_for() -> None:
    reader = Reader()
    await reader.read(feed(item("a")))
    assert texts(await reader.read(feed(item("a")), afresh=True)) == ["a"]


@pytest.mark.parametrize(
    "extra",
    [
        "<media:title xmlns:media='http://search.yahoo.com/mrss/'>M</media:title>",
        "<title>Second</title>",
        "<itunes:author xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>Ada</itunes:author>",
        "<author>Ada at mail@h.example</author>",
        "<description><![CDATA[again]]></description>",
        "<other>unknown</other>",
    ],
)
async def test_a_new_entry_that_is_not_plain_is_read_by_feedparser_alone(extra: str) -> None:
    reader = Reader()
    changed = feed(item("c", extra), item("a"), item("b"))
    await reader.read(feed(item("a"), item("b")))
    again = await reader.read(changed)
    assert again.entries[0] == parse(changed, RSS, URL).entries[0]
    assert texts(again)[1:] == ["", ""]
    assert reader.parsed[-1] < len(changed)


async def test_of_a_feed_that_is_not_plain_only_the_new_entries_are_parsed_too() -> None:
    reader = Reader()
    odd = "<itunes:author xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>Ada</itunes:author>"
    changed = feed(*(item(name, odd) for name in "cab"))
    await reader.read(feed(item("a", odd), item("b", odd)))
    again = await reader.read(changed)
    assert again.entries[0] == parse(changed, RSS, URL).entries[0]
    assert texts(again)[1:] == ["", ""]


@pytest.mark.parametrize(
    "changed",
    [
        feed(item("c"), item("a"), head="<title>Another</title>"),
        feed(item("c", "<description><![CDATA[</item><item>]]></description>"), item("a")),
        feed(item("c"), "<!-- between -->", item("a")),
        feed(item("c"), item("a")).replace(b"<rss", b"<rss xml:base='https://other.example/'"),
        feed(item("c"), item("a")).replace(b">c<", b">\xff<"),
        feed(item("c"), item("a \u00e9")).replace(b">c<", b">\xff<"),
        feed(item("c"), item("a")).replace(b"</rss>", b""),
        feed(item("c"), item("a")).replace(b"encoding='utf-8'", b"encoding='iso-8859-1'"),
    ],
)
async def test_a_document_that_changed_in_other_ways_is_read_as_a_whole(changed: bytes) -> None:
    reader = Reader()
    await reader.read(feed(item("a"), item("a \u00e9")))
    assert await reader.read(changed) == parse(changed, RSS, URL)
    assert reader.parsed[-1] == len(changed)


async def test_an_entry_in_a_comment_is_none() -> None:
    reader = Reader()
    documents = [feed("<!-- ", item("x"), " -->", item("a")), feed("<!-- ", item("x"), " -->", item("b"), item("a"))]
    for document in documents:
        assert await reader.read(document) == parse(document, RSS, URL)


async def test_the_same_address_with_another_type_is_another_feed() -> None:
    reader = Reader()
    await reader.read(feed(item("a")))
    assert texts(await reader.read(feed(item("a")), "text/xml; charset=utf-8")) == ["a"]


async def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reread, "MAX_ENTRIES", 3)
    reader = Reader()
    documents = [feed(*(item(f"{name}{number}") for number in range(2))) for name in "ab"]
    rereader = Rereader(reader.workers)
    for number, document in enumerate(documents):
        await rereader.read(document, RSS, f"{URL}/{number}")
    assert texts(await rereader.read(documents[1], RSS, f"{URL}/1")) == ["", ""]
    assert texts(await rereader.read(documents[0], RSS, f"{URL}/0")) == ["a0", "a1"]


_ODD = [
    "<item><title>a</title><i:author xmlns:i='http://www.itunes.com/dtds/podcast-1.0.dtd'>Ada</i:author></item>",
    "<item><b><title>inner</title></b></item>",
    "<item xml:base='https://other.example/'><link>relative</link></item>",
    "<item><dc:language xmlns:dc='http://purl.org/dc/elements/1.1/'>fr</dc:language><title>t</title></item>",
    "<item/>",
    "<item></item>",
    "<item><title/></item>",
    "<item><title>a</title><title>b</title></item>",
    "<item><guid>relative</guid></item>",
    "<item><guid>https://h.example/g?</guid></item>",
    "<item><title>\u00e9\u0085</title><link>https://h.example/\u00e9</link></item>",
    "<item><title>\u00c3\u00a9</title><dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Ada</dc:creator></item>",
    "<item><title><![CDATA[<item>]]></title></item>",
    "<item><title>x<!-- </item> --></title></item>",
    "<item><link>https://h.example/?a=1&amp;b;=2</link><author>Ada &amp; Bo</author></item>",
    "<item xml:lang='de'><title>Deutsch</title></item>",
    "<entry><title>e</title></entry>",
    "<item><title>cast</title><enclosure url='https://h.example/a.mp3' type='audio/mpeg'/></item>",
    "<item><title>c</title><a:link xmlns:a='http://www.w3.org/2005/Atom' rel='enclosure' href='https://h.example/a'/></item>",
    "<item><title>List&lt;String&gt;</title><guid isPermaLink='TRUE'>https://h.example/t</guid></item>",
    "<item><title>x</title><source url='https://paper.example/'>P</source><author>ada@h.media (Ada)</author></item>",
    "<item><link>https://h.example/~r/a</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>"
    "https://h.example/a</f:origLink></item>",
    "<item><yandex:full-text xmlns:yandex='http://news.yandex.ru'>Whole text</yandex:full-text></item>",
    "<item><title>x</title><link>https://h.example/a b?utm_source=x</link></item>",
    "<item><title>open</item>",
    "<!--", "-->", "<![CDATA[", "]]>", "&", "text",
]  # fmt: skip
_ITEMS = st.sampled_from([item(name) for name in "abcd"]) | st.sampled_from(_ODD)


@settings(max_examples=200)
@given(st.lists(st.lists(_ITEMS, max_size=6), min_size=2, max_size=4))
async def test_whatever_was_read_before_the_entries_are_those_of_feedparser(polls: list[list[str]]) -> None:
    reader = Reader()
    for items in polls:
        document = feed(*items)
        try:
            expected = parse(document, RSS, URL)
        except FeedUnreadable:
            continue
        found = await reader.read(document)
        assert identities(found.entries) == identities(expected.entries)
        for entry, whole in zip(found.entries, expected.entries, strict=True):
            assert entry.content_hash or entry == whole


def _quickly(document: bytes) -> list[Any] | None:
    slices = cut(document, RSS, URL)
    try:
        return slices and read_quickly(slices.around(slices.items))
    except Unusual:
        return None


def _by_feedparser(document: bytes) -> list[Any]:
    return list(written_entries(read_document(in_utf8(document, RSS), URL)))


PLAIN_ATOM = b"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB"><title>T</title><id>urn:f</id>
<entry><id>tag:h.example,2025:1</id><title type="html">A &amp;amp; B</title>
<link href="https://h.example/1"/><link rel="replies" href="https://h.example/1#c" type="text/html"/>
<published>2025-03-04T10:00:00Z</published><updated>2025-03-04T11:00:00+01:00</updated>
<author><name>Ada Obi</name><uri>https://h.example/ada</uri></author><category term="World" scheme="s"/>
<summary type="html">&lt;p&gt;S&lt;/p&gt;</summary><content type="html">&lt;p&gt;C &#233;&lt;/p&gt;</content></entry>
<entry><id>https://h.example/2</id><title>Second</title></entry></feed>"""
PLAIN_RDF = b"""<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title></channel>
<item rdf:about="https://h.example/1"><title>One</title><link>https://h.example/1</link>
<dc:date>2025-03-04T10:00:00Z</dc:date><dc:creator>Ada Obi</dc:creator>
<dc:subject>World</dc:subject></item></rdf:RDF>"""
PLAIN_RSS = feed(
    item("a", "<category>World</category><category>Aid</category><author>Ada Obi</author><comments>x</comments>"),
    "<item><guid>https://h.example/b</guid><title>Zwei \u00fc</title></item>",
)


@pytest.mark.parametrize("document", [PLAIN_ATOM, PLAIN_RDF, PLAIN_RSS], ids=["atom", "rdf", "rss"])
def test_a_plain_feed_is_read_the_quick_way_as_feedparser_reads_it(document: bytes) -> None:
    assert _quickly(document) == _by_feedparser(document)


def _collected() -> list[Path]:
    return sorted(COLLECTION.rglob("*.xml"))


if _collected():

    def test_what_is_read_the_quick_way_is_what_feedparser_reads_in_the_whole_collection() -> None:
        documents = [path.read_bytes() for path in _collected()]
        plain = [(document, found) for document in documents if (found := _quickly(document)) is not None]
        assert len(plain) > 400
        assert all(found == _by_feedparser(document) for document, found in plain)
