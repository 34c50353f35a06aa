"""From the feed's response to the receiver: `python -m benchmarks.latency FILE.jsonl [--rate N] [--seconds N]`.

FILE holds one article a line: `{"title", "text"}`. Runs the real program (`wirewatch run`, embedded log, SQLite) as a
child process, with ten feeds of a server on loopback, each polled every second, and a signed webhook that notes when
each alert comes. One article a second has a word that a watch of high severity waits for; its time runs from the
moment at which the server hands out the response that holds it to the moment at which the webhook has the alert.

- `idle`: nothing else is published.
- `load`: N articles a second besides, spread over the feeds; half of what the machine does is a fair figure.
- `burst`: one feed publishes N entries at once, and the articles of the others come behind them.

Prints median, 99th percentile and the longest of each, in milliseconds. The last line is JSON.
"""

import argparse
import contextlib
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import NamedTuple, Self
from xml.sax.saxutils import escape

import numpy as np

from monitor.config.default import write_default
from seeds.serve import Loopback

FEEDS = 10
WORD = "quorvath"
_GRACE_SECONDS = 300.0  # for what was published to arrive
_ADDRESS = re.compile(rb"https://example\.org/marked/(\d+)")


class Entry(NamedTuple):
    """An article as a feed shows it."""

    address: str
    title: str
    text: str

    @property
    def xml(self) -> str:
        """As an item of RSS 2.0."""
        return (
            f"<item><title>{escape(self.title)}</title><link>{self.address}</link><guid>{self.address}</guid>"
            f"<pubDate>{formatdate(usegmt=True)}</pubDate><description>{escape(self.text)}</description></item>"
        )


class Publisher:
    """Feeds, each on a host of its own, that show what waits for them once; notes when each marked one was handed out.

    They are served from entering the context until leaving it.
    """

    def __init__(self) -> None:
        self.handed_out: dict[int, float] = {}
        self._waiting: list[list[Entry]] = [[] for _ in range(FEEDS)]
        self._lock = Lock()
        servers = [ThreadingHTTPServer((f"127.1.0.{number + 1}", 0), _feed(self, number)) for number in range(FEEDS)]
        self.urls = ["http://{}:{}/rss".format(*server.server_address) for server in servers]
        self._serving, self._servers = contextlib.ExitStack(), [Loopback(server) for server in servers]

    def __enter__(self) -> Self:
        for server in self._servers:
            self._serving.enter_context(server)
        return self

    def __exit__(self, *error: object) -> None:
        self._serving.close()

    def publish(self, feed: int, entries: Sequence[Entry]) -> None:
        """Has the next response of `feed` show `entries`, too."""
        with self._lock:
            self._waiting[feed] += entries

    def respond(self, feed: int) -> bytes:
        """The document of `feed`, which is handed out now."""
        with self._lock:
            entries, self._waiting[feed] = self._waiting[feed], []
        items = "".join(entry.xml for entry in entries)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {feed}</title>{items}</channel></rss>'
        for number in map(int, _ADDRESS.findall(body.encode())):
            self.handed_out.setdefault(number, time.monotonic())
        return body.encode()


