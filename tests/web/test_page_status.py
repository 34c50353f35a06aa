"""What is not well, and whether the configuration was taken over."""

from monitor.metrics.catalogue import RELOAD_OK, STORE_BYTES
from tests.store.builders import delivery, minutes
from tests.web.conftest import Web
from tests.web.test_page import page


async def test_what_is_not_well_is_told_with_its_reason(web: Web) -> None:
    assert "All is well" in await page(web, "/status")
    old = delivery(1)
    await web.store.enqueue([delivery(1, created=old.created - minutes(30))])
    shown = await page(web, "/status")
    assert "1 thing to look at" in shown
    assert "has not taken a delivery for 30 min" in shown


async def test_a_reload_that_was_refused_is_told(web: Web) -> None:
    web.metrics.set(RELOAD_OK, 1)
    assert "reload was refused" not in await page(web, "/status")
    web.metrics.set(RELOAD_OK, 0)
    assert "reload was refused" in await page(web, "/status")


async def test_sizes_are_told_where_they_are_known(web: Web) -> None:
    assert "Store:" not in await page(web, "/status")
    web.metrics.set(STORE_BYTES, 3 * 1024 * 1024)
    assert "Store: 3.0 MiB" in await page(web, "/status")
