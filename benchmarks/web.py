"""What the page and the API cost: `python -m benchmarks.web FILE.jsonl [--limit N] [--rounds N]`.

FILE holds one article a line: `{"title", "text"}`. Runs the real agents on the embedded log and SQLite, as
`benchmarks.pipeline` does, and prints

- the first screen of the page over 10,000 alerts: milliseconds on the server, and bytes before they are compressed;
- articles a second of the whole path without `web:`, with 20 open streams, and with these and a page that is loaded
  every second, one after the other in each round, and the median of the ratios to the first; who looks on takes its
  part of the same cores, so the processor time of the program's own process is told, too;
- how much memory the modules of the page and the API take, and the program more with `web:` than without, once each
  screen and each list was asked for.

The last line is JSON.
"""

import argparse
import asyncio
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import NamedTuple

import aiohttp
from msgspec.structs import replace

from agents.composition.program import Program, opened
from agents.composition.running import run
from agents.measuring.tally import Tally
from agents.runtime.backlog import drained
from agents.runtime.faust_app import GROUP
from agents.topics import ARTICLES
from benchmarks.pipeline import read_articles
from benchmarks.resident import now
from monitor.config.default import write_default
from monitor.config.load import load
from monitor.records import Article, encode
from monitor.web.pages.rendering import SCREENS
from tests.store.builders import alert, minutes

_ALERTS = 10_000
_STREAMS = 20
_VISITS = {"streams": f"{_STREAMS} streams", "page": f"{_STREAMS} streams and a page every second"}
_ADDRESS = "127.0.0.1:18482"
_URL = f"http://{_ADDRESS}"
_LISTS = ("alerts", "decisions", "stories", "watches", "feeds", "deliveries", "receivers", "status")


@contextlib.asynccontextmanager
async def running(directory: Path, *, web: bool) -> AsyncIterator[Program]:
    """The program, with the page or without it."""
    write_default(directory)
    settings = directory / "monitor.yaml"
    kept = settings.read_text("utf-8").split("\nweb:")[0]
    settings.write_text(kept + (f"\nweb:\n  listen: {_ADDRESS}\n" if web else "\n"), "utf-8")
    (directory / "receivers.yaml").write_text("version: 1\nreceivers: {out: {type: file, path: alerts.jsonl}}\n")
    (directory / "feeds.yaml").write_text("version: 1\nfeeds: [{id: none, url: https://192.0.2.1/}]\n")
    async with opened(load(directory, os.environ), Tally()) as program:
        work = asyncio.create_task(run(program, once=False))
        try:
            yield program
        finally:
            program.stop()
            await work


async def answered(session: aiohttp.ClientSession, path: str) -> bytes:
    """The body at `path`, once the program answers."""
    while True:
        try:
            async with session.get(_URL + path) as answer:
                answer.raise_for_status()
                return await answer.read()
        except aiohttp.ClientConnectorError:
            await asyncio.sleep(0.05)


async def first_screen(directory: Path) -> dict[str, float]:
    """What the page takes that people see first."""
    async with running(directory, web=True) as program, aiohttp.ClientSession() as session:
        for number in range(_ALERTS):
            raised = program.clock() - minutes(number / 10)
            told = replace(alert(number, raised=raised), story=f"s-{number // 2}", sentence="word " * 40)
            await program.store.archive_alert(told)
        size, took = len(await answered(session, "/")), []
        for _ in range(20):
            begun = time.perf_counter()
            await answered(session, "/")
            took.append(1000 * (time.perf_counter() - begun))
        return {"bytes": size, "ms": statistics.median(took), "worst_ms": max(took)}


class Speed(NamedTuple):
    """How fast the whole path was."""

    articles: float  # a second, whoever looks on using the same cores
    own_ms: float  # processor time an article of the process that serves, which does all but the language work


