"""What is looked for, what it found, and whether the feeds still bring it."""

import pytest
from msgspec.structs import replace

from monitor.records import DecisionOutcome, Feedback, Verdict
from monitor.web.pages.sparkline import bars
from tests.store.builders import NOON, alert, annotated, decided, feed_state, minutes
from tests.web.conftest import Web
from tests.web.test_page import page


async def test_watches_stand_with_their_hits(web: Web) -> None:
    await web.store.record_decisions([decided("m-1"), decided("m-2", DecisionOutcome.HELD)])
    shown = await page(web, "/watches")
    assert "<title>In 30 days 1 told, 1 held</title>" in shown
    assert 'href="/watches/ceasefire"' in shown
    assert "can find nothing" not in shown


async def test_watches_without_feeds_that_work_are_told_first(web: Web) -> None:
    for each in (await web.client.get("/api/v1/feeds")).json()["items"]:
        await web.store.remember_poll(feed_state(each["feed"], failures=1, last_poll=NOON), [])
    shown = await page(web, "/watches")
    assert "watches can find nothing" in shown
    assert "finds nothing since 2026-03-02 12:00 UTC" in shown


async def test_a_watch_whose_feeds_are_broken_says_so_first(web: Web) -> None:
    first, *others = [each["feed"] for each in (await web.client.get("/api/v1/feeds")).json()["items"]]
    for each in others:
        await web.store.remember_poll(feed_state(each, last_poll=NOON), [])
    await web.store.remember_poll(feed_state(first, failures=3, last_poll=NOON), [])
    shown = (await page(web, "/watches/ceasefire")).split("What it asks for")[0]
    assert f"1 of its {len(others) + 1} feeds brings nothing now" in shown
    for each in others:
        await web.store.remember_poll(feed_state(each, failures=3, last_poll=NOON), [])
    shown = await page(web, "/watches/ceasefire")
    assert "It can find nothing since 2026-03-02 12:00 UTC" in shown.split("What it asks for")[0]
    assert '<b class="bad">failing</b>' in shown.split('id="feeds"')[1]


async def test_a_watch_says_what_it_asks_for_told_and_holds(web: Web) -> None:
    await web.store.archive_alert(replace(alert(1), title="Truce <i>holds</i>"))
    row = decided("m-2", DecisionOutcome.HELD, until=NOON + minutes(60), title="Another truce")
    await web.store.record_decisions([row])
    shown = await page(web, "/watches/ceasefire")
    assert "ceasefire" in shown.split("<pre")[1]
    assert "when:" in shown.split('<pre class="yaml"')[1] or "event:" in shown.split('<pre class="yaml"')[1]
    assert "Truce &lt;i&gt;holds" in shown
    assert "Another truce" in shown.split("What of it is held")[1]
    assert "until 2026-03-02 13:00 UTC" in shown


async def judged(web: Web, number: int, verdict: Verdict, author: str = "anna", note: str = "") -> None:
    """An alert of an article of its own, and what somebody made of it."""
    told = replace(alert(number), article=f"a-{number}", title=f"Truce {number}")
    await web.store.archive_alert(told)
    await web.store.archive_article(annotated(told.article))
    said = Feedback(
        alert=told.id, watch=told.watch, article=told.article, verdict=verdict, note=note, author=author, at=NOON
    )
    await web.store.remember_feedback(said)


async def test_a_watch_tells_what_people_made_of_its_alerts_and_the_tests_that_follow(web: Web) -> None:
    await judged(web, 1, Verdict.WRONG, note="a <b>film</b>")
    await judged(web, 2, Verdict.USEFUL)
    await judged(web, 2, Verdict.USEFUL, author="ben")
    shown = (await page(web, "/watches/ceasefire")).split('id="judged"')[1]
    assert "1 of 2 judged wrong" in shown
    assert "a &lt;b&gt;film&lt;/b&gt;" in shown
    assert 'href="/alerts/al-1">Truce 1</a>' in shown
    assert shown.split('<pre class="yaml"')[1].split(">")[1].startswith("tests:\n- title: Macron\n")
    assert shown.count("match: false") == shown.count("match: true") == 1
    assert "1 of 2 judged wrong" in await page(web, "/watches")


async def test_an_alert_that_is_judged_and_forgotten_is_told_as_such_and_gives_no_test(web: Web) -> None:
    await web.store.remember_feedback(
        Feedback(alert="al-9", watch="ceasefire", article="a-9", verdict=Verdict.WRONG, author="anna", at=NOON)
    )
    shown = (await page(web, "/watches/ceasefire")).split('id="judged"')[1]
    assert "an alert that is older than what is kept" in shown
    assert "no tests follow" in shown


async def test_a_watch_of_which_nobody_judged_an_alert_says_nothing_of_it(web: Web) -> None:
    assert "judged" not in await page(web, "/watches/ceasefire")
    assert "judged" not in await page(web, "/watches")


async def test_a_watch_that_there_is_not_is_a_page_that_says_so(web: Web) -> None:
    assert "There is no watch" in await page(web, "/watches/none", 404)


@pytest.mark.parametrize(("told", "held", "rects"), [((0, 0), (0, 0), 0), ((1, 0), (0, 2), 2), ((1, 2), (1, 0), 3)])
def test_a_day_without_hits_has_no_bar(told: tuple[int, ...], held: tuple[int, ...], rects: int) -> None:
    assert bars(told, held, "label").count("<rect") == rects


def test_the_highest_day_fills_the_chart_and_what_is_held_stands_on_what_was_told() -> None:
    chart = bars((3, 1), (1, 0), "<label>")
    assert '<rect class="told" x="0" y="6.0" width="3" height="18.0"/>' in chart
    assert '<rect class="held" x="0" y="0.0" width="3" height="6.0"/>' in chart
    assert "&lt;label&gt;" in chart
