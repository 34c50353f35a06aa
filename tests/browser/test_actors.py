"""Actors as people see them: names of a network that can be read, lines and countries that lead on."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import WIDTHS, Site, looking
from tests.store.test_events import ASSAULT, article, event, filled, party

SMALLEST = 11  # pixels of a letter that can be read
OVERLAPPING = """() => {
  const boxes = [...document.querySelectorAll("svg[role] text")].map((each) => each.getBoundingClientRect());
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) =>
    one.left < other.right && other.left < one.right && one.top + 1 < other.bottom && other.top + 1 < one.bottom));
}"""
LETTERS = """() => {
  const svg = document.querySelector("svg.network[role]");
  return parseFloat(getComputedStyle(svg).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
}"""


async def crowd(site: Site) -> None:
    for number in range(70):
        other = party(f"ministry-of-foreign-affairs-and-trade-{number}")
        await site.store.archive_article(article(f"a-{number}", event(ASSAULT, (party("eu"),), (other,))))


async def network(page: Page, site: Site) -> None:
    await page.goto(f"{site.url}/actors/eu", wait_until="load")


@pytest.mark.slow(3)
async def test_the_names_of_a_network_can_be_read_at_every_width(site: Site, browser: Browser) -> None:
    await crowd(site)
    for width in WIDTHS.values():
        async with looking(browser, width) as (page, complaints):
            await network(page, site)
            assert await page.locator("svg.network[role] text").count() == 60
            assert await page.evaluate(OVERLAPPING) == []
            assert await page.evaluate(LETTERS) >= SMALLEST
            assert complaints == []


@pytest.mark.slow(2)
async def test_a_line_of_a_network_leads_to_its_articles_and_a_name_to_its_actor(site: Site, browser: Browser) -> None:
    await filled(site.store)
    async with looking(browser) as (page, _):
        await network(page, site)
        await page.locator("svg.network a[href*='with=russia']").dispatch_event("click")
        await page.wait_for_url(re.compile("with=russia"))
        await expect(page.locator(".rows .row")).to_have_count(1)
        await page.locator("svg.network text", has_text="Russia").click()
        await expect(page.locator("h1")).to_have_text("Russia")


@pytest.mark.slow(2)
async def test_the_countries_of_the_map_are_reached_by_keys_and_say_what_they_count(
    site: Site, browser: Browser
) -> None:
    await filled(site.store)
    async with looking(browser) as (page, _):
        await page.goto(f"{site.url}/actors", wait_until="load")
        ukraine = page.get_by_role("link", name="Ukraine: 1 event")
        await page.locator(".world a").first.focus()
        await page.keyboard.press("Tab")
        await expect(ukraine).to_be_focused()
        await page.keyboard.press("Enter")
        await page.wait_for_url(re.compile("/search"))
