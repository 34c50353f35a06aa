"""Documents to entries. Each in `documents/` stands beside the record that it must become (`.expected.json`)."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import FeedTooLarge, FeedUnreadable
from monitor.feeds.entry import Entry, ParsedFeed
from monitor.fetch.parsing.document import parse

DOCUMENTS = Path(__file__).parent / "documents"
PAIRS = sorted(path for path in DOCUMENTS.iterdir() if not path.name.endswith(".expected.json"))
COLLECTION = Path(__file__).parents[2].parent / "shared" / "data" / "feeds"
URL = "https://base.example/feed"


def read(document: str | bytes, content_type: str = "") -> ParsedFeed:
    return parse(document.encode() if isinstance(document, str) else document, content_type, URL)


def rss(*items: str, prolog: str = "") -> str:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f"{prolog}<rss version='2.0'><channel><title>T</title>{inside}</channel></rss>"


def first(document: str | bytes) -> Entry:
    return read(document).entries[0]


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.name)
def test_a_document_becomes_the_record_beside_it(path: Path) -> None:
    expected = msgspec.json.decode(path.with_suffix(".expected.json").read_bytes(), type=ParsedFeed)
    assert read(path.read_bytes()) == expected


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"   ",
        b"\xff\xfe",
        b"hello",
        b"<html><body>404</body></html>",
        b"<xml/>",
        b"{",
        b"[]",
        b"{}",
        b'{"items": []}',
        b"{" * 100_000,
        b"[" * 100_000,
        bytes(range(256)),
    ],
)
def test_bytes_that_are_no_feed_are_refused(document: bytes) -> None:
    with pytest.raises(FeedUnreadable):
        read(document)


BOMB = "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    "document",
    [
        rss("<title>&b;</title>", prolog=BOMB).encode(),
        rss(prolog="<?xml version='1.0'?>\n<!-- x --><?y z?>\n" + BOMB).encode(),
        rss(prolog=BOMB.lower().replace("<!doctype", "<!DOCTYPE")).encode(),
        rss(prolog="\ufeff" + BOMB).encode(),
        rss(prolog="\ufeff" + BOMB).encode("utf-16-le"),
        rss(prolog=BOMB).encode("utf-16"),
        rss(prolog=BOMB).encode("utf-32"),
        rss(prolog="<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://127.0.0.1/x.dtd'> %x;]>").encode(),
        rss(prolog="<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>").encode(),
        rss(prolog="<!DOCTYPE rss SYSTEM 'x' [\n<!-- ]> -->\n<!ENTITY x 'y'>]>").encode(),
    ],
)
def test_a_doctype_that_declares_entities_is_refused(document: bytes) -> None:
    with pytest.raises(FeedUnreadable, match="declares entities"):
        read(document)


def test_an_article_about_entities_is_no_bomb() -> None:
    prolog = "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://my.netscape.com/rss.dtd'>"
    entry = first(rss("<title><![CDATA[How <!DOCTYPE x [ <!ENTITY works]]></title>", prolog=prolog))
    assert entry.title.startswith("How")


def test_a_document_is_never_taken_for_the_name_of_a_file() -> None:
    with pytest.raises(FeedUnreadable):
        read(str(next(iter(PAIRS))))


def test_more_entries_than_a_feed_may_have_are_refused() -> None:
    item = "<guid>x</guid>"
    assert len(read(rss(*[item] * 5000)).entries) == 5000
    with pytest.raises(FeedTooLarge, match="5000"):
        read(rss(*[item] * 5001))
    with pytest.raises(FeedTooLarge, match="5000"):
        read(b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"{}," * 5000 + b"{}]}")


def test_fields_are_cut_to_what_a_record_can_hold() -> None:
    entry = first(
        rss(
            f"<title>{'t' * 2000}</title><guid isPermaLink='false'>{'g' * 9000}</guid>"
            f"<link>https://h.example/{'l' * 5000}</link><description>{'d ' * 200_000}</description>"
            + "".join(f"<category>c{number}</category>" for number in range(80))
        )
    )
    assert (len(entry.title), len(entry.guid), entry.link) == (1000, 4000, "")
    assert len(entry.text) <= 200_000
    assert len(entry.tags) == 50


def test_a_feed_says_when_it_is_not_to_be_polled() -> None:
    skipped = (
        "<ttl>60</ttl><skipHours><hour>0</hour><hour>24</hour><hour> 07</hour><hour>x</hour></skipHours>"
        "<skipDays>\n<day>Sunday</day><day>saturday</day><day>Sunday</day></skipDays>"
    )
    parsed = read(rss().replace("<title>", f"{skipped}<title>"))
    assert (parsed.ttl, parsed.skip_hours, parsed.skip_days) == (3600.0, (0, 7), (5, 6))
    all_day = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    assert read(rss().replace("<title>", f"<skipHours>{all_day}</skipHours><title>")).skip_hours == ()


def test_a_document_in_the_encoding_that_only_the_header_names_is_read() -> None:
    document = rss("<title>Žižkov</title>").encode("iso-8859-2")
    assert read(document, "application/rss+xml; charset=iso-8859-2").entries[0].title == "Žižkov"


def test_a_document_that_breaks_off_gives_what_it_holds() -> None:
    document = rss("<title>Whole</title>", "<title>Cut off</title>")
    assert first(document[: document.index("off")]).title == "Whole"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("One.<br><br/>Two.", "One.\nTwo."),
        ("  One\n  line.  ", "One\nline."),
        ("AT&T and R&amp;D", "AT&T and R&D"),
        ("1 < 2", "1 < 2"),
        ("<style>p{}</style><script>x()</script>Text<!-- no -->", "Text"),
        ("<img src='x' onerror='y' alt='Alt'>Seen", "Seen"),
        ("<ul><li>a</li><li>b</li></ul>", "* a\n* b"),
        ("&#0;&#x1b;[31mRed&#xD800;", "\ufffd[31mRed\ufffd"),
        ("<div>" * 3000 + "Deep", "Deep"),
        ("<a href='x'>un<b>clos", "unclos"),
    ],
)
def test_markup_becomes_plain_paragraphs(html: str, text: str) -> None:
    escaped = html.replace("&", "&amp;").replace("<", "&lt;")
    assert first(rss(f"<description>{escaped}</description>")).text == text


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("Tue, 04 Mar 2025 10:00:59 GMT", 2025),
        ("Mon, 01 Jan 0000 00:00:00 GMT", None),
        ("31 April 2025", None),
        ("", None),
    ],
)
def test_a_date_that_no_calendar_has_is_no_date(date: str, year: int | None) -> None:
    published = first(rss(f"<title>x</title><pubDate>{date}</pubDate>")).published
    assert (published.year if published else None) == year


def _spoil(document: bytes, cuts: list[tuple[int, bytes]]) -> bytes:
    for place, piece in cuts:
        at = place % (len(document) + 1)
        document = document[:at] + piece + document[at + len(piece) :]
    return document


_PIECES = st.sampled_from(
    [b"<", b">", b"&", b"]]>", b"<![CDATA[", b"\0", b"\xff", b"</item>", b"&#x", b'"', b"<!--", b"{", b""]
)


@settings(max_examples=150)
@given(
    st.sampled_from([path.read_bytes() for path in PAIRS]),
    st.lists(st.tuples(st.integers(0, 10**6), _PIECES | st.binary(max_size=4)), max_size=8),
)
def test_a_spoilt_document_ends_in_entries_or_in_a_clear_error(document: bytes, cuts: list[tuple[int, bytes]]) -> None:
    try:
        parsed = read(_spoil(document, cuts))
    except FeedUnreadable as error:
        assert str(error)  # noqa: PT017  # both ends are allowed
    else:
        assert msgspec.json.decode(msgspec.json.encode(parsed), type=ParsedFeed) == parsed


def _collected() -> list[Path]:
    return sorted(COLLECTION.rglob("*.xml"))


if _collected():

    def test_every_feed_of_the_collection_ends_in_entries_or_in_a_clear_error() -> None:
        read_well, refused = 0, []
        for path in _collected():
            try:
                parsed = parse(path.read_bytes(), "", URL)
            except FeedUnreadable as error:
                refused.append(str(error))
            else:
                read_well += msgspec.json.decode(msgspec.json.encode(parsed), type=ParsedFeed) == parsed
        assert read_well + len(refused) == len(_collected())
        assert all(refused)
        assert len(refused) < 15


@pytest.mark.parametrize("half", ["&#xD800;", "&#XdFfF;", "&#55296;", "&#57343;", "&#0055296;"])
def test_half_a_surrogate_pair_costs_one_character_and_not_the_feed(half: str) -> None:
    items = f"<item><title>bad {half} ref</title><link>http://a/1</link></item><item><title>good</title></item>"
    body = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()
    titles = [entry.title for entry in parse(body, "application/rss+xml", "http://a/").entries]
    assert titles[1] == "good"
    assert titles[0].startswith("bad ")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("author", ["a." * 16_384, "a" * 32_768 + "@" + "b." * 200, "(" + "a@" * 16_384])
@pytest.mark.parametrize(
    "field",
    [
        "<author>{}</author>",
        "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>{}</dc:creator>",
        "<itunes:author xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>{}</itunes:author>",
        "<dc:publisher xmlns:dc='http://purl.org/dc/elements/1.1/'>{}</dc:publisher>",
    ],
    ids=["author", "creator", "itunes", "publisher"],
)
def test_fifty_authors_of_32_kilobytes_cost_no_more_than_what_is_kept_of_them(field: str, author: str) -> None:
    """Each of them once took 4 s of CPU, and the feed its poll."""
    entries = read(rss(*[f"<title>News</title>{field.format(author)}"] * 50)).entries
    assert {entry.title for entry in entries} == {"News"}
    assert len(entries) == 50
    assert max((len(name) for entry in entries for name in entry.authors), default=0) <= 200
