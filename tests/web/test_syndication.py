"""Feeds of alerts: read by programs of others, and by Wirewatch itself."""

import json

import feedparser  # type: ignore[import-untyped]
import pytest
from msgspec.structs import replace

from monitor.records import Alert, AlertKind, AnnotatedArticle, Change, ChangeKind, Relation, Severity
from monitor.web.syndication.entries import entries
from tests.store.builders import NOON, alert, annotated, minutes
from tests.web.conftest import Web

HOSTILE = '<script>alert(1)</script> \x00\ufffe\uffff\x1b[31m"&<b onclick="x">\u202e ]]> <![CDATA['


def changed(of: Alert, after: float, dead: str) -> Alert:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after=dead)
    return replace(
        of, id=f"al-dead-{dead}", raised=of.raised + minutes(after), kind=AlertKind.CHANGE, changes=(change,), step=2
    )


async def told(web: Web, *alerts: Alert) -> None:
    for each in alerts:
        await web.store.archive_alert(each)


async def atom(web: Web, asked: str = "", of: str = "alerts") -> feedparser.FeedParserDict:
    answer = await web.client.get(f"/api/v1/{of}.atom{asked}")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.get("bozo_exception")
    return found


async def test_a_story_is_one_entry_that_moves_up_when_something_changes_in_it(web: Web) -> None:
    first, other = alert(1), replace(alert(2, raised=NOON + minutes(5)), story="s-2")
    await told(web, first, other)
    before = (await atom(web)).entries
    await told(web, changed(first, 10, "40"))
    after = (await atom(web)).entries
    assert [entry.id for entry in before] == [entry.id for entry in reversed(after)]
    assert after[0].title.startswith("Update (dead: 3 → 40)")
    assert (after[0].published, after[0].updated) == ("2026-03-02T12:00:00Z", "2026-03-02T12:10:00Z")


async def test_both_forms_say_the_same(web: Web) -> None:
    await told(web, alert(1), replace(alert(2), story="s-2", url=""))
    answer = await web.client.get("/api/v1/alerts.json?watch=ceasefire")
    items = answer.json()["items"]
    entries_ = (await atom(web, "?watch=ceasefire")).entries
    assert [(each["id"], each["title"], each["content_text"]) for each in items] == [
        (each.id, each.title, each.content[0].value) for each in entries_
    ]
    assert [each.get("url", "") for each in items] == [each.link if each.get("links") else "" for each in entries_]
    assert answer.headers["content-type"] == "application/feed+json"
    assert answer.json()["feed_url"].endswith("/api/v1/alerts.json?watch=ceasefire")


async def test_a_feed_has_what_was_asked_for(web: Web) -> None:
    await told(web, alert(1), replace(alert(2), watch="trade", severity=Severity.CRITICAL, story="s-2"))
    for asked in ("?watch=trade", "?severity=critical"):
        assert [entry.tags[1].term for entry in (await atom(web, asked)).entries] == ["trade"], asked
    assert (await atom(web, "?watchlist=none")).entries == []


async def test_nothing_that_a_feed_wrote_acts_in_ours(web: Web) -> None:
    hostile = replace(alert(1), title=HOSTILE, sentence=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)")
    await told(web, hostile)
    [entry] = (await atom(web)).entries
    assert entry.content[0].type == "text/plain"
    assert not entry.get("links")
    assert "\x1b" not in entry.title
    assert "<script>alert(1)</script>" in entry.title  # as text
    assert (await atom(web, "?watch=%EF%BF%BF%1B")).feed.title == "Wirewatch:"
    [item] = json.loads((await web.client.get("/api/v1/alerts.json")).content)["items"]
    assert "url" not in item
    assert "content_html" not in item


async def test_who_has_the_feed_already_gets_none(web: Web) -> None:
    await told(web, alert(1))
    tag = (await web.client.get("/api/v1/alerts.atom")).headers["etag"]
    assert (await web.client.get("/api/v1/alerts.atom", headers={"If-None-Match": tag})).status_code == 304


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_alerts_does_not_matter(order: int) -> None:
    made = [alert(1), changed(alert(1), 3, "5"), replace(alert(2), watch="trade")]
    assert entries(made[::order]) == entries(made)


OF_MACRON = [("search", "?q=actor:macron"), ("actors/macron/articles", "")]


async def archived(web: Web, *articles: AnnotatedArticle) -> None:
    for each in articles:
        await web.store.archive_article(each)


def edited(of: AnnotatedArticle, title: str, after: float) -> AnnotatedArticle:
    return replace(of, article=replace(of.article, version=2, title=title, fetched=of.article.fetched + minutes(after)))


@pytest.mark.parametrize(("of", "asked"), OF_MACRON)
async def test_an_article_that_is_found_is_one_entry_that_moves_up_when_it_is_edited(
    web: Web, of: str, asked: str
) -> None:
    first, other = annotated("a-1"), annotated("a-2", fetched=NOON + minutes(5))
    await archived(web, first, other)
    before = (await atom(web, asked, of)).entries
    assert [entry.id for entry in before] == ["urn:wirewatch:a-2", "urn:wirewatch:a-1"]
    await archived(web, edited(first, "Macron resigns", 10))
    after = (await atom(web, asked, of)).entries
    assert [(entry.id, entry.title, entry.updated) for entry in after] == [
        ("urn:wirewatch:a-1", "Macron resigns", "2026-03-02T12:10:00Z"),
        ("urn:wirewatch:a-2", "Macron", "2026-03-02T12:05:00Z"),
    ]


@pytest.mark.parametrize(("of", "asked"), OF_MACRON)
async def test_both_forms_of_what_is_found_say_the_same(web: Web, of: str, asked: str) -> None:
    await archived(web, annotated("a-1"), annotated("a-2", relation=Relation.EXACT_COPY))
    answer = await web.client.get(f"/api/v1/{of}.json{asked}")
    [item], [entry] = answer.json()["items"], (await atom(web, asked, of)).entries
    assert (item["id"], item["title"], item["content_text"]) == (entry.id, entry.title, entry.content[0].value)
    assert (item["content_text"], item["url"]) == ("Macron", "https://bbc.example/1")
    assert answer.headers["content-type"] == "application/feed+json"
    assert answer.json()["feed_url"].endswith(f"/api/v1/{of}.json{asked}")


async def test_whom_no_watchlist_defines_may_be_of_the_gazetteer(web: Web) -> None:
    found = await atom(web, of="actors/emmanuel-macron/articles")
    assert (found.feed.title, found.entries) == ("Wirewatch: emmanuel-macron", [])


@pytest.mark.parametrize("form", ["atom", "json"])
@pytest.mark.parametrize("actor", ["nobody", "macron OR x", "-"])
async def test_there_is_no_feed_of_whom_nobody_knows(web: Web, form: str, actor: str) -> None:
    answer = await web.client.get(f"/api/v1/actors/{actor}/articles.{form}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_a_search_that_is_no_watch_is_no_feed(web: Web) -> None:
    answer = await web.client.get("/api/v1/search.atom?q=(((")
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith("no watch")
