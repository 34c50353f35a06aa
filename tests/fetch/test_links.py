"""Where an entry leads: its own link, whatever else it names, as an address that people can follow."""

import json

import pytest

from tests.fetch.test_parse import URL, first, rss

ATOM_LINK = (
    '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="{rel}" type="{type}" href="https://h.example/{to}"/>'
)
OWN = "<link>https://h.example/own</link>"


def atom(inside: str, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><entry>{inside}</entry></feed>'


@pytest.mark.parametrize("kind", ["text/html", "application/json", "audio/mpeg", "application/xhtml+xml"])
@pytest.mark.parametrize("rel", ["alternate", "amphtml", "self", "enclosure", "related"])
def test_no_link_of_atom_replaces_the_link_of_an_item(rel: str, kind: str) -> None:
    other = ATOM_LINK.format(rel=rel, type=kind, to="other")
    assert first(rss(other + OWN)).link == first(rss(OWN + other)).link == "https://h.example/own"


def test_a_link_that_says_that_it_is_another_is_not_the_own() -> None:
    recording = "<link rel='enclosure'>https://h.example/a.mp3</link>"
    assert first(rss(recording + OWN)).link == first(rss(OWN + recording)).link == "https://h.example/own"


def test_a_link_of_atom_serves_where_the_item_has_none() -> None:
    assert first(rss(ATOM_LINK.format(rel="alternate", type="text/html", to="page"))).link == "https://h.example/page"
    assert first(rss("<link></link>" + ATOM_LINK.format(rel="alternate", type="text/html", to="a"))).link.endswith("/a")


@pytest.mark.parametrize(
    "links",
    [
        "<link href='https://h.example/page'/><link href='https://h.example/amp/page'/>",
        "<link rel='alternate' type='application/json' href='https://h.example/j'/><link href='https://h.example/page'/>",
        "<link rel='replies' type='text/html' href='https://h.example/r'/><link href='https://h.example/page'/>",
        "<link href='gopher://h.example/page'/><link href='https://h.example/page'/>",
        "<link rel='enclosure' href='https://h.example/a.mp3'/><link href='https://h.example/page'/>",
        "<id>https://h.example/page</id><link rel='self' href='https://h.example/api/page'/>",
        "<link href='https://h.example/page'/><source><link href='https://other.example/'/><id>x</id></source>",
    ],
)
def test_an_entry_of_atom_leads_to_its_first_page(links: str) -> None:
    assert first(atom(links)).link == "https://h.example/page"


@pytest.mark.parametrize(
    ("guid", "link"),
    [
        ("<guid>https://h.example/g</guid>", "https://h.example/g"),
        ("<guid isPermaLink='true'>https://h.example/g</guid>", "https://h.example/g"),
        ("<guid isPermaLink='TRUE'>https://h.example/g</guid><link></link>", "https://h.example/g"),
        ("<guid>/news/g</guid>", "https://base.example/news/g"),
        ("<guid isPermaLink='false'>https://h.example/g</guid>", ""),
        ("<guid>12345</guid>", ""),
        ("<guid>tag:h.example,2026:1</guid>", ""),
        ("<guid>https://h.example/g</guid>" + OWN, "https://h.example/own"),
    ],
)
def test_a_guid_leads_somewhere_only_where_it_is_an_address(guid: str, link: str) -> None:
    assert first(rss(f"<title>x</title>{guid}")).link == link


def test_an_entry_of_feedburner_leads_where_it_led_before() -> None:
    origin = "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://h.example/a</f:origLink>"
    assert first(rss(f"<link>https://feeds.example/~r/a/~3/x/</link>{origin}")).link == "https://h.example/a"


def test_a_picture_is_no_page() -> None:
    picture = "<enclosure url='https://h.example/1.jpg' length='1' type='image/jpeg'/>"
    assert first(rss(f"{picture}<guid isPermaLink='false'>1</guid>")).link == ""
    attached = {"id": "1", "attachments": [{"url": "https://h.example/1.jpg", "mime_type": "image/jpeg"}]}
    assert first(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [attached]})).link == ""


