"""A served page, and a browser that looks at it."""

import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from agents.topics import ALERTS
from monitor.log.memory import MemoryLog
from monitor.notify.cloudevent import cloud_event
from monitor.records import Alert
from monitor.store.memory import MemoryStore
from monitor.web.access.admission import Admission, Entrance
from monitor.web.server import serving
from tests.web.conftest import application, desk_over, watched

BROWSER = os.environ.get("WIREWATCH_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
WIDTHS = {"phone": 390, "tablet": 820, "wide": 1600}


class Site(NamedTuple):
    """Where the page is, and what it shows."""

    url: str
    store: MemoryStore
    log: MemoryLog

    async def tell(self, *alerts: Alert) -> None:
        """People are told of `alerts` now."""
        for alert in alerts:
            await self.store.archive_alert(alert)
            await self.log.produce(ALERTS, alert.id.encode(), cloud_event(alert))


@pytest_asyncio.fixture(loop_scope="module")
async def site() -> AsyncIterator[Site]:
    store, log = MemoryStore(), MemoryLog()
    desk = await desk_over(store, log)
    app = Admission(application(desk), Entrance(hosts=frozenset({"127.0.0.1"}), most=100_000), desk.store, desk.clock)
    async with watched(desk.alerts), serving(app, "127.0.0.1", 0) as port:
        yield Site(f"http://127.0.0.1:{port}", store, log)
        desk.alerts.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One for all tests of a file, as it takes long to start; what it keeps of a page, it keeps apart (`looking`)."""
    assert BROWSER, "no Chromium: install it, or tell its path by WIREWATCH_TEST_CHROMIUM"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        await browser.close()


class Seen(NamedTuple):
    """A page that is open, and what its scripts complained of."""

    page: Page
    complaints: list[str]


@contextlib.asynccontextmanager
async def looking(browser: Browser, width: int = WIDTHS["wide"], **how: Any) -> AsyncIterator[Seen]:
    """A page of a browser of its own, `width` pixels wide; `how` as Playwright's contexts are told."""
    viewport: Mapping[str, int] = {"width": width, "height": 900}
    context = await browser.new_context(viewport=viewport, **how)  # type: ignore[arg-type]
    page, complaints = await context.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield Seen(page, complaints)
    finally:
        await context.close()
