"""Live: what comes in is counted and shown on request; who reads a row keeps it."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import Site, looking
from tests.browser.filled import Wrote, fill

pytestmark = pytest.mark.asyncio(loop_scope="module")  # that of the browser


async def follows(site: Site, page: Page) -> None:
    """Opens the page and waits until it listens."""
    async with page.expect_response("**/alerts/stream*"):
        await page.goto(site.url, wait_until="load")


async def place(page: Page) -> dict[str, float]:
    found: dict[str, float] = await page.evaluate(
        "(({x, y}) => ({x, y}))(document.activeElement.getBoundingClientRect())"
    )
    return found


@pytest.mark.slow(3)
async def test_fifty_alerts_move_neither_the_row_nor_the_cursor(site: Site, browser: Browser) -> None:
    await fill(site.store)
    async with looking(browser) as (page, complaints):
        await follows(site, page)
        for _ in range(3):
            await page.keyboard.press("j")
        read = await page.evaluate("document.activeElement.id")
        where, rows = await place(page), await page.locator(".row").count()
        await site.tell(*(Wrote().told(number) for number in range(100, 150)))
        await expect(page.locator("#new")).to_have_text("50 new")
        assert await page.evaluate("document.activeElement.id") == read
        assert (await place(page), await page.locator(".row").count()) == (where, rows)
        assert await page.title() == "(50) Live · Wirewatch"
        await page.keyboard.press("n")
        await expect(page.locator("#new")).to_be_hidden()
        await expect(page.locator(".row")).to_have_count(50)
        assert await page.title() == "Live · Wirewatch"
        assert complaints == []


@pytest.mark.slow(2)
async def test_a_story_that_goes_on_is_marked_where_it_stands(site: Site, browser: Browser) -> None:
    await fill(site.store, count=3)
    async with looking(browser) as (page, _):
        await follows(site, page)
        await site.tell(Wrote().told(1))
        await expect(page.locator('[data-story="s-1"] .arrived')).to_have_text("+1")


@pytest.mark.slow(2)
async def test_what_came_between_the_page_and_its_stream_is_counted(site: Site, browser: Browser) -> None:
    await fill(site.store, count=3)
    async with looking(browser) as (page, _):
        await page.route("**/page.js*", lambda route: route.abort())
        await page.goto(site.url, wait_until="load")
        await site.tell(Wrote().told(50))
        address = await page.locator("#stories").get_attribute("data-stream")
        await page.unroute("**/page.js*")
        await page.evaluate(
            "(url) => { new EventSource(url).addEventListener('alert', () => document.title = 'told') }", address
        )
        await expect(page).to_have_title("told")


@pytest.mark.slow(2)
async def test_a_page_whose_stream_is_refused_asks_again(site: Site, browser: Browser) -> None:
    await fill(site.store, count=3)
    async with looking(browser) as (page, _):
        await page.clock.install()
        await page.route("**/alerts/stream*", lambda route: route.fulfill(status=503))
        await page.goto(site.url, wait_until="load")
        await expect(page.locator("#stream-state")).to_have_text("connecting …")
        await page.unroute("**/alerts/stream*")
        await site.tell(Wrote().told(50))
        await page.clock.run_for(10_000)
        await expect(page.locator("#new")).to_have_text("1 new")
        await expect(page.locator("#stream-state")).to_have_text("")


@pytest.mark.slow(2)
async def test_rows_are_walked_and_opened_by_keys(site: Site, browser: Browser) -> None:
    await fill(site.store, count=5)
    async with looking(browser) as (page, _):
        await follows(site, page)
        walked = []
        for key in "jjk":
            await page.keyboard.press(key)
            walked.append(await page.evaluate("document.activeElement.id"))
        assert walked == ["row-s-0", "row-s-1", "row-s-0"]
        await page.keyboard.press("/")
        assert await page.evaluate("document.activeElement.name") == "watchlist"
