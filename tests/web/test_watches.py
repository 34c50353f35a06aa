"""What the API answers about watches: their hits day by day, and their coverage."""

from datetime import timedelta

from monitor.records import DecisionOutcome
from tests.store.builders import NOON, decided, feed_state
from tests.web.conftest import Web

DAY = timedelta(days=1)


async def test_hits_of_all_watches_come_in_one_answer_with_a_number_a_day(web: Web) -> None:
    rows = [decided("m-1"), decided("m-2", DecisionOutcome.HELD), decided("m-3", at=NOON - 2 * DAY)]
    await web.store.record_decisions(rows)
    answer = (await web.client.get("/api/v1/hits?days=3")).json()
    assert answer["days"] == ["2026-02-28", "2026-03-01", "2026-03-02"]
    watches = (await web.client.get("/api/v1/watches")).json()["items"]
    assert [each["watch"] for each in answer["items"]] == [each["watch"] for each in watches]
    [ceasefire] = [each for each in answer["items"] if each["watch"] == "ceasefire"]
    assert ceasefire == {"watch": "ceasefire", "told": [1, 0, 1], "held": [0, 0, 1], "not_told": [0, 0, 0]}
    assert (await web.client.get("/api/v1/watches/ceasefire/hits?days=3")).json()["items"] == [ceasefire]


async def test_hits_of_a_watch_that_there_is_not_are_refused(web: Web) -> None:
    answer = await web.client.get("/api/v1/watches/none/hits")
    assert (answer.status_code, answer.json()["detail"]) == (404, "There is no watch 'none'.")


async def test_a_watch_says_how_the_feeds_fare_that_it_looks_at(web: Web) -> None:
    feeds = (await web.client.get("/api/v1/feeds")).json()["items"]
    answer = (await web.client.get("/api/v1/watches/ceasefire")).json()
    assert answer["coverage"]["states"] == {"never polled": len(feeds)}
    assert answer["coverage"]["is_blind"] is False
    for each in feeds:
        await web.store.remember_poll(feed_state(each["feed"], failures=1, last_poll=NOON), [])
    answer = (await web.client.get("/api/v1/watches/ceasefire/coverage")).json()
    assert (answer["coverage"]["is_blind"], answer["coverage"]["blind_since"]) == (True, "2026-03-02T12:00:00Z")
    assert [each["feed"] for each in answer["feeds"]] == [each["feed"] for each in feeds]
    await web.store.remember_poll(feed_state(feeds[0]["feed"], last_poll=NOON), [])
    listed = (await web.client.get("/api/v1/watches")).json()["items"]
    assert {each["coverage"]["is_blind"] for each in listed if each["coverage"]["feeds"] == len(feeds)} == {False}


async def test_a_watch_says_how_long_it_usually_waits_for_a_match(web: Web) -> None:
    assert (await web.client.get("/api/v1/watches/ceasefire")).json()["usual_gap_seconds"] is None
    await web.store.record_decisions([decided(f"m-{number}") for number in range(4)])
    assert (await web.client.get("/api/v1/watches/ceasefire")).json()["usual_gap_seconds"] == 3 * 3600
    [usual] = {
        each["usual_gap_seconds"]
        for each in (await web.client.get("/api/v1/watches")).json()["items"]
        if each["watch"] == "ceasefire"
    }
    assert usual == 3 * 3600


async def test_the_coverage_of_a_watch_that_there_is_not_is_refused(web: Web) -> None:
    assert (await web.client.get("/api/v1/watches/none/coverage")).status_code == 404
