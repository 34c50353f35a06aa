"""Which feed fares badly, why, and polling it at once."""

from typing import Any

from msgspec.structs import replace

from monitor.feeds.failures import Failure, Failures, PollReason
from monitor.feeds.state import Schedule
from tests.store.builders import NOON, feed_state, minutes
from tests.web.conftest import POLLED, Web
from tests.web.test_page import page

OURS = {"Sec-Fetch-Site": "same-origin"}


async def names(web: Web) -> list[Any]:
    return [each["feed"] for each in (await web.client.get("/api/v1/feeds")).json()["items"]]


async def test_what_fares_badly_comes_first_with_its_reason(web: Web) -> None:
    first, second, *_ = await names(web)
    await web.store.remember_poll(feed_state(first, last_poll=NOON), [])
    failure = Failure(reason=PollReason.HTTP_ERROR, error="HTTP 503", status=503)
    failures = Failures(count=12, since=NOON - minutes(6000), last=failure)
    await web.store.remember_poll(replace(feed_state(second, last_poll=NOON), failures=failures), [])
    shown = await page(web, "/feeds")
    assert "1 of " in shown
    assert "12 polls in a row failed since 2026-02-26 08:00 UTC: the server answered with an error: HTTP 503" in shown
    assert shown.index("HTTP 503") < shown.index("<caption>Working")
    assert shown.index(f"/feeds/{second}/poll") < shown.index(f"/feeds/{first}/poll")
    assert "HTTP 503" not in await page(web, "/feeds?state=ok")
    assert "No feed is gone now" in await page(web, "/feeds?state=gone")


async def test_a_feed_is_polled_by_a_form_which_leads_back(web: Web) -> None:
    name = (await names(web))[0]
    POLLED.clear()
    answer = await web.client.post(f"/feeds/{name}/poll?state=ok", headers=OURS, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/feeds?state=ok&asked_for={name}#feed-{name}")
    assert [name] == POLLED
    assert "polled within seconds" in await page(web, f"/feeds?asked_for={name}")


async def test_a_feed_whose_server_asked_to_be_left_alone_says_so(web: Web) -> None:
    name = (await names(web))[0]
    state = feed_state(name, last_poll=NOON)
    held = replace(state, schedule=Schedule(next_poll=NOON + minutes(60), held_until=NOON + minutes(60)))
    await web.store.remember_poll(held, [])
    POLLED.clear()
    answer = await web.client.post(f"/feeds/{name}/poll", headers=OURS, follow_redirects=False)
    assert answer.status_code == 409
    assert "asked to be left alone until 2026-03-02 13:00 UTC" in answer.text
    assert POLLED == []


async def test_a_page_elsewhere_polls_nothing(web: Web) -> None:
    name = (await names(web))[0]
    POLLED.clear()
    answer = await web.client.post(f"/feeds/{name}/poll", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert POLLED == []
