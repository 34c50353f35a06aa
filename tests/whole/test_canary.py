"""Canaries in the real program: they arrive, an outside address hears of each, and no user does."""

import contextlib
import json
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from seeds.serve import Loopback, SeedServer
from tests.kafka.server import free_ports
from tests.services.processes import wait_until
from tests.whole.installation import Installation

PATIENCE = 120.0  # seconds
WANTED = 2
SHOWN = (
    "alerts",
    "alerts/stories",
    "alerts.atom",
    "alerts.json",
    "decisions",
    "stories",
    "deliveries",
    "receivers",
    "feeds",
    "hits",
    "watches",
    "search?q=sanctions",
)
COMMANDS = ("alerts", "held", "matches", "deliveries list", "stories list", "feeds list", "search sanctions")


class Outside(Loopback):
    """Counts heartbeats at `url`."""

    def __init__(self) -> None:
        self.heartbeats = 0
        super().__init__(ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)))


def _handler(owner: Outside) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            owner.heartbeats += 1
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler


@contextlib.contextmanager
def running(directory: Path, outside: Outside, url: str) -> Iterator[Installation]:
    """The real program on the morning of the seeds, with canaries."""
    canary = {"every": "10s", "deadline": "1h", "heartbeat": outside.url, "allow_private": True}
    with SeedServer() as server:
        more = {"web": {"listen": url.removeprefix("http://")}, "canary": canary}
        installation = Installation(server.write_config(directory), more=more)
        process = installation.start("run")
        try:
            yield installation
        finally:
            process.kill()
            process.wait()


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


@pytest.mark.slow(40)
def test_canaries_arrive_and_nobody_else_hears_of_them(tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{free_ports(1)[0]}"
    with Outside() as outside, running(tmp_path, outside, url) as installation:
        assert wait_until(lambda: outside.heartbeats >= WANTED, PATIENCE), installation.log.read_text()
        metrics = get(f"{url}/metrics").splitlines()
        arrived = [line.split()[1] for line in metrics if line.startswith("wirewatch_canary_seconds_count")]
        assert float(arrived[0]) >= WANTED
        for path in SHOWN:
            assert "anary" not in get(f"{url}/api/v1/{path}"), path
        for command in COMMANDS:
            assert "anary" not in installation.output(*command.split()), command
        health = json.loads(get(f"{url}/healthz"))
        assert {check["name"]: check["ok"] for check in health["checks"]}["canary"]
