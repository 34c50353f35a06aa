"""The feeds of the seeds are what `seeds/README.md` says they are."""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.dom import minidom

import feedparser  # type: ignore[import-untyped]
import pytest

from monitor.identity import canonical_url
from seeds.serve import FEEDS, SEEDS
from tests.seeds.morning import entries, expectations, expected_of

FORMATS = {"meridian.rss": "rss20", "harbour.xml": "rss092", "lantern.rdf": "rss10", "northgate.atom": "atom10"}
SIZES = {"meridian": 12, "harbour": 9, "lantern": 10, "northgate": 11, "ledger": 10}


@pytest.mark.parametrize(("name", "version"), FORMATS.items())
def test_an_xml_feed_is_well_formed_and_of_its_format(name: str, version: str) -> None:
    document = (FEEDS / name).read_bytes()
    minidom.parseString(document)
    parsed = feedparser.parse(document)
    assert parsed.version == version
    assert not parsed.bozo


def test_the_json_feed_has_what_version_1_1_requires() -> None:
    feed = json.loads((FEEDS / "ledger.json").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert ("content_html" in item) != ("content_text" in item)


def test_the_regional_feed_is_no_utf_8() -> None:
    document = (FEEDS / "harbour.xml").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        document.decode("utf-8")
    assert "£" in document.decode("iso-8859-1")


def test_the_five_feeds_have_52_entries() -> None:
    assert Counter(entry.feed for entry in entries()) == SIZES
    assert sum(SIZES.values()) == 52


def test_links_lead_to_reserved_hosts_only() -> None:
    for path in FEEDS.iterdir():
        document = path.read_bytes().decode("iso-8859-1")
        for address in re.findall(r"(?:href|src|url|resource|about)=\"(https?://[^\"]+)", document):
            host = urlsplit(address).hostname or ""
            assert host.endswith(".example") or host in {"www.w3.org", "purl.org"}, address
    assert all((urlsplit(entry.link).hostname or "").endswith(".example") for entry in entries())


def test_all_dates_lie_in_one_morning_and_one_entry_has_none() -> None:
    dates = [entry.published for entry in entries()]
    assert dates.count(None) == 1
    start, end = datetime(2026, 10, 5, 5, 30, tzinfo=UTC), datetime(2026, 10, 5, 11, 30, tzinfo=UTC)
    assert all(start <= date <= end for date in dates if date is not None)


def test_one_article_stands_in_two_feeds_under_two_spellings_of_one_link() -> None:
    twice = [link for link, times in Counter(canonical_url(entry.link) for entry in entries()).items() if times > 1]
    assert twice == ["northgatepost.example/science/2026/10/05/green-comet"]
    spellings = {entry.link for entry in entries() if canonical_url(entry.link) == twice[0]}
    assert {urlsplit(link).scheme for link in spellings} == {"http", "https"}


def test_a_feed_may_lack_guids_and_so_may_one_entry_of_another() -> None:
    without = Counter(entry.feed for entry in entries() if not entry.guid)
    assert without == {"harbour": 9, "meridian": 1}


def test_one_headline_stands_in_capitals() -> None:
    assert [entry.title for entry in entries() if entry.title.isupper()] == [
        "AMBASSADOR PLANTS FIRST OF 300 OAKS AT QUAYSIDE"
    ]


def test_every_text_is_long_enough_to_be_compared_with_others() -> None:
    for entry in entries():
        least = 60 if expected_of(entry).story else 40
        assert len(entry.text.split()) > least, entry.title


def test_every_entry_has_its_expectation_and_no_expectation_lacks_its_entry() -> None:
    given = Counter((entry.feed, entry.link) for entry in entries())
    assert given == Counter((expected.feed, expected.link) for expected in expectations())


def test_the_readme_says_of_every_entry_what_it_is_for() -> None:
    readme = (SEEDS / "README.md").read_text("utf-8")
    assert [entry.title for entry in entries() if f"| {entry.title} |" not in readme] == []
