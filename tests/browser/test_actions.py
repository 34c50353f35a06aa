"""What people do on the page: it changes where they stand, and a refusal is told."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.conftest import Site, looking
from tests.browser.filled import fill


@pytest.mark.slow(3)
async def test_a_story_is_acknowledged_by_a_key_and_the_row_keeps_its_place(site: Site, browser: Browser) -> None:
    await fill(site.store, count=5)
    async with looking(browser) as (page, complaints):
        await page.goto(site.url, wait_until="load")
        await page.keyboard.press("j")
        await page.keyboard.press("j")
        await page.keyboard.press("a")
        await expect(page.locator("#row-2 .standing")).to_contain_text("Acknowledged")
        assert await page.evaluate("document.activeElement.closest('.row').id") == "row-2"
        assert [each.story for each in await site.store.acknowledgements()] == ["s-1"]
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
        assert await page.locator("#row-1 h2").count() == 1


@pytest.mark.slow(3)
async def test_the_keys_of_actions_work_on_a_story_too(site: Site, browser: Browser) -> None:
    await fill(site.store, count=3)
    async with looking(browser) as (page, _):
        await page.goto(f"{site.url}/stories/s-1", wait_until="load")
        await page.keyboard.press("a")
        await expect(page.locator("header.subject")).to_contain_text("Acknowledged")
