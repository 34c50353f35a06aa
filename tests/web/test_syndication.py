"""Feeds of alerts: read by programs of others, and by Wirewatch itself."""

import json

import feedparser  # type: ignore[import-untyped]
import pytest
from msgspec.structs import replace

from monitor.records import Alert, AlertKind, Change, ChangeKind, Severity
from monitor.web.syndication.entries import entries
from tests.store.builders import NOON, alert, minutes
from tests.web.conftest import Web

HOSTILE = '<script>alert(1)</script> \x00\x1b[31m"&<b onclick="x">\u202e ]]> <![CDATA['


def changed(of: Alert, after: float, dead: str) -> Alert:
    change = Change(kind=ChangeKind.FIGURE, what="dead", before="3", after=dead)
    return replace(
        of, id=f"al-dead-{dead}", raised=of.raised + minutes(after), kind=AlertKind.CHANGE, changes=(change,), step=2
    )


async def told(web: Web, *alerts: Alert) -> None:
    for each in alerts:
        await web.store.archive_alert(each)


async def atom(web: Web, asked: str = "") -> feedparser.FeedParserDict:
    answer = await web.client.get(f"/api/v1/alerts.atom{asked}")
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