def test_an_episode_without_a_page_leads_to_its_recording() -> None:
    recording = "<enclosure url='https://h.example/1.mp3' length='1' type='audio/mpeg'/>"
    assert first(rss(f"{recording}<guid isPermaLink='false'>1</guid>")).link == "https://h.example/1.mp3"
    assert first(rss(recording + OWN)).link == "https://h.example/own"
    assert first(rss(f"{recording}<guid>https://h.example/g</guid>")).link == "https://h.example/g"


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://h.example/two words", "https://h.example/two%20words"),
        ("https://h.example/a?b=c d&amp;e=f", "https://h.example/a?b=c%20d&e=f"),
        ('https://h.example/{a}|b^c`d\\e"f', "https://h.example/%7Ba%7D%7Cb%5Ec%60d%5Ce%22f"),
        ("https://h.example/100%-sure/%C3%A4", "https://h.example/100%25-sure/%C3%A4"),
        ("https://h.example/новости", "https://h.example/новости"),
        ("\n  https://h.example/long/\n  path\n", "https://h.example/long/path"),
        ("https://h.example/a?x=1&amp;amp;y=2", "https://h.example/a?x=1&y=2"),
        ("//h.example/a", "https://h.example/a"),
        ("/a/b", "https://base.example/a/b"),
        ("www.h.example/a", "https://www.h.example/a"),
        ("javascript:x()", ""),
        ("mailto:a@h.example", ""),
    ],
)
def test_an_address_is_made_one_that_can_be_followed(written: str, link: str) -> None:
    assert first(rss(f"<title>x</title><link>{written}</link>")).link == link
    item = {"id": "1", "url": written.replace("&amp;", "&")}
    assert first(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [item]})).link == link


def test_relative_links_are_resolved_by_the_base_that_the_feed_names() -> None:
    based = atom("<link href='1'/>", "xml:base='https://h.example/blog/'")
    assert first(based).link == "https://h.example/blog/1"
    assert first(rss("<link>1</link>").replace("<item>", "<item xml:base='https://h.example/x/'>")).link.endswith("x/1")
    assert first(rss("<link>1</link>")).link == URL.replace("feed", "1")


def test_what_only_tells_where_readers_come_from_leaves_the_link() -> None:
    tracked = "https://h.example/a?utm_source=rss&amp;id=7&amp;at_medium=RSS#xtor=RSS-1"
    assert first(rss(f"<title>x</title><link>{tracked}</link>")).link == "https://h.example/a?id=7"


@pytest.mark.parametrize(
    "redirect",
    [
        "https://www.google.com/url?rct=j&sa=t&url={}&ct=ga&cd=x",
        "https://www.google.co.uk/url?q={}",
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&url={}&c=1",
        "https://l.facebook.com/l.php?u={}&h=1",
    ],
)
def test_a_redirect_that_names_its_target_is_its_target_and_that_site_the_source(redirect: str) -> None:
    target = "https%3A%2F%2Fpaper.example%2Fa%3Fid%3D7%26utm_source%3Dx"
    entry = first(rss(f"<title>x</title><link>{redirect.format(target).replace('&', '&amp;')}</link>"))
    assert entry.link == "https://paper.example/a?id=7"
    assert entry.source.startswith("https://paper.example/a")


@pytest.mark.parametrize("link", ["https://www.google.com/url?url=x", "https://h.example/url?url=https://x.example/"])
def test_any_other_address_with_an_address_in_it_stays(link: str) -> None:
    assert (first(rss(f"<link>{link}</link>")).link, first(rss(f"<link>{link}</link>")).source) == (link, "")


@pytest.mark.parametrize(
    "item",
    [
        "<link>https://h.example/a?b=1&c=2<title>A</title>",
        "<link>https://h.example/a?b=1&amp;c=2<link><title>A</title>",
        "<title>A</title><link/>https://h.example/a?b=1&amp;c=2<guid>1</guid>",
        "<title>A</title><link />\nhttps://h.example/a?b=1&amp;c=2</link>",
        "<title>A</title><link>https://h.example/a?b=1&c=2</link>",
    ],
)
def test_a_link_that_is_not_closed_leads_where_it_says(item: str) -> None:
    entry = first(rss(item + "<description>Text</description>"))
    assert (entry.link, entry.title, entry.text) == ("https://h.example/a?b=1&c=2", "A", "Text")


def test_the_source_of_an_aggregated_entry_is_kept() -> None:
    assert (
        first(rss(f"{OWN}<source url='https://paper.example/rss'>The Paper</source>")).source
        == "https://paper.example/rss"
    )
    of_atom = "<source><title>The Paper</title><link href='https://paper.example/'/></source><title>t</title>"
    assert (first(atom(of_atom)).source, first(atom(of_atom)).title) == ("https://paper.example/", "t")
    assert first(rss(f"{OWN}<source>The Paper</source>")).source == ""
