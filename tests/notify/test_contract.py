"""What every receiver promises, on every receiver."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from monitor.errors import DeliveryDelayed
from tests.notify.builders import alert, bundle
from tests.notify.hook import Hook
from tests.notify.sites import AppriseSite, ConsoleSite, FileSite, MemorySite, Site, WebhookSite

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # as Apprise loads its services


@pytest.fixture(params=["memory", "console", "file", "webhook", "apprise"])
async def site(request: pytest.FixtureRequest, tmp_path: Path, hook: Hook) -> AsyncIterator[Site]:
    sites: dict[str, Callable[[], Site]] = {
        "memory": MemorySite,
        "console": ConsoleSite,
        "file": lambda: FileSite(tmp_path),
        "webhook": lambda: WebhookSite(hook),
        "apprise": lambda: AppriseSite(hook),
    }
    made = sites[request.param]()
    yield made
    await made.receiver.close()


async def test_a_receiver_goes_by_its_configured_name(site: Site) -> None:
    assert site.receiver.name == "desk"


async def test_alerts_arrive_in_the_order_they_are_sent(site: Site) -> None:
    for number in (1, 2, 3):
        await site.receiver.send(alert(number, title=f"Alert {number}"))
    assert site.arrived() == ["Alert 1", "Alert 2", "Alert 3"]


async def test_the_same_alert_may_be_sent_twice(site: Site) -> None:
    for _ in range(2):
        await site.receiver.send(alert(title="Again"))
    assert site.arrived() == ["Again", "Again"]


@pytest.mark.parametrize(
    "title",
    [
        "Ceasefire “agreed” – Kyiv’s reply: ‘нет’ 🕊",
        "[bold]markup[/] [/nonsense] <b>&amp;</b> {braces} %s",
        "x" * 120,
    ],
)
async def test_titles_arrive_as_they_were_written(site: Site, title: str) -> None:
    await site.receiver.send(alert(title=title))
    assert site.arrived() == [title]


async def test_an_alert_with_nothing_but_its_duty_arrives(site: Site) -> None:
    await site.receiver.send(alert(title="Bare", sentence="", url=""))
    assert site.arrived() == ["Bare"]


async def test_a_receiver_that_is_unavailable_delays_and_takes_the_alert_once_it_is_back(site: Site) -> None:
    await site.go_away()
    with pytest.raises(DeliveryDelayed):
        await site.receiver.send(alert(title="Late"))
    await site.come_back()
    await site.receiver.send(alert(title="Late"))
    assert site.arrived() == ["Late"]


async def test_a_bundle_is_one_message_that_shows_each_of_its_alerts(site: Site) -> None:
    await site.receiver.send_bundle(bundle(alert(1, title="Ceasefire agreed"), alert(2, title="Talks resumed")))
    [message] = site.shown()
    assert "Ceasefire agreed" in message
    assert "Talks resumed" in message


async def test_a_bundle_that_is_not_taken_is_delayed_and_arrives_once_the_receiver_is_back(site: Site) -> None:
    await site.go_away()
    with pytest.raises(DeliveryDelayed):
        await site.receiver.send_bundle(bundle(alert(title="Late")))
    await site.come_back()
    await site.receiver.send_bundle(bundle(alert(title="Late")))
    [message] = site.shown()
    assert "Late" in message


async def test_closing_twice_is_allowed(site: Site) -> None:
    await site.receiver.close()
    await site.receiver.close()