def _feed(publisher: Publisher, number: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = publisher.respond(number)
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler


class Desk(Loopback):
    """A webhook that notes when it had the first alert about each marked article."""

    def __init__(self) -> None:
        self.arrived: dict[int, float] = {}
        super().__init__(ThreadingHTTPServer(("127.0.0.1", 0), _webhook(self)))


def _webhook(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            for number in map(int, _ADDRESS.findall(self.rfile.read(int(self.headers["Content-Length"])))):
                desk.arrived.setdefault(number, time.monotonic())
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler


class Newsroom:
    """Publishes articles of `texts`, and knows which of them are marked."""

    def __init__(self, publisher: Publisher, texts: Sequence[tuple[str, str]]) -> None:
        self._publisher = publisher
        self._texts: Iterator[tuple[str, str]] = itertools.cycle(texts)
        self._numbers, self._feeds = itertools.count(), itertools.cycle(range(1, FEEDS))

    def ordinary(self, count: int, feed: int | None = None) -> None:
        """Publishes `count` articles that no watch waits for, in `feed` or one after the other in each."""
        for _ in range(count):
            self._publisher.publish(next(self._feeds) if feed is None else feed, [self._entry("ordinary", "")])

    def marked(self) -> int:
        """Publishes an article with the word; returns its number."""
        entry = self._entry("marked", f"{WORD.capitalize()} ")
        self._publisher.publish(next(self._feeds), [entry])
        return int(entry.address.rpartition("/")[2])

    def _entry(self, kind: str, before: str) -> Entry:
        number, (title, text) = next(self._numbers), next(self._texts)
        return Entry(f"https://example.org/{kind}/{number}", f"{before}{title} ({number})", text)


def configure(directory: Path, publisher: Publisher, desk: Desk) -> None:
    """Writes the configuration of the program that is measured."""
    write_default(directory)
    for path in (directory / "watchlists").glob("*.yaml"):
        path.unlink()
    watch = {"id": "word", "severity": "high", "story": "every", "when": {"keyword": WORD}}
    feeds = [
        {"id": f"feed-{number}", "url": url, "interval": "1s", "allow_private": True}
        for number, url in enumerate(publisher.urls)
    ]
    secret = {"env": "WIREWATCH_LATENCY_SECRET"}
    receiver = {"type": "webhook", "url": desk.url, "secret": secret, "allow_private": True}
    files = {
        "watchlists/latency.yaml": {"version": 1, "watches": [watch]},
        "feeds.yaml": {"version": 1, "defaults": {"first_poll": "publish"}, "feeds": feeds},
        "receivers.yaml": {"version": 1, "receivers": {"desk": receiver}, "default_routes": ["desk"]},
        "monitor.yaml": {"version": 1, "data_dir": str(directory / "data")},
    }
    for name, content in files.items():  # JSON is YAML
        (directory / name).write_text(json.dumps(content), "utf-8")


def arrivals(publisher: Publisher, desk: Desk, marked: Sequence[int]) -> list[float]:
    """Milliseconds from response to receiver of each of `marked`; raises TimeoutError where one does not come."""
    deadline = time.monotonic() + _GRACE_SECONDS
    while missing := [number for number in marked if number not in desk.arrived]:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(missing)} of {len(marked)} alerts did not come")
        time.sleep(0.05)
    return [1000 * (desk.arrived[number] - publisher.handed_out[number]) for number in marked]


def paced(seconds: int, newsroom: Newsroom, each_second: Callable[[], None] = lambda: None) -> list[int]:
    """Publishes a marked article a second, and whatever `each_second` does; returns the numbers of the marked ones."""
    marked = []
    for _ in range(seconds):
        each_second()
        marked.append(newsroom.marked())
        time.sleep(1)
    return marked


def measure(directory: Path, texts: Sequence[tuple[str, str]], given: argparse.Namespace) -> dict[str, list[float]]:
    """Milliseconds by phase, one a marked article."""
    with Publisher() as publisher, Desk() as desk:
        configure(directory, publisher, desk)
        newsroom, found = Newsroom(publisher, texts), {}
        command = [sys.executable, "-m", "monitor.cli", "run", "--config", str(directory)]
        environment = os.environ | {"WIREWATCH_LATENCY_SECRET": "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"}
        with (
            (directory / "run.log").open("wb") as log,
            subprocess.Popen(command, stdout=log, stderr=log, env=environment) as program,
        ):
            try:
                arrivals(publisher, desk, paced(3, newsroom))  # the models are loaded
                found["idle"] = arrivals(publisher, desk, paced(given.seconds, newsroom))
                under_load = paced(given.seconds, newsroom, lambda: newsroom.ordinary(given.rate))
                found["load"] = arrivals(publisher, desk, under_load)
                newsroom.ordinary(given.burst, feed=0)
                time.sleep(2)  # the feed is polled meanwhile
                found["burst"] = arrivals(publisher, desk, paced(10, newsroom))
            finally:
                program.terminate()
        return found


def main() -> None:
    """Parses the command line, measures, and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rate", type=int, default=10, help="ordinary articles a second under load")
    parser.add_argument("--seconds", type=int, default=60, help="of each phase")
    parser.add_argument("--burst", type=int, default=2000, help="entries that one feed publishes at once")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.file.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as directory:
        found = measure(Path(directory), [(row["title"], row["text"]) for row in rows], given)
    figures = {
        phase: {"median": round(p50), "p99": round(p99), "longest": round(longest)}
        for phase, each in found.items()
        for p50, p99, longest in [np.percentile(each, [50, 99, 100])]
    }
    for phase, figure in figures.items():
        print(phase, *(f"{name} {value:,} ms" for name, value in figure.items()), sep="  ")
    print(json.dumps({"rate": given.rate, "burst": given.burst, "ms": figures}))


if __name__ == "__main__":
    main()
