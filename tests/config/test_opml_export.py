"""OPML out, and in again; and what hostile files are told."""

from hypothesis import given
from hypothesis import strategies as st

from monitor.config.reading.opml import MAX_BYTES, MAX_DEPTH, parse_opml
from monitor.config.reading.opml_export import write_opml
from monitor.feeds.feed import Feed

Line = tuple[str, str, tuple[str, ...]]  # address, title, tags


def a_feed(number: int, title: str = "", tags: tuple[str, ...] = ()) -> Feed:
    return Feed(id=f"f{number}", url=f"https://h{number}.example/rss?a=1&b=('x')", title=title, tags=tags)


def read_again(feeds: list[Feed]) -> list[Line]:
    file = parse_opml(write_opml(feeds, "Feeds"), "feeds.opml")
    assert file.mistakes == []
    return sorted((outline.url, outline.title, outline.tags) for outline in file.outlines)


def lines(feeds: list[Feed]) -> list[Line]:
    return sorted((feed.url, feed.title, feed.tags) for feed in feeds)


names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12).map(
    str.strip
)
tags = st.lists(names.filter(bool) | st.sampled_from(["wire", "a, b", "x/y"]), max_size=5, unique=True).map(tuple)


@given(st.lists(st.tuples(names, tags), max_size=20))
def test_what_is_written_is_read_again_as_it_was(given: list[tuple[str, tuple[str, ...]]]) -> None:
    feeds = [a_feed(number, title, tags) for number, (title, tags) in enumerate(given)]
    assert read_again(feeds) == lines(feeds)


@given(st.text(max_size=20), st.lists(st.text(max_size=8), max_size=60))
def test_whatever_titles_and_tags_hold_the_file_can_be_read(title: str, tags: list[str]) -> None:
    (line,) = read_again([a_feed(1, title, tuple(tags))])
    assert line[0] == a_feed(1).url
    assert len(line[2]) < MAX_DEPTH


def test_feeds_of_one_folder_stand_together_and_folders_nest() -> None:
    feeds = [a_feed(1, "One", ("news", "wire")), a_feed(2, "Two"), a_feed(3, "Three", ("news", "wire"))]
    written = write_opml([*feeds, a_feed(4, "Four", ("news",))], "My <feeds>").decode()
    assert "<title>My &lt;feeds&gt;</title>" in written
    assert [written.count(f'text="{name}"') for name in ("news", "wire", "One", "Four")] == [1, 1, 1, 1]
    order = [written.index(f'text="{name}"') for name in ("news", "wire", "One", "Three", "Four", "Two")]
    assert order == sorted(order)


def test_a_feed_without_a_title_shows_its_address_and_gets_none_by_it() -> None:
    assert read_again([a_feed(1)]) == [(a_feed(1).url, "", ())]
    assert b'text="https://h1.example/rss' in write_opml([a_feed(1)], "")


def told(document: str) -> list[str]:
    return [str(mistake) for mistake in parse_opml(document.encode(), "a.opml").mistakes]


def test_a_file_that_may_grow_or_reach_outside_is_refused() -> None:
    grow = "<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {b} '&{a};&{a};&{a};'>" for a, b in zip("abcde", "bcdef", strict=True)
    )
    for subset in (f"[{grow}]", "[<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]", "[<!entity a 'ha'>]"):
        assert told(f"<!DOCTYPE opml {subset}>\n<opml><body><outline text='&f;'/></body></opml>") == [
            "a.opml:1: declares entities: remove them"
        ]


def test_a_document_type_that_lies_elsewhere_is_not_looked_up() -> None:
    document = (
        "<!DOCTYPE opml SYSTEM 'file:///etc/passwd'><opml><body><outline text='&f;' xmlUrl='https://a.example/'/>"
    )
    file = parse_opml(f"{document}</body></opml>".encode(), "a.opml")
    assert [(outline.title, file.mistakes) for outline in file.outlines] == [("&f;", [])]


def test_a_file_that_is_too_deep_or_too_large_is_refused() -> None:
    deep = "<opml><body>\n" + "<outline text='x'>" * 100_000
    assert told(deep) == [f"a.opml:2: nested more than {MAX_DEPTH} deep"]
    assert told("<opml>" + " " * MAX_BYTES) == ["a.opml: larger than 5,242,880 bytes: split it"]


def test_a_file_of_nothing_but_feeds_is_read_within_its_size() -> None:
    many = "<opml><body>" + "".join(f"<outline xmlUrl='https://a.example/{n}'/>" for n in range(90_000))
    many += "</body></opml>"
    file = parse_opml(many.encode(), "a.opml")
    assert (len(file.outlines), file.mistakes) == (90_000, [])
