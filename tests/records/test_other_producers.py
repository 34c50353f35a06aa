"""What another program writes to news.articles is held to the schema."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from monitor.errors import Unprocessable
from monitor.records import Article, decode
from monitor.stories.sane import check_dates

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
GOOD: Mapping[str, object] = {
    "id": "x-1",
    "feed": "own",
    "entry": "1",
    "url": "https://herald.example/1",
    "title": "A title",
    "text": "A text.",
    "published": "2026-03-02T11:00:00+01:00",
    "fetched": "2026-03-02T11:00:00Z",
}


def taken(**fields: object) -> Article:
    article = decode(json.dumps({**GOOD, **fields}).encode(), Article)
    check_dates(article, NOW)
    return article


def test_an_article_that_fits_the_schema_is_taken() -> None:
    assert taken().published == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert taken(url="", published=None).url == ""
    assert taken(url="HTTP://herald.example:8080/a?b=c#d").id == "x-1"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"published": "2026-03-02T11:00:00"}, "timezone"),
        ({"fetched": "2026-03-02T11:00:00"}, "timezone"),
        ({"updated": "2026-03-02 11:00"}, "updated"),
        ({"published": "yesterday"}, "published"),
        ({"published": 1772445600}, "published"),
        ({"id": ""}, "id"),
        ({"feed": ""}, "feed"),
        ({"id": "x" * 5000}, "id"),
        ({"version": 0}, "version"),
        ({"url": "herald.example/1"}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "file:///etc/passwd"}, "url"),
        ({"url": "https://"}, "url"),
        ({"url": "https://herald.example/a b"}, "url"),
        ({"title": None}, "title"),
        ({"published": "1970-01-01T00:00:00Z"}, "published 1970-01-01T00:00:00+00:00 is before 1990"),
        ({"fetched": "0001-01-01T00:00:00Z", "published": None}, "fetched 0001-01-01T00:00:00+00:00 is before 1990"),
        ({"updated": "1899-12-30T00:00:00Z"}, "updated 1899-12-30T00:00:00+00:00 is before 1990"),
        ({"published": "2026-03-02T12:00:01Z"}, "published 2026-03-02T12:00:01+00:00 is in the future"),
        (
            {"published": "2027-03-02T12:00:00Z", "fetched": "2027-03-02T12:00:00Z"},
            "published 2027-03-02T12:00:00+00:00 is in the future",
        ),
    ],
)
def test_one_that_does_not_is_refused_with_what_is_wrong(fields: Mapping[str, object], told: str) -> None:
    with pytest.raises(Unprocessable, match=re.escape(told)):
        taken(**fields)


def test_a_clock_that_is_set_back_refuses_nothing_that_was_fetched_before() -> None:
    ahead = (NOW + timedelta(days=365)).isoformat()
    assert taken(fetched=ahead).fetched > NOW
