"""Subscription lists of feed readers."""

from pathlib import Path

from monitor.config.compile.feeds import outline_id
from monitor.config.reading.opml import MAX_BYTES, read_opml
from tests.config.builders import directory, loaded, mistakes

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


def test_two_listed_feeds_of_one_id_are_a_mistake(tmp_path: Path) -> None:
    target = directory(tmp_path)
    outlines = "".join(f'\n<outline text="x" xmlUrl="https://a.example/{path}"/>' for path in ("a/b", "a-b"))
    (target / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    assert mistakes(target) == ["feeds.opml:3: id 'a-example-a-b' is taken already: put this feed into feeds.yaml"]


def test_a_list_over_the_limits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "large.opml").write_bytes(b"<opml>" + b" " * MAX_BYTES)
    (tmp_path / "deep.opml").write_text("<opml>" + '<outline text="x">' * 50)
    assert [str(mistake) for mistake in read_opml(tmp_path / "large.opml", "large.opml").mistakes] == [
        "large.opml: larger than 5,242,880 bytes: split it"
    ]
    assert [str(mistake) for mistake in read_opml(tmp_path / "deep.opml", "deep.opml").mistakes] == [
        "deep.opml:1: nested more than 40 deep"
    ]
