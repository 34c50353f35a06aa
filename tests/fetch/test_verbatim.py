"""Entries as feedparser gives them, and the command that prints them."""

import gzip
import io
import json
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

from monitor.cli.main import cli
from monitor.errors import FeedUnreadable
from monitor.fetch.parsing.verbatim import VerbatimEntry, read_verbatim
from tests.fetch.test_parse import BOMB, DOCUMENTS, URL, rss

FEEDS = [DOCUMENTS / name for name in ("rss20.xml", "rss10.xml", "rss091.xml", "atom10.xml")]


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # feedparser's own: updated falls back to published
def test_every_field_is_as_feedparser_gives_it(path: Path) -> None:
    entries = read_verbatim(path.read_bytes(), "", "").entries or ()
    reference = feedparser.parse(io.BytesIO(path.read_bytes())).entries
    assert len(entries) == len(reference) > 0
    for entry, expected in zip(entries, reference, strict=True):
        assert entry.id == (expected.get("id") or expected.get("link"))
        for name in ("link", "title", "author", "summary"):
            assert getattr(entry, name) == expected.get(name, "")
        for name in ("published", "updated"):
            moment, given = getattr(entry, name), expected.get(f"{name}_parsed")
            assert (moment and moment.timetuple()[:6]) == (given and given[:6])


def test_markup_is_kept_and_made_safe() -> None:
    markup = "&lt;p&gt;Talks &lt;script&gt;x()&lt;/script&gt;&lt;a href='/a'&gt;go on&lt;/a&gt;&lt;/p&gt;"
    (entry,) = read_verbatim(rss(f"<description>{markup}</description>").encode(), "", URL).entries or ()
    assert entry.summary == '<p>Talks <a href="https://base.example/a">go on</a></p>'


def test_an_entry_without_guid_is_known_by_its_link_and_one_with_neither_by_nothing() -> None:
    entries = read_verbatim(rss("<link>https://h.example/a</link>", "<title>T</title>").encode(), "", "").entries or ()
    assert [entry.id for entry in entries] == ["https://h.example/a", ""]


def test_a_json_feed_has_the_same_fields() -> None:
    entries = read_verbatim((DOCUMENTS / "jsonfeed11.json").read_bytes(), "", URL).entries
    assert entries
    assert all(isinstance(entry, VerbatimEntry) and entry.id for entry in entries)


def test_a_bomb_is_refused_here_too() -> None:
    with pytest.raises(FeedUnreadable, match="declares entities"):
        read_verbatim(rss("<title>&b;</title>", prolog=BOMB).encode(), "", "")


SITEMAP = (
    "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://h.example/a</loc>"
    "<n:news><n:title>Talks</n:title></n:news></url></urlset>"
)
INDEX = "<sitemapindex><sitemap><loc>https://h.example/news.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    "document",
    [
        rss("<title>Talks</title><link>https://h.example/a</link>").encode(),
        gzip.compress(rss("<title>Talks</title><link>https://h.example/a</link>").encode()),
        b"\n<?xml version='1.0' encoding='utf-16'?>" + rss("<title>Talks</title>\xff").encode("latin-1"),
        SITEMAP.encode(),
        gzip.compress(SITEMAP.encode()),
        b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "Talks"}]}',
    ],
)
def test_all_that_ingest_reads_is_read(document: bytes) -> None:
    (entry,) = read_verbatim(document, "", "").entries or ()
    assert entry.title == "Talks"


def test_an_index_is_its_sitemaps() -> None:
    assert read_verbatim(INDEX.encode(), "", "").sitemaps == ("https://h.example/news.xml",)


def test_the_command_fails_where_one_of_its_sources_cannot_be_read(tmp_path: Path) -> None:
    index, feed, page = tmp_path / "index.xml", tmp_path / "feed.xml", tmp_path / "page.html"
    index.write_text(INDEX, "utf-8")
    feed.write_text(rss(), "utf-8")
    page.write_text("<html></html>", "utf-8")
    well = CliRunner().invoke(cli, ["feeds", "parse", "--workers", "1", str(index), str(feed)])
    assert (well.exit_code, well.output.splitlines()) == (
        0,
        [f"{index}: 1 sitemaps", "  https://h.example/news.xml", f"{feed}: 0 entries"],
    )
    failed = CliRunner().invoke(cli, ["feeds", "parse", "--workers", "1", str(page), str(feed)])
    assert failed.exit_code == 1
    assert "neither RSS" in failed.output


def test_the_command_prints_a_line_a_file_in_the_order_given(tmp_path: Path) -> None:
    good, bomb, absent = tmp_path / "good.xml", tmp_path / "bomb.xml", tmp_path / "absent.xml"
    good.write_text(rss("<title>Talks</title><guid>1</guid>"), "utf-8")
    bomb.write_text(rss("<title>&b;</title>", prolog=BOMB), "utf-8")
    names = [str(bomb), str(absent), str(good)]
    result = CliRunner().invoke(cli, ["feeds", "parse", "--json", "--workers", "2", *names, "http://127.0.0.1:1/"])
    assert result.exit_code == 1, result.output
    feeds = [json.loads(line) for line in result.output.splitlines()]
    assert [feed["file"] for feed in feeds] == [*names, "http://127.0.0.1:1/"]
    assert "declares entities" in feeds[0]["error"]
    assert "No such file" in feeds[1]["error"]
    assert "not a public address" in feeds[3]["error"]
    assert set(feeds[2]["entries"][0]) == {
        *("id", "link", "title", "published", "updated", "author", "language", "summary", "content")
    }
