"""What is not well, and whether the configuration was taken over."""

from monitor.config.load import load
from monitor.metrics.catalogue import RELOAD_OK, STORE_BYTES
from monitor.records import DeliveryState
from monitor.status import TopicLag
from seeds.serve import CONFIG
from tests.store.builders import NOON, annotated, delivery, feed_state, minutes
from tests.web.conftest import Web
from tests.web.test_page import page


async def test_what_is_not_well_is_told_with_its_reason(web: Web) -> None:
    assert "All is well" in await page(web, "/status")
    old = delivery(1)
    await web.store.enqueue([delivery(1, created=old.created - minutes(30))])
    shown = await page(web, "/status")
    assert "1 thing to look at" in shown
    assert "has not taken a delivery for 30 min" in shown


async def test_whose_status_it_is_stands_there_by_the_name_of_the_worker(web: Web) -> None:
    shown = await page(web, "/status")
    assert f"as worker <b>{load(CONFIG, {}).settings.worker_id}</b> sees it</span>" in shown
    assert "installation" not in shown


async def test_what_is_counted_leads_to_where_it_is_listed(web: Web) -> None:
    await web.store.enqueue([delivery(1, state=DeliveryState.FAILED)])
    await web.store.archive_article(annotated())
    shown = await page(web, "/status")
    for address in ("/feeds?state=never+polled", "/deliveries?state=failed", "/search", "/watches"):
        assert f'<th scope="row"><a href="{address}">' in shown


async def test_only_what_waits_is_listed(web: Web) -> None:
    assert "Nothing waits" in await page(web, "/status")
    web.waiting.append(TopicLag(topic="news.stories", agents=("annotate",), unread=0, oldest_waiting_seconds=0))
    assert "Nothing waits" in await page(web, "/status")
    web.waiting.append(TopicLag(topic="news.matches", agents=("alert",), unread=2, oldest_waiting_seconds=5))
    await web.store.enqueue([delivery(1)])
    shown = await page(web, "/status")
    assert "news.matches" in shown
    assert "news.stories" not in shown
    assert 'receiver <a href="/deliveries?state=pending&amp;receiver=console">console</a>' in shown


async def test_feeds_that_do_not_work_are_told_first(web: Web) -> None:
    first, *_ = [each["feed"] for each in (await web.client.get("/api/v1/feeds")).json()["items"]]
    await web.store.remember_poll(feed_state(first, failures=1, last_poll=NOON), [])
    shown = (await page(web, "/status")).split("Nothing waits")[0]
    assert "1 of 5 feeds does not work" in shown
    assert "All is well" not in shown


async def test_a_reload_that_was_refused_is_told(web: Web) -> None:
    web.metrics.set(RELOAD_OK, 1)
    assert "reload was refused" not in await page(web, "/status")
    web.metrics.set(RELOAD_OK, 0)
    assert "reload was refused" in await page(web, "/status")


async def test_sizes_are_told_where_they_are_known(web: Web) -> None:
    assert "Store:" not in await page(web, "/status")
    web.metrics.set(STORE_BYTES, 3 * 1024 * 1024)
    assert "Store: 3.0 MiB" in await page(web, "/status")
