"""Pictures of the page, for its documentation: `python -m seeds.screens docs/screens` (needs Chromium).

Runs the program over the morning of the seeds, waits until all of it is worked off, and photographs each screen.
"""

import argparse
import asyncio
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import aiohttp
from playwright.async_api import ViewportSize, async_playwright

from monitor.web.pages.rendering import SCREENS
from seeds.serve import SeedServer

_PATIENCE: Final = 120  # seconds
_MORE: Final = {
    "held": "/held?outcome=not+told",
    "search": "/search?q=ceasefire+OR+truce",
    "watch": "/watches/ceasefire",
}
_SIZE: Final = ViewportSize(width=1200, height=750)


def pictured() -> dict[str, str]:
    """The name of the picture of each screen in the menu, and the address that shows most of it."""
    return {name.lower(): path for path, name, _ in SCREENS} | _MORE


async def take(directory: Path) -> None:
    """Writes a picture of every screen into `directory`."""
    with tempfile.TemporaryDirectory(prefix="wirewatch-screens-") as work, SeedServer() as server:
        config, port = server.write_config(Path(work) / "config"), _free_port()
        settings = config / "monitor.yaml"
        settings.write_text(f"{settings.read_text('utf-8')}\nweb:\n  listen: 127.0.0.1:{port}\n", "utf-8")
        command = (sys.executable, "-m", "monitor.cli", "run", "--config", str(config))
        program = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL)
        try:
            await _photograph(f"http://127.0.0.1:{port}", directory)
        finally:
            program.terminate()
            await program.wait()


async def _photograph(url: str, directory: Path) -> None:
    found = await _worked_off(url)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = await browser.new_page(viewport=_SIZE)
        for name, path in {**pictured(), **found}.items():
            await page.goto(url + path, wait_until="load")
            await page.screenshot(path=directory / f"{name}.png")
        await browser.close()


async def _worked_off(url: str) -> dict[str, str]:
    """What has an address of its own, once the program has read all that the feeds have."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(_PATIENCE):
        while True:
            await asyncio.sleep(1)
            try:
                status = await _json(session, f"{url}/api/v1/status")
            except aiohttp.ClientConnectionError:
                continue
            if status["archive"]["alerts"] and not status["unread"]:
                return await _found(session, f"{url}/api/v1")


async def _found(session: aiohttp.ClientSession, api: str) -> dict[str, str]:
    """The addresses of the story with the most articles, of why it was told, and of the actor with the most events."""
    stories = (await _json(session, f"{api}/stories?since=2026-01-01T00:00:00Z"))["items"]
    story = max(stories, key=lambda each: each["articles"])["story"]
    actors = [each["who"]["actor"] for each in (await _json(session, f"{api}/actors?limit=20"))["items"]]
    events = {each: (await _json(session, f"{api}/actors/{quote(each)}/network"))["events"] for each in actors}
    actor = max(actors, key=lambda each: len(events[each]))
    return {"story": f"/stories/{story}", "why": f"/why?of={story}", "actor": f"/actors/{quote(actor)}"}


async def _json(session: aiohttp.ClientSession, url: str) -> Any:
    async with session.get(url) as answer:
        return await answer.json()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main() -> None:
    """Parses the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    directory: Path = parser.parse_args().directory
    directory.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(directory))


if __name__ == "__main__":
    main()
