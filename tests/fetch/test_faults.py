"""Faulty documents: a fault costs what it stands in, no text elsewhere, and no more time than a feed may have."""

import pytest

from monitor.errors import FeedTooLarge, FeedUnreadable
from monitor.fetch.parsing.plain_text import line, paragraphs
from monitor.fetch.parsing.repair import is_xml, mended
from tests.fetch.test_links import atom
from tests.fetch.test_parse import first, read, rss
from tests.fetch.test_reread import Reader, identities

GOOD = (
    "<title>Bridge &amp; road</title><link>https://h.example/?a=1&amp;b=2</link>"
    "<description><![CDATA[<p>A &amp; B &lt; C</p>]]></description><guid isPermaLink='false'>good</guid>"
)
FAULTS = {
    "a line break of HTML": "<title>Bad<br>one</title>",
    "a bare ampersand": "<title>Bad & one</title>",
    "an entity of HTML": "<title>Bad&nbsp;one</title>",
    "a bare angle": "<title>Bad < one</title>",
    "an end of CDATA": "<title>Bad ]]> one</title>",
    "an attribute without quotes": "<title>Bad one</title><enclosure url=x/>",
    "an attribute twice": "<title>Bad one</title><enclosure url='x' url='y'/>",
    "a prefix without a namespace": "<title>Bad one</title><x:y>z</x:y>",
    "a title without an end": "<title>Bad one<guid>1</guid>",
    "a tag without an end": "<title>Bad one</title><p>x<i></p>",
    "half a surrogate pair": "<title>Bad one</title><x>&#xD800;&#0;</x>",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_one_entry_costs_the_others_nothing(fault: str) -> None:
    expected = first(rss(GOOD))
    for items in ((fault, GOOD, GOOD), (GOOD, fault), (fault, fault, GOOD)):
        entries = read(rss(*items)).entries
        assert len(entries) == len(items)
        found = [entry for entry, item in zip(entries, items, strict=True) if item is GOOD]
        assert found == [expected] * len(found)
        bad = [entry for entry, item in zip(entries, items, strict=True) if item is fault]
        assert all(entry.title.startswith("Bad") for entry in bad)


@pytest.mark.parametrize("written", ["Bad & one", "Bad < one", "Bad ]]> one", "Bad &unknown; one", "5 <3 one"])
def test_what_is_no_markup_means_itself(written: str) -> None:
    assert first(rss(f"<title>{written}</title>")).title == written
    assert first(rss(f"<description>{written}</description>", GOOD)).text == written


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
async def test_a_fault_that_comes_and_goes_edits_no_known_article(fault: str) -> None:
    reader = Reader()
    seen = [
        identities((await reader.read(rss(*items).encode())).entries)[-1] for items in ((GOOD,), (fault, GOOD), (GOOD,))
    ]
    assert seen == [seen[0]] * 3


@pytest.mark.parametrize(
    "faulty",
    [
        "<rss><channel><title>T</title></channel></rss><!-- cached --><p>",
        "<rss><channel><title>T</title><item/>",
        "<feed><entry/>",
        "<rdf:RDF><item/>",
        "<feed><content>caf&eacute; & x</content></feed>",
    ],
)
def test_a_document_is_mended_to_one_that_is_well_formed(faulty: str) -> None:
    assert not is_xml(faulty.encode())
    assert is_xml(mended(faulty.encode()))


def test_an_entity_of_html_is_its_character_in_a_text_without_markup_too() -> None:
    assert first(atom("<content type='text'>caf&eacute; & x</content><title>t</title>")).text == "café & x"


def test_an_entry_that_is_not_closed_ends_where_the_next_begins() -> None:
    entries = read(rss("<title>One</title>", GOOD).replace("</item><item>", "<item>", 1)).entries
    assert [entry.title for entry in entries] == ["One", "Bridge & road"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "<![CDATA[",
        "<!--",
        "<?x",
        "<link>",
        "<link>    ",
        "<title>a<",
        "<a:b ",
        "&#x0000",
        "&",
        "]]>",
        "<item>",
        "<p x='y'>",
    ],
)
def test_a_document_of_nothing_but_faults_costs_little(piece: str) -> None:
    try:
        assert len(read(rss(GOOD).replace("</channel>", piece * (200_000 // len(piece)))).entries) >= 1
    except (FeedUnreadable, FeedTooLarge) as error:
        assert str(error)  # noqa: PT017  # both ends are allowed


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["<video>", "<x>", "<p class='caption'>", "[caption x]", "<a>", "&lt;", "<b", "</p>"])
def test_markup_of_nothing_but_beginnings_costs_little(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(line(text, 100)) <= 100
    assert len(paragraphs(text, 1000)) <= 1000
