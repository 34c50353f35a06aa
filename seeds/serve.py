"""Serves the feeds of the seeds on loopback as a publisher would: right content types, ETag, Last-Modified, 304.

`python -m seeds.serve` serves them on port 8765, where the configuration in `seeds/config` looks for them, until it is
interrupted. Tests and the demo take `SeedServer` and any free port.
"""

import hashlib
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import NamedTuple, Self

SEEDS = Path(__file__).parent
FEEDS = SEEDS / "feeds"
CONFIG = SEEDS / "config"
CONFIGURED_URL = "http://127.0.0.1:8765"  # the address in CONFIG

CONTENT_TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".xml": "application/xml",  # without a charset: the document says that it is ISO-8859-1
    ".rdf": "application/rdf+xml",
    ".atom": "application/atom+xml",
    ".json": "application/feed+json",
}
MODIFIED = "Mon, 05 Oct 2026 11:30:00 GMT"  # of every feed: the end of the morning


class Served(NamedTuple):
    """One request that was answered."""

    path: str
    status: HTTPStatus
    user_agent: str


class Loopback:
    """A server in a thread of its own, from entering the context until leaving it."""

    def __init__(self, server: HTTPServer) -> None:
        self._server = server
        self._thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        """The address of the server, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class SeedServer(Loopback):
    """The feeds in `directory` at `url`, from entering the context until leaving it; port 0 takes a free one.

    `served` lists the requests answered so far, in the order of their answers. Raises OSError where the port is taken.
    """

    def __init__(self, port: int = 0, directory: Path = FEEDS) -> None:
        self.served: list[Served] = []
        super().__init__(_Server(port, directory, self.served))

    def write_config(self, target: Path) -> Path:
        """Copies the configuration of the seeds to the directory `target`, with the feeds at this server."""
        for source in CONFIG.rglob("*.yaml"):
            copy = target / source.relative_to(CONFIG)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(source.read_text("utf-8").replace(CONFIGURED_URL, self.url), "utf-8")
        return target


class _Server(ThreadingHTTPServer):
    def __init__(self, port: int, directory: Path, served: list[Served]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.directory = directory
        self.served = served


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        feed = self.server.directory / Path(self.path.partition("?")[0]).name
        if feed.suffix not in CONTENT_TYPES or not feed.is_file():
            self._answer(HTTPStatus.NOT_FOUND, {}, b"")
            return
        body = feed.read_bytes()
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        validators = {"ETag": etag, "Last-Modified": MODIFIED}
        if self._is_current(etag):
            self._answer(HTTPStatus.NOT_MODIFIED, validators, b"")
        else:
            self._answer(HTTPStatus.OK, {"Content-Type": CONTENT_TYPES[feed.suffix], **validators}, body)

    def _is_current(self, etag: str) -> bool:
        """Whether the reader has this version already (RFC 9110, 13.2.2: the ETag decides where both are sent)."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return etag in (tag.strip().removeprefix("W/") for tag in known.split(","))
        return bool(self.headers.get("If-Modified-Since") == MODIFIED)

    def _answer(self, status: HTTPStatus, headers: dict[str, str], body: bytes) -> None:
        self.server.served.append(Served(self.path, status, self.headers.get("User-Agent", "")))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name in the base)
        """Says nothing: `served` is the log."""


def main() -> None:
    """Serves until interrupted."""
    with suppress(KeyboardInterrupt), SeedServer(port=8765) as server:
        for feed in sorted(FEEDS.iterdir()):
            print(f"{server.url}/{feed.name}", flush=True)
        Event().wait()


if __name__ == "__main__":
    main()
