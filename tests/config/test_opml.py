"""Subscription lists of feed readers."""

from pathlib import Path

import pytest

from monitor.config.compile.feeds import free_id, outline_id
from monitor.config.reading.opml import MAX_BYTES, OpmlFile, parse_opml, read_opml
from tests.config.builders import directory, loaded

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Mine</title></head>
  <body>
    <outline text="World" title="World">
      <outline type="rss" text="The Wire" xmlUrl="https://wire.example/rss" htmlUrl="https://wire.example/"/>
      <outline text="Europe">
        <outline type="rss" title="Courier" text="courier" xmlurl=" https://courier.example/feed "/>
      </outline>
    </outline>
    <outline type="rss" text="Alone" XMLURL="http://alone.example/atom.xml"/>
  </body>
</opml>
"""


def test_feeds_are_found_in_folders_whatever_case_programs_write(tmp_path: Path) -> None:
    (tmp_path / "a.opml").write_text(LIST)
    outlines = read_opml(tmp_path / "a.opml", "a.opml").outlines
    assert [(outline.url, outline.title, outline.tags, outline.line) for outline in outlines] == [
        ("https://wire.example/rss", "The Wire", ("World",), 6),
        ("https://courier.example/feed", "Courier", ("World", "Europe"), 8),
        ("http://alone.example/atom.xml", "Alone", (), 11),
    ]


def test_a_list_beside_the_feeds_is_read_without_being_named(tmp_path: Path) -> None:
    target = directory(tmp_path)
    (target / "feeds.opml").write_text(LIST)
    feeds = {feed.id: feed for feed in loaded(tmp_path).feeds}
    assert list(feeds) == ["wire", "courier-example-feed", "alone-example-atom-xml"]
    assert feeds["courier-example-feed"].tags == ("World", "Europe")


def test_a_list_alone_is_enough(tmp_path: Path) -> None:
    target = directory(tmp_path, feeds=None)
    (target / "feeds.opml").write_text(LIST)
    assert [feed.title for feed in loaded(tmp_path, feeds=None).feeds] == ["The Wire", "Courier", "Alone"]


def test_a_list_is_read_where_the_feeds_name_it_with_their_defaults(tmp_path: Path) -> None:
    target = directory(tmp_path)
    (target / "lists").mkdir()
    (target / "lists" / "mine.opml").write_text(LIST)
    feeds = loaded(
        tmp_path, feeds="opml: lists/mine.opml\ndefaults: {interval: 1h, tags: [mine], language: en}\n"
    ).feeds
    assert {feed.interval for feed in feeds} == {3600}
    assert [feed.tags for feed in feeds] == [("World",), ("World", "Europe"), ("mine",)]


def test_what_feeds_yaml_says_of_a_feed_holds_over_the_list(tmp_path: Path) -> None:
    target = directory(tmp_path)
    (target / "feeds.opml").write_text(LIST.replace("https://wire.example/rss", "http://www.wire.example/rss/"))
    wires = [feed for feed in loaded(tmp_path).feeds if "wire" in feed.url]
    assert [(feed.id, feed.tags) for feed in wires] == [("wire", ("wire",))]


def test_the_id_of_a_listed_feed_is_a_function_of_its_address() -> None:
    assert outline_id("https://www.example.org/a/rss.xml?utm_source=x") == outline_id("http://example.org/a/rss.xml")
    assert outline_id("https://example.org/" + "a" * 100) != outline_id("https://example.org/" + "a" * 101)
    assert len(outline_id("https://example.org/" + "a" * 1000)) <= 64


def test_listed_feeds_whose_short_names_are_the_same_are_told_apart_by_their_addresses(tmp_path: Path) -> None:
    target = directory(tmp_path)
    paths = ("a/b", "a-b", "a?b")
    outlines = "".join(f'\n<outline text="x" xmlUrl="https://a.example/{path}"/>' for path in paths)
    (target / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    found = {feed.url[18:]: feed.id for feed in loaded(tmp_path).feeds if "a.example" in feed.url}
    assert list(found) == list(paths)
    assert len(set(found.values())) == 3
    (target / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines.replace("a-b", "c")}</body></opml>')
    fewer = {feed.url[18:]: feed.id for feed in loaded(tmp_path).feeds}
    assert (fewer["a/b"], fewer["a?b"]) == (found["a/b"], found["a?b"])


def test_a_name_that_is_taken_is_numbered() -> None:
    assert free_id("wire", {"desk"}) == "wire"
    assert free_id("wire", {"wire"}) == "wire-2"
    assert free_id("wire", {"wire", "wire-2", "wire-4"}) == "wire-3"
    assert free_id("x" * 64, {"x" * 64}) == "x" * 62 + "-2"


def test_a_list_over_the_limits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "large.opml").write_bytes(b"<opml>" + b" " * MAX_BYTES)
    (tmp_path / "deep.opml").write_text("<opml>" + '<outline text="x">' * 50)
    assert [str(mistake) for mistake in read_opml(tmp_path / "large.opml", "large.opml").mistakes] == [
        "large.opml: larger than 5,242,880 bytes: split it"
    ]
    assert [str(mistake) for mistake in read_opml(tmp_path / "deep.opml", "deep.opml").mistakes] == [
        "deep.opml:1: nested more than 40 deep"
    ]


def opml(*lines: str) -> str:
    """A list whose first outline stands on line 3."""
    return "\n".join(("<?xml version='1.0'?>", "<opml version='2.0'><body>", *lines, "</body></opml>"))


def a(url: str, title: str = "T", more: str = "") -> str:
    return f'<outline text="{title}" type="rss" xmlUrl="{url}"{more}/>'


def found(document: str | bytes) -> OpmlFile:
    return parse_opml(document if isinstance(document, bytes) else document.encode(), "a.opml")


def told(file: OpmlFile) -> list[str]:
    return [str(mistake) for mistake in file.mistakes]


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (opml(a("https://a.example/rss", "Q & A")), "Q & A"),
        (opml(a("https://a.example/rss", "A < B <3")), "A < B <3"),
        (opml(a("https://a.example/rss", "A&nbsp;&ndash;&hellip;&bogus;")), "A\xa0–…&bogus;"),
        (opml(a("https://a.example/rss", "A&#0;&#x1F;&#xD800;&#9999999999;&#66;")), "AB"),
        (opml(a("https://a.example/rss", "A\x01\x0b\0B")), "AB"),
        ("\n \n" + opml(a("https://a.example/rss")), "T"),
        ("\ufeff" + opml(a("https://a.example/rss", "Zwölf")), "Zwölf"),
        (opml(a("https://a.example/rss", "Zwölf")).encode("utf-16"), "Zwölf"),
        (opml(a("https://a.example/rss", "Zwölf")).encode("utf-16-be"), "Zwölf"),
        (opml(a("https://a.example/rss", "Zwölf")).encode("windows-1252"), "Zwölf"),
        (opml(a("https://a.example/rss", "Zwölf")).replace("'1.0'?", "'1.0' encoding='utf-16'?"), "Zwölf"),
        (
            opml(a("https://a.example/rss", "Двор")).replace("'1.0'?", "'1.0' encoding='koi8-r'?").encode("koi8-r"),
            "Двор",
        ),
        ("<!DOCTYPE opml SYSTEM 'opml.dtd'>" + opml(a("https://a.example/rss")).partition("?>")[2], "T"),
        ("<!DOCTYPE opml [<!ELEMENT opml ANY>]><opml><body>" + a("https://a.example/rss") + "</body></opml>", "T"),
        (opml(a("https://a.example/rss")).replace("outline", "OUTLINE").replace("opml", "OPML"), "T"),
        (opml(a("https://a.example/rss")).replace("<opml", "<opml xmlns='https://x.example/'"), "T"),
        ("<opml><body><outline xmlUrl='https://a.example/rss'/></body></opml>", ""),
    ],
)
def test_a_list_is_read_as_programs_write_it(document: str | bytes, title: str) -> None:
    file = found(document)
    assert ([(outline.url, outline.title) for outline in file.outlines], told(file)) == (
        [("https://a.example/rss", title)],
        [],
    )


@pytest.mark.parametrize(
    ("lines", "urls", "fault"),
    [
        ((a("https://a.example/1"), a("https://a.example/2")[:-14]), ["1"], "a.opml:5: "),
        (("<outline text='N'>", a("https://a.example/1"), "</outlne>", a("https://a.example/2")), ["1", "2"], ":5: "),
        ((a("https://a.example/1", more=' text="B"'), a("https://a.example/2")), ["1", "2"], ":3: "),
        (("<outline xmlUrl=https://a.example/1 />", a("https://a.example/2")), ["2"], ":3: "),
    ],
    ids=["broken off", "a wrong end tag", "an attribute twice", "no quotes"],
)
def test_a_fault_in_the_xml_is_named_by_its_line_and_what_is_around_it_is_read(
    lines: tuple[str, ...], urls: list[str], fault: str
) -> None:
    file = found(opml(*lines))
    assert [outline.url.rpartition("/")[2] for outline in file.outlines] == urls
    assert [fault in line and "is not well-formed XML: " in line for line in told(file)] == [True]


def test_a_page_that_is_no_list_is_called_what_it_is() -> None:
    assert told(found("<!DOCTYPE html>\n<html><body><p>OPML<br></body></html>")) == [
        "a.opml:2: expected OPML, not an XML document of <html>"
    ]
    assert told(found("Not found")) == ["a.opml:1: is not well-formed XML: Start tag expected, '<' not found"]


def test_what_is_no_feed_is_passed_over_and_a_feed_under_another_name_is_not() -> None:
    file = found(
        opml(
            '<outline type="link" url="https://a.example/1"/>',
            '<outline type="podcast" url="https://a.example/2"/>',
            '<outline text="N" xmlUrl="">',
            a("https://a.example/3"),
            "</outline>",
            "<!-- " + a("https://a.example/4") + " -->",
            '<outline text="N" isComment="true"><outline text="M">' + a("https://a.example/5") + "</outline></outline>",
            a("https://a.example/6", more=' isComment="true"'),
            a("https://a.example/7", more=' isComment="false"'),
        )
    )
    assert [(outline.url[-1], outline.tags) for outline in file.outlines] == [("2", ()), ("3", ("N",)), ("7", ())]
    assert told(file) == []


def test_a_feed_in_two_folders_has_the_tags_of_both() -> None:
    folders = (f"<outline text='{name}'>{a('https://a.example/1', title)}</outline>" for name, title in ("Nx", "MT"))
    (outline,) = found(opml(*folders)).outlines
    assert (outline.tags, outline.title, outline.line) == (("N", "M"), "x", 3)
