"""JSON Feed 1.1, field by field."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.feeds.entry import Entry, ParsedFeed
from monitor.fetch.parsing.jsonfeed import parse_json_feed

URL = "https://post.example/feed.json"


def read(*items: Any, **fields: Any) -> ParsedFeed:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": list(items), **fields}
    return parse_json_feed(json.dumps(document).encode(), URL)


def item(**fields: Any) -> Entry:
    return read(fields).entries[0]


def test_authors_are_the_items_own_else_those_of_the_feed() -> None:
    own, none, old = read(
        {"authors": [{"name": "Ana"}, {"name": "Ben"}]},
        {"authors": [{"url": "https://post.example/desk"}]},
        {"author": {"name": "Cem"}},
        authors=[{"name": "The desk"}],
    ).entries
    assert (own.authors, none.authors, old.authors) == (("Ana", "Ben"), ("The desk",), ("Cem",))
    assert read({}, author={"name": "Dee"}).entries[0].authors == ("Dee",)


@pytest.mark.parametrize(
    ("given", "guid"), [("x", "x"), (7, "7"), (2.5, "2.5"), (0, "0"), (10**30, "1" + "0" * 30), (True, ""), (None, "")]
)
def test_an_id_may_be_a_number(given: object, guid: str) -> None:
    assert item(id=given).guid == guid


def test_a_link_is_that_of_the_item_or_what_it_is_about_or_its_id() -> None:
    about, own = "https://else.example/x", "https://post.example/1"
    assert item(id="u", url="/1", external_url=about).link == own
    assert item(id=own, external_url=about).link == about
    assert item(id=own).link == own
    assert item(id="/1").link == ""


def test_markup_is_in_content_html_only() -> None:
    assert item(content_html="<p>a &amp; b</p>", content_text="no").text == "a & b"
    assert item(content_html="<img>", content_text="Use <b> &amp; &lt;").text == "Use <b> &amp; &lt;"
    assert item(summary="One <line>\n\n and more").text == "One <line>\nand more"


@pytest.mark.parametrize(
    "date",
    [
        "2025-03-04T10:00:00Z",
        "2025-03-04t10:00:00z",
        "2025-03-04T11:00:00+01:00",
        "2025-03-04T10:00:00.000000000Z",
        "2025-03-04 10:00:00+0000",
        " 2025-03-04T10:00 ",
        "Tue, 04 Mar 2025 10:00:00 GMT",
    ],
)
def test_a_date_is_read_as_rfc_3339_has_it_and_as_publishers_write_it(date: str) -> None:
    assert item(date_published=date).published == datetime(2025, 3, 4, 10, tzinfo=UTC)


def test_a_leap_second_is_the_second_before_it() -> None:
    assert item(date_modified="2016-12-31T23:59:60Z").updated == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("date", ["", "today", "2025-02-30T00:00:00Z", "0001-01-01T00:00:00+14:00", 7, None, ["x"]])
def test_what_is_no_date_is_none(date: object) -> None:
    assert item(date_published=date).published is None


def test_the_first_hub_that_speaks_websub_counts() -> None:
    cloud = {"type": "rssCloud", "url": "https://cloud.example"}
    bad, good = {"type": "WebSub", "url": "ftp://x"}, {"type": "websub", "url": "https://hub.example"}
    assert read(hubs=[cloud, None, bad, good]).hub == "https://hub.example"
    assert read(hubs={"type": "WebSub"}).hub == ""


def test_a_feed_may_say_that_it_is_finished_and_only_with_true() -> None:
    assert [read(expired=value).expired for value in (True, False, "true", 1, None)] == [True] + [False] * 4


def test_attachments_are_no_part_of_the_text() -> None:
    attachment = {"url": "https://post.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1}
    entry = item(id="1", title="Episode", attachments=[attachment])
    assert (entry.title, entry.text) == ("Episode", "")


def test_an_episode_without_a_page_leads_to_its_recording() -> None:
    attachment = {"url": "https://post.example/a.mp3", "mime_type": "audio/mpeg"}
    assert item(id="1", attachments=[attachment]).link == "https://post.example/a.mp3"
    assert item(id="1", url="https://post.example/a", attachments=[attachment]).link == "https://post.example/a"


def test_languages_of_feed_and_item_are_kept_apart() -> None:
    parsed = read({"language": "pt-BR"}, {}, language="en_GB")
    assert (parsed.language, parsed.entries[0].language, parsed.entries[1].language) == ("en-GB", "pt-BR", None)
