"""A poll that is killed at any moment loses nothing, and makes nothing twice."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from agents.topics import ARTICLES
from monitor.log.base import TopicPartition
from monitor.log.sqlite import SqliteLog
from monitor.records import Article, decode

KILLS = 50
WINDOW = 200  # entries that the feed shows


class Paper(ThreadingHTTPServer):
    """A feed with a new entry for every request that knows of all that came before, and 304 now and then."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.chance = random.Random(7)
        self.entries = 0
        self.served = 0  # entries that some 200 has held
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/feed"

    def answer(self, etag: str | None) -> tuple[int, str, bytes]:
        with self.lock:
            current = f'"{self.entries}"'
            if etag == current and self.entries and self.chance.random() < 0.5:
                return 304, current, b""
            self.entries += 1
            self.served = self.entries
            first = max(0, self.entries - WINDOW)
            items = "".join(
                f"<item><title>Entry {number}</title><guid isPermaLink='false'>{number}</guid></item>"
                for number in range(self.entries - 1, first - 1, -1)
            )
            body = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{items}</channel></rss>"
            return 200, f'"{self.entries}"', body.encode()


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Paper)
        status, etag, body = self.server.answer(self.headers.get("If-None-Match"))
        self.send_response(status)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", "application/rss+xml")
        if status == 200:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name above
        """Nothing."""


class Pollers:
    """Starts pollers, one at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def killed_after(self, seconds: float) -> None:
        pid = int(self._asked("go"))
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        assert self._read() == "ended"

    def once(self) -> None:
        self._asked("once")
        assert self._read() == "ended"

    def _asked(self, word: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@contextmanager
def pollers(directory: Path, url: str) -> Iterator[Pollers]:
    command = [sys.executable, "-m", "tests.fetch.polling_child", str(directory), url]
    root = Path(__file__).parents[2]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
    try:
        yield Pollers(process)
    finally:
        process.communicate(timeout=30)


@contextmanager
def printing() -> Iterator[Paper]:
    with Paper() as paper:
        threading.Thread(target=paper.serve_forever, daemon=True).start()
        yield paper
        paper.shutdown()


async def articles(directory: Path) -> list[Article]:
    log = await SqliteLog.open(directory / "log.db")
    found: list[Article] = []
    while records := await log.read(TopicPartition(ARTICLES, 0), len(found)):
        found += [decode(record.value or b"", Article) for record in records]
    await log.close()
    return found


@pytest.mark.slow(13)
async def test_every_entry_of_a_200_is_in_the_log_once_by_id_however_often_the_poll_is_killed(tmp_path: Path) -> None:
    chance = random.Random(3)
    with printing() as paper, pollers(tmp_path, paper.url) as started:
        started.once()
        for _ in range(KILLS):
            started.killed_after(chance.uniform(0.0, 0.4))
        started.once()
        served = paper.served
    ids = defaultdict(set)
    for article in await articles(tmp_path):
        ids[article.title].add(article.id)
    assert set(ids) == {f"Entry {number}" for number in range(served)}
    assert {len(known) for known in ids.values()} == {1}
    assert len(set().union(*ids.values())) == served
    assert served > KILLS / 5  # most pollers lived long enough to poll
