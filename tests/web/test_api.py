"""What the API answers, resource by resource."""

from typing import Any

import pytest
from msgspec.structs import replace

from monitor.records import DecisionOutcome, DeliveryState, Severity
from monitor.stories.entry import StoryEntry
from monitor.web.paging import cursor
from tests.store.builders import NOON, alert, annotated, decided, delivery, minutes, sketch
from tests.web.conftest import Web


async def items(web: Web, path: str) -> list[dict[str, Any]]:
    answer = await web.client.get(path)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def all_pages(web: Web, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after = ""
    while True:
        answer = (await web.client.get(f"{path}{'&after=' if after else ''}{after}")).json()
        found += answer["items"]
        if answer["next"] is None:
            return found
        after = answer["next"]


async def test_alerts_come_newest_first_page_by_page_each_once(web: Web) -> None:
    made = [alert(number, raised=NOON + minutes(number // 3)) for number in range(8)]
    for each in made:
        await web.store.archive_alert(each)
    found = await all_pages(web, "/api/v1/alerts?limit=3")
    assert [each["id"] for each in found] == [each.id for each in reversed(made)]


async def test_alerts_are_those_that_were_asked_for(web: Web) -> None:
    quiet, loud = alert(1), replace(alert(2), severity=Severity.CRITICAL, watch="trade", story="s-9")
    for each in (quiet, loud):
        await web.store.archive_alert(each)
    for asked in ("severity=critical", "watch=trade", "story=s-9"):
        assert [each["id"] for each in await items(web, f"/api/v1/alerts?{asked}")] == [loud.id], asked
    assert await items(web, "/api/v1/alerts?since=2027-01-01T00:00:00Z") == []


async def test_stories_come_by_their_newest_alert_page_by_page(web: Web) -> None:
    made = [replace(alert(number, raised=NOON + minutes(number)), story=f"s-{number % 3}") for number in range(8)]
    for each in made:
        await web.store.archive_alert(each)
    found = await all_pages(web, "/api/v1/alerts/stories?limit=2")
    assert [(each["latest"]["id"], each["alerts"]) for each in found] == [
        (made[7].id, 3),
        (made[6].id, 3),
        (made[5].id, 2),
    ]


async def test_one_alert_is_found_by_its_id(web: Web) -> None:
    await web.store.archive_alert(alert(1))
    answer = await web.client.get(f"/api/v1/alerts/{alert(1).id}")
    assert answer.json()["title"] == alert(1).title


async def test_decisions_say_what_became_of_a_match_and_why(web: Web) -> None:
    rows = [
        decided("m-1"),
        decided("m-2", DecisionOutcome.HELD, at=NOON + minutes(1)),
        decided("al-1", receiver="desk"),
    ]
    await web.store.record_decisions(rows)
    found = await all_pages(web, "/api/v1/decisions?limit=1")
    assert [each["subject"] for each in found] == ["m-2", "al-1", "m-1"]
    assert [each["subject"] for each in await items(web, "/api/v1/decisions?outcome=held")] == ["m-2"]
    assert [each["subject"] for each in await items(web, "/api/v1/decisions?receiver=")] == ["m-2", "m-1"]


async def test_a_story_has_its_articles(web: Web) -> None:
    placed = sketch("a-1", placed=NOON)
    entry = StoryEntry(article="a-1", story="s-1", relation=placed.relation, at=NOON, title="Talks begin")
    await web.store.remember_sketch(placed, entry)
    [summary] = await items(web, "/api/v1/stories")
    assert (summary["story"], summary["title"]) == ("s-1", "Talks begin")
    whole = (await web.client.get("/api/v1/stories/s-1")).json()
    assert [each["article"] for each in whole["articles"]] == ["a-1"]


async def test_stories_come_page_by_page_each_once(web: Web) -> None:
    for number in range(5):
        placed = sketch(f"a-{number}", placed=NOON + minutes(number // 2), story=f"s-{number}")
        entry = StoryEntry(article=placed.article, story=placed.story, relation=placed.relation, at=NOON, title="Talks")
        await web.store.remember_sketch(placed, entry)
    found = await all_pages(web, "/api/v1/stories?limit=2")
    assert [each["story"] for each in found] == ["s-4", "s-3", "s-2", "s-1", "s-0"]


async def test_a_timeline_says_of_each_article_what_was_new_and_what_was_told(web: Web) -> None:
    for number, publisher in enumerate(("Herald", "Wire", "Herald")):
        at = NOON + minutes(number)
        placed = sketch(f"a-{number}", placed=at)
        entry = StoryEntry(
            article=placed.article,
            story="s-1",
            relation=placed.relation,
            at=at,
            title="Talks",
            publisher=publisher,
            new=f"New {number}.",
        )
        await web.store.remember_sketch(placed, entry)
    await web.store.record_decisions(
        [
            decided("m-0", article="a-0"),
            decided("m-1", DecisionOutcome.HELD, article="a-1"),
            decided("m-2", article="", at=NOON + minutes(9)),
            decided("al-1", receiver="desk", article="a-0"),
        ]
    )
    answer = (await web.client.get("/api/v1/stories/s-1/timeline")).json()
    assert [each["entry"]["new"] for each in answer["items"]] == ["New 0.", "New 1.", "New 2."]
    assert [[d["outcome"] for d in each["decisions"]] for each in answer["items"]] == [["told"], ["held"], []]
    assert [(each["publisher"], each["articles"]) for each in answer["publishers"]] == [("Herald", 2), ("Wire", 1)]
    assert [each["subject"] for each in answer["others"]] == ["m-2"]
    assert (await web.client.get("/api/v1/stories/none/timeline")).status_code == 404


async def test_an_article_is_shown_with_what_was_found_in_it(web: Web) -> None:
    await web.store.archive_article(annotated("a-1", mentions=2))
    answer = (await web.client.get("/api/v1/articles/a-1")).json()
    assert len(answer["mentions"]) == 2


async def test_each_feed_says_how_it_fares_and_why(web: Web) -> None:
    found = await items(web, "/api/v1/feeds")
    assert {each["state"] for each in found} == {"never polled"}
    assert all(each["reason"] for each in found)
    assert await items(web, "/api/v1/feeds?state=dead") == []
    [first, *_] = found
    assert (await web.client.get(f"/api/v1/feeds/{first['feed']}")).json() == first


async def test_each_watch_says_what_it_is_and_when_it_met_last(web: Web) -> None:
    found = await items(web, "/api/v1/watches")
    named = {each["watch"]: each for each in found}
    assert named["ceasefire"]["watchlist"] == "morning"
    assert named["ceasefire"]["last_match"] is None
    assert (await web.client.get("/api/v1/watches/ceasefire")).json() == named["ceasefire"]
    assert await items(web, "/api/v1/watches?watchlist=none") == []


async def test_deliveries_are_counted_by_state_and_receivers_named(web: Web) -> None:
    await web.store.enqueue([delivery(1)])
    answer = (await web.client.get("/api/v1/deliveries")).json()
    assert answer["counts"] == {"pending": 1}
    assert [each["id"] for each in answer["items"]] == [delivery(1).id]
    assert await items(web, f"/api/v1/deliveries?state={DeliveryState.SENT}") == []
    assert [each["kind"] for each in await items(web, "/api/v1/receivers")] == ["console"]


async def test_search_finds_what_a_watch_of_the_line_would_match(web: Web) -> None:
    await web.store.archive_article(annotated("a-1"))
    word = annotated("a-1").article.title.split()[0]
    answer = (await web.client.get("/api/v1/search", params={"q": word})).json()
    assert [each["article"]["id"] for each in answer["items"]] == ["a-1"]
    assert answer["more"] is False
    assert (await web.client.get("/api/v1/search", params={"q": word, "limit": 1})).json()["more"] is True


async def test_status_counts_all_that_there_is(web: Web) -> None:
    await web.store.archive_alert(alert(1))
    answer = (await web.client.get("/api/v1/status")).json()
    assert answer["archive"]["alerts"] == 1
    assert answer["feeds"] == {"never polled": 5}
    assert answer["unread"] == 0


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/api/v1/alerts/al-none", 404, "There is no alert 'al-none'"),
        ("/api/v1/stories/s-none", 404, "There is no story"),
        ("/api/v1/articles/a-none", 404, "There is no article"),
        ("/api/v1/feeds/none", 404, "There is no feed"),
        ("/api/v1/watches/none", 404, "There is no watch"),
        ("/api/v1/none", 404, ""),
        ("/api/v1/alerts?after=AAAA", 400, "no cursor of this list"),
        ("/api/v1/decisions?after=WzFd", 400, "no cursor of this list"),
        (f"/api/v1/alerts?after={cursor('2026-01-01T00:00:00', 'al-1')}", 400, "no cursor of this list"),
        (f"/api/v1/alerts?after={cursor('0001-01-01T00:00:00+14:00', 'al-1')}", 400, "no cursor of this list"),
        (f"/api/v1/alerts?after={cursor('2026-01-01T00:00:00Z', chr(0))}", 400, "no cursor of this list"),
        (f"/api/v1/events?after={cursor('2026-01-01T00:00:00Z', 'a', 2**63)}", 400, "no cursor of this list"),
        ("/api/v1/alerts?watch=%00", 400, "U+0000"),
        ("/api/v1/stories/s%00", 400, "U+0000"),
        ("/api/v1/alerts?limit=0", 400, "limit"),
        ("/api/v1/alerts?severity=shrill", 400, "severity"),
        ("/api/v1/search?q=(((", 400, "no watch"),
        ("/api/v1/search", 400, "q"),
        ("/api/v1/alerts/stream?after=1", 400, "2 numbers parted by full stops"),
    ],
)
async def test_what_cannot_be_answered_is_a_problem_that_says_why(web: Web, path: str, status: int, said: str) -> None:
    answer = await web.client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.text
    assert answer.json()["status"] == status


async def test_who_has_the_answer_already_gets_none(web: Web) -> None:
    first = await web.client.get("/api/v1/alerts")
    again = await web.client.get("/api/v1/alerts", headers={"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    await web.store.archive_alert(alert(1))
    assert (await web.client.get("/api/v1/alerts", headers={"If-None-Match": first.headers["etag"]})).status_code == 200
