"""What people do on the page: it changes where they stand, and a refusal is told."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.conftest import Site, looking
from tests.browser.filled import fill

pytestmark = pytest.mark.asyncio(loop_scope="module")  # that of the browser

NO_TURN = "const later = setTimeout; window.setTimeout = (does, ms) => ms ? later(does, ms) : 0"
"""What waits for a turn of its own never gets it."""


@pytest.mark.slow(3)
async def test_a_story_is_acknowledged_by_a_key_and_the_row_keeps_its_place(site: Site, browser: Browser) -> None:
    await fill(site.store, count=5)
    async with looking(browser) as (page, complaints):
        await page.goto(site.url, wait_until="load")
        await page.keyboard.press("j")
        await page.keyboard.press("j")
        await page.keyboard.press("a")
        await expect(page.locator("#row-s-1 .standing")).to_contain_text("Acknowledged")
        assert await page.evaluate("document.activeElement.closest('.row').id") == "row-s-1"
        assert {each.story for each in await site.store.acknowledgements()} == {"s-1", "s-4"}
        assert complaints == []


@pytest.mark.slow(3)
async def test_a_mute_that_is_refused_says_why_and_changes_nothing(site: Site, browser: Browser) -> None:
    await fill(site.store, count=5)
    async with looking(browser) as (page, _):
        await page.goto(site.url, wait_until="load")
        await page.keyboard.press("j")
        await page.keyboard.press("m")
        form = page.locator("#mute")
        await expect(form).to_be_visible()
        await form.locator("[name=lasts]").evaluate("field => { field.outerHTML = '<input name=lasts value=forever>' }")
        await form.locator("[name=reason]").fill("known")
        await form.locator("button").click()
        await expect(page.locator("#refusal")).to_contain_text("forever")
        assert await page.locator("#row-s-0 h2").count() == 1


@pytest.mark.slow(3)
async def test_a_key_that_comes_at_once_changes_the_page_as_a_later_one_does(site: Site, browser: Browser) -> None:
    await fill(site.store, count=5)
    async with looking(browser) as (page, _):
        await page.add_init_script(
            "const later = setTimeout; window.setTimeout = (does, ms) => ms ? later(does, ms) : 0"
        )
        await page.goto(site.url, wait_until="load")
        await page.keyboard.press("j")
        await page.keyboard.press("m")
        await expect(page.locator("#row-s-0 #mute")).to_be_visible()


@pytest.mark.slow(3)
async def test_the_keys_of_actions_work_on_a_story_too(site: Site, browser: Browser) -> None:
    await fill(site.store, count=3)
    async with looking(browser) as (page, _):
        await page.goto(f"{site.url}/stories/s-1", wait_until="load")
        await page.keyboard.press("a")
        await expect(page.locator("header.subject")).to_contain_text("Acknowledged")


@pytest.mark.slow(3)
@pytest.mark.parametrize("closed", ["Escape", "Cancel"])
async def test_the_form_of_a_mute_is_closed_and_the_row_keeps_its_place(
    site: Site, browser: Browser, closed: str
) -> None:
    await fill(site.store, count=5)
    async with looking(browser) as (page, complaints):
        await page.goto(site.url, wait_until="load")
        await page.keyboard.press("j")
        await page.keyboard.press("j")
        await page.keyboard.press("m")
        form = page.locator("#mute")
        await expect(form).to_be_visible()
        if closed == "Cancel":
            await form.get_by_text("Cancel").click()
        else:
            await form.locator("[name=reason]").fill("known")
            await page.keyboard.press("Escape")
        await expect(form).to_have_count(0)
        assert page.url.rstrip("/") == site.url
        assert await page.evaluate("document.activeElement.closest('.row').id") == "row-s-1"
        await page.keyboard.press("m")
        await expect(form).to_be_visible()
        assert complaints == []


@pytest.mark.slow(3)
async def test_who_acts_without_scripts_comes_back_to_the_row(site: Site, browser: Browser) -> None:
    await fill(site.store)
    async with looking(browser, java_script_enabled=False) as (page, _):
        await page.goto(f"{site.url}/?severity=low", wait_until="load")
        await page.locator("#row-s-9").get_by_role("button", name="Acknowledge").click()
        await expect(page.locator("#row-s-9 .standing")).to_contain_text("Acknowledged")
        assert page.url == f"{site.url}/?severity=low#row-s-9"
        await expect(page.locator("#row-s-9")).to_be_in_viewport()


@pytest.mark.slow(2)
async def test_buttons_and_links_of_a_row_stand_on_one_line(site: Site, browser: Browser) -> None:
    await fill(site.store, count=1)
    async with looking(browser) as (page, _):
        await page.goto(site.url, wait_until="load")
        acts = page.locator(".acts :is(button, .button)")
        tops = await acts.evaluate_all("""all => all.map(each => {
            const words = document.createRange();
            words.selectNodeContents(each);
            return words.getBoundingClientRect().bottom;
        })""")
        assert len(tops) > 2
        assert max(tops) - min(tops) < 0.5
