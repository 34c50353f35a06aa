"""What waits for receivers, what failed and why, and sending it again."""

from msgspec.structs import replace

from monitor.records import DeliveryState
from tests.store.builders import delivery
from tests.web.conftest import Web
from tests.web.test_page import page

OURS = {"Sec-Fetch-Site": "same-origin"}


async def test_what_failed_says_why_and_can_be_sent_again(web: Web) -> None:
    failed = replace(delivery(1, state=DeliveryState.FAILED, attempts=3), error="HTTP 410 <b>gone</b>")
    await web.store.enqueue([failed, delivery(2)])
    shown = await page(web, "/deliveries")
    assert "HTTP 410 &lt;b&gt;gone&lt;/b&gt;" in shown
    assert "1 failed" in shown
    answer = await web.client.post(f"/deliveries/{failed.id}/retry", headers=OURS, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/deliveries?sent={failed.id}#delivery-{failed.id}",
    )
    assert (await web.store.delivery_counts()) == {"pending": 2}
    assert "sent again within seconds" in await page(web, answer.headers["location"])


async def test_what_is_on_its_way_is_not_sent_twice(web: Web) -> None:
    await web.store.enqueue([delivery(1)])
    answer = await web.client.post(f"/deliveries/{delivery(1).id}/retry", headers=OURS, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/deliveries#delivery-{delivery(1).id}")


async def test_all_that_failed_is_sent_again(web: Web) -> None:
    await web.store.enqueue([delivery(number, state=DeliveryState.FAILED) for number in (1, 2)])
    answer = await web.client.post("/deliveries/retry", headers=OURS, follow_redirects=False)
    assert answer.headers["location"] == "/deliveries?sent=2"
    assert "Nothing has failed" in await page(web, "/deliveries")


async def test_the_deliveries_to_one_receiver_stand_by_themselves(web: Web) -> None:
    failed = [delivery(number, name, state=DeliveryState.FAILED) for number, name in ((1, "desk"), (2, "pager"))]
    await web.store.enqueue([*failed, delivery(3, "pager")])
    shown = await page(web, "/deliveries?receiver=desk")
    assert "all 1</a>" in shown
    assert f"delivery-{failed[0].id}" in shown
    assert f"delivery-{failed[1].id}" not in shown
    assert 'href="/deliveries?receiver=desk&amp;state=failed"' in shown
    assert 'href="/deliveries?receiver=pager"' in await page(web, "/deliveries")
    answer = await web.client.post("/deliveries/retry?receiver=desk", headers=OURS, follow_redirects=False)
    assert answer.headers["location"] == "/deliveries?receiver=desk&sent=1"
    found = (await web.client.get("/api/v1/deliveries?receiver=pager")).json()
    assert ({each["receiver"] for each in found["items"]}, found["counts"]) == ({"pager"}, {"failed": 1, "pending": 1})
    assert "No delivery to nobody is kept" in await page(web, "/deliveries?receiver=nobody")


async def test_a_state_that_nothing_stands_in_says_so(web: Web) -> None:
    assert "No delivery is failed now" in await page(web, "/deliveries?state=failed")
    assert "Nothing was sent yet" in await page(web, "/deliveries")


async def test_receivers_say_what_they_take(web: Web) -> None:
    [first, *_] = (await web.client.get("/api/v1/receivers")).json()["items"]
    shown = await page(web, "/deliveries")
    assert f'">{first["receiver"]}</a></th>' in shown
    assert f"{first['min_severity']} and louder" in shown
