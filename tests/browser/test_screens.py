"""Every screen: at three widths, for everybody, without scripts, with keys; and whatever feeds wrote does nothing."""

import pytest
from axe_playwright_python.async_playwright import Axe
from msgspec.structs import replace
from playwright.async_api import Browser, Page, expect

from monitor.web.pages.rendering import SCREENS
from tests.browser.conftest import WIDTHS, Site, looking
from tests.browser.filled import Wrote, fill
from tests.store.builders import NOON, feed_state, sketch

pytestmark = pytest.mark.asyncio(loop_scope="module")  # that of the browser

MENU = [path for path, _, _ in SCREENS]
INNER: list[str] = [
    "/search?q=ceasefire",
    "/search/language",
    "/actors/macron",
    "/stories/s-1",
    "/stories/s-1/mute",
    "/watches/ceasefire?q=ceasefire",
    "/watches/ceasefire",
    "/alerts/al-1",
    "/why?of=al-1",
    "/why?of=ceasefire",
]
PATHS = [*MENU, *INNER]

HOSTILE = Wrote(
    "<img src=x onerror=\"window.hit='img'\"><script>window.hit='script'</script>"
    "'\"><svg onload=\"window.hit='svg'\"></svg><style>body{display:none}</style>"
    "{{ 7*7 }}<a href=\"javascript:window.hit='link'\">ceasefire</a>\u202egnihtyna\u202c",
    "javascript:window.hit='url'",
)
LONG = Wrote("ceasefire" + "x" * 100_000)
RIGHT_TO_LEFT = Wrote("وقف إطلاق النار في كارسوفا ceasefire")


async def scrolls_sideways(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.slow(4)
@pytest.mark.parametrize("path", PATHS)
async def test_a_screen_fits_every_width_and_keeps_nobody_out(site: Site, browser: Browser, path: str) -> None:
    await fill(site.store)
    for name, width in WIDTHS.items():
        for scheme in ("light", "dark"):
            async with looking(browser, width, color_scheme=scheme) as (page, complaints):
                await page.goto(site.url + path, wait_until="load")
                assert not await scrolls_sideways(page), name
                found = await Axe().run(page)
                serious = [
                    each["id"] for each in found.response["violations"] if each["impact"] in ("serious", "critical")
                ]
                assert serious == [], found.generate_report()
                assert complaints == []


@pytest.mark.slow(2)
@pytest.mark.parametrize("path", PATHS)
async def test_a_screen_says_the_same_without_scripts(site: Site, browser: Browser, path: str) -> None:
    await fill(site.store)
    texts = []
    for runs in (True, False):
        async with looking(browser, java_script_enabled=runs) as (page, _):
            await page.goto(site.url + path, wait_until="load")
            texts.append(await page.locator("main h1").all_text_contents())
            assert await page.locator("main a, main button").count() > 0
    assert texts[0] == texts[1] != []


@pytest.mark.slow(3)
@pytest.mark.parametrize("wrote", [HOSTILE, LONG, RIGHT_TO_LEFT], ids=["hostile", "long", "right to left"])
@pytest.mark.parametrize("path", PATHS)
async def test_what_feeds_wrote_does_nothing(site: Site, browser: Browser, path: str, wrote: Wrote) -> None:
    await fill(site.store, wrote)
    async with looking(browser, WIDTHS["phone"]) as (page, complaints):
        await page.goto(site.url + path, wait_until="load")
        await page.wait_for_load_state("domcontentloaded")
        assert await page.evaluate("window.hit") is None
        assert await page.locator("a[href^='javascript' i]").count() == 0
        assert await page.locator("main").is_visible()
        assert not await scrolls_sideways(page)
        assert complaints == []  # the policy had nothing to refuse


@pytest.mark.slow(2)
async def test_every_screen_is_reached_by_keys(site: Site, browser: Browser) -> None:
    await fill(site.store)
    async with looking(browser) as (page, _):
        for path, _, key in SCREENS:
            await page.goto(site.url, wait_until="load")
            async with page.expect_navigation(wait_until="load"):
                await page.keyboard.press("g")
                await page.keyboard.press(key)
            assert page.url == site.url + path
            await page.keyboard.press("Shift+?")
            await expect(page.locator("dialog#keys")).to_be_visible()


@pytest.mark.slow(3)
async def test_a_slash_leads_to_the_field_or_the_filter_of_every_screen(site: Site, browser: Browser) -> None:
    await fill(site.store)
    async with looking(browser) as (page, _):
        for path in [path for path in MENU if path != "/status"]:
            await page.goto(site.url + path, wait_until="load")
            await page.keyboard.press("/")
            assert await page.evaluate("Boolean(document.activeElement.closest('main form, main nav'))"), path
        await page.goto(f"{site.url}/status", wait_until="load")
        async with page.expect_navigation(wait_until="load"):
            await page.keyboard.press("/")
        assert page.url == f"{site.url}/search"


@pytest.mark.slow(3)
@pytest.mark.parametrize("path", ["/watches", "/feeds", "/deliveries", "/stories/s-1", "/search", "/search/language"])
async def test_on_a_phone_no_table_scrolls_inside_itself(site: Site, browser: Browser, path: str) -> None:
    await fill(site.store)
    await site.store.remember_poll(feed_state("meridian", last_poll=NOON), [])
    async with looking(browser, WIDTHS["phone"]) as (page, _):
        await page.goto(site.url + path, wait_until="load")
        tables = page.locator("main table")
        assert await tables.count() > 0
        for table in await tables.all():
            assert await table.evaluate("each => each.getBoundingClientRect().right <= innerWidth")
            assert await table.evaluate("each => each.parentElement.scrollWidth <= each.parentElement.clientWidth + 1")


@pytest.mark.slow(2)
async def test_the_marks_of_a_timeline_stand_within_the_screen(site: Site, browser: Browser) -> None:
    await fill(site.store)
    later = replace(Wrote().entry(1), article="a-late", at=NOON)
    await site.store.remember_sketch(sketch("a-late", placed=NOON, story="s-1"), later)
    await site.store.archive_alert(replace(Wrote().told(1), id="al-late", article="a-late", raised=NOON))
    async with looking(browser, WIDTHS["phone"]) as (page, _):
        await page.goto(f"{site.url}/stories/s-1", wait_until="load")
        edges = await page.locator(".timeline :is(rect, circle)").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect()).map(({left, right}) => [left, right])"
        )
        assert len(edges) > 2
        assert all(left >= 0 and right <= WIDTHS["phone"] for left, right in edges)
