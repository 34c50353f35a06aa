"""What a browser sends from our pages is taken, and what it sends from pages elsewhere is not."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from msgspec.structs import replace
from playwright.async_api import Browser, Page

from monitor.records import DeliveryState
from tests.browser.conftest import Site, looking
from tests.store.builders import delivery

pytestmark = pytest.mark.asyncio(loop_scope="module")  # that of the browser

FORM = '<form method="post" action="{}/api/v1/deliveries/retry"><button>Win a prize</button></form>'


@pytest_asyncio.fixture(loop_scope="module")
async def elsewhere() -> AsyncIterator[int]:
    """The port of a server whose page has a form that leads to the address in `?to=`."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=FORM.format(request.query["to"]), content_type="text/html")

    app = web.Application()
    app.router.add_get("/", page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()


async def posted(page: Page) -> int:
    async with page.expect_response("**/deliveries/retry") as answer:
        await page.get_by_role("button", name="Win a prize").click()
    return (await answer.value).status


async def states(site: Site) -> list[DeliveryState]:
    return [each.state for each in await site.store.deliveries()]


@pytest.mark.slow(2)
@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])  # another port of our site, and another site
async def test_a_form_of_a_page_elsewhere_changes_nothing(
    site: Site, browser: Browser, elsewhere: int, name: str
) -> None:
    await site.store.enqueue([replace(delivery(1), state=DeliveryState.FAILED)])
    async with looking(browser) as (page, _):
        await page.goto(f"http://{name}:{elsewhere}/?to={site.url}")
        assert await posted(page) == 403
    assert await states(site) == [DeliveryState.FAILED]


@pytest.mark.slow(2)
async def test_a_form_of_our_page_tells_where_it_is_from_and_is_taken(site: Site, browser: Browser) -> None:
    await site.store.enqueue([replace(delivery(1), state=DeliveryState.FAILED)])
    async with looking(browser) as (page, _):
        await page.goto(site.url)
        await page.evaluate(
            "form => document.querySelector('main').insertAdjacentHTML('beforeend', form)", FORM.format("")
        )
        async with page.expect_request("**/deliveries/retry") as sent:
            assert await posted(page) == 200
        headers = await (await sent.value).all_headers()
    assert (headers["origin"], headers["sec-fetch-site"]) == (site.url, "same-origin")
    assert await states(site) == [DeliveryState.PENDING]