async def throughput(articles: Sequence[Article], directory: Path, visit: str) -> Speed:
    """Of the whole path, and of all that looks on where `visit` names one of `_VISITS`."""
    async with running(directory, web=bool(visit)) as program:
        command = (sys.executable, "-m", "benchmarks.web", "--visit", visit)
        visitors = await asyncio.create_subprocess_exec(*command) if visit else None
        await asyncio.sleep(5)  # the streams are open, the models are loaded
        begun, own = time.perf_counter(), time.process_time()
        await asyncio.gather(*(program.log.produce(ARTICLES, each.id.encode(), encode(each)) for each in articles))
        await drained(program.log, GROUP, asyncio.sleep)
        took, own = time.perf_counter() - begun, time.process_time() - own
        if visitors:
            visitors.kill()
            await visitors.wait()
        return Speed(len(articles) / took, 1000 * own / len(articles))


async def look_on(visit: str) -> None:
    """Streams that stay open, and with "page" one that is loaded every second, until the process is killed."""
    timeout = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:

        async def follow() -> None:
            async with session.get(f"{_URL}/api/v1/alerts/stream") as answer:
                async for _ in answer.content:
                    pass

        await answered(session, "/")
        streams = [asyncio.create_task(follow()) for _ in range(_STREAMS)]
        while not any(stream.done() for stream in streams):
            if visit == "page":
                await answered(session, "/")
            await asyncio.sleep(1)


async def resident(directory: Path, *, web: bool) -> int:
    """Bytes that the program's process holds, after every screen and list was asked for."""
    async with running(directory, web=web) as program, aiohttp.ClientSession() as session:
        for number in range(200):
            await program.store.archive_alert(alert(number, raised=program.clock() - minutes(number)))
        paths = [path for path, _, _ in SCREENS] + [f"/api/v1/{name}" for name in _LISTS]
        for path in paths if web else ():
            await answered(session, path)
        await asyncio.sleep(1)
        return now()


def imported() -> int:
    """Bytes that the modules of the page and the API take, in a process that has those of the program already."""
    code = (
        "import agents.composition.program, alembic.command, sqlalchemy.dialects.sqlite; "
        "from benchmarks import resident; before = resident.now(); "
        "import monitor.web.app, uvicorn; print(resident.now() - before)"
    )
    return int(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)


def memory() -> float:
    """Megabytes that the page and the API add to a process, each measured in one of its own."""
    taken = [
        int(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.web", "--resident", web], check=True, capture_output=True
            ).stdout.split()[-1]
        )
        for web in ("with", "without")
    ]
    return (taken[0] - taken[1] + imported()) / 1e6


def main() -> None:
    """Parses the command line, measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--visit", choices=_VISITS, help=argparse.SUPPRESS)
    parser.add_argument("--resident", choices=("with", "without"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.visit:
        asyncio.run(look_on(given.visit))
    elif given.resident:
        with tempfile.TemporaryDirectory() as directory:
            print(asyncio.run(resident(Path(directory), web=given.resident == "with")))
    else:
        _report(given.file, given.limit, given.rounds)


def _report(file: Path, limit: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        screen = asyncio.run(first_screen(Path(directory)))
    print(
        f"first screen over {_ALERTS:,} alerts: {screen['ms']:.0f} ms (at most {screen['worst_ms']:.0f}), "
        f"{screen['bytes'] / 1000:.0f} kB"
    )
    ratios = _ratios(read_articles(file, limit), rounds)
    added = memory()
    for visit, ratio in ratios.items():
        print(f"ratio {ratio:.3f} with {_VISITS[visit]}")
    print(f"memory {added:.0f} MB")
    print(json.dumps({"screen": screen, "ratios": ratios, "memory_mb": added}))


def _ratios(articles: Sequence[Article], rounds: int) -> dict[str, float]:
    """Articles a second while somebody looks on, by the time without; the median over the rounds."""
    ratios: dict[str, list[float]] = {visit: [] for visit in _VISITS}
    for _ in range(rounds):
        speeds = {}
        for visit in ("", *_VISITS):
            with tempfile.TemporaryDirectory() as directory:
                speed = speeds[visit] = asyncio.run(throughput(articles, Path(directory), visit))
            name = f"with {_VISITS[visit]}" if visit else "without"
            print(f"{speed.articles:.1f} articles a second, {speed.own_ms:.2f} ms of the program's own process: {name}")
        for visit, each in ratios.items():
            each.append(speeds[visit].articles / speeds[""].articles)
    return {visit: statistics.median(each) for visit, each in ratios.items()}


if __name__ == "__main__":
    main()
