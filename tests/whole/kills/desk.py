"""A desk at which all that can be held is held: its configuration, the feed that it reads, who receives its alerts."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from seeds.serve import CONFIG, Loopback
from tests.seeds.morning import SeedEntry, entries
from tests.whole.webhook import WebhookServer

RECEIVERS: Final = ("plain", "quiet", "digest", "grouped")
THINKS: Final = 0.05  # seconds that a receiver takes to answer
_MINUTE: Final = timedelta(minutes=1)
_QUIET: Final = timedelta(seconds=40)  # at least so long from the start, to the next full minute
_MUTED: Final = timedelta(seconds=30)  # from the start


class GrowingFeed(Loopback):
    """The entries of the morning in one feed, the oldest first; those that are `shown` so far."""

    def __init__(self, began: datetime) -> None:
        self.shown = 0
        morning = sorted((each for each in entries() if each.published), key=lambda each: str(each.published))
        self.items = [_item(each, began - _MINUTE * (len(morning) - at)) for at, each in enumerate(morning)]
        super().__init__(ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)))

    def grow(self, by: int | None = None) -> None:
        """Shows `by` more, or all."""
        self.shown = len(self.items) if by is None else min(self.shown + by, len(self.items))


def write_config(
    target: Path,
    began: datetime,
    feed: GrowingFeed,
    webhook: WebhookServer,
    muted: timedelta = _MUTED,
    partitions: int = 4,
) -> Path:
    """What the desk has said: a cap, a throttle, a mute that ends soon; quiet hours that do, a digest, a group."""
    watchlist = YAML(typ="safe").load((CONFIG / "watchlists" / "morning.yaml").read_text("utf-8"))
    watches = {watch["id"]: watch for watch in watchlist["watches"]}
    watches["sanctions"]["throttle"] = {"cap": "2/m"}
    watches["ceasefire"] |= {"story": "every", "throttle": "8s"}
    until = f"{began + muted:%Y-%m-%dT%H:%M:%SZ}"
    watchlist["mutes"] = [{"watch": name, "until": until, "reason": "known"} for name in ("zelenskyy", "us")]
    first = {"id": "morning", "url": f"{feed.url}/feed.json", "allow_private": True}
    files: Mapping[str, Any] = {
        "monitor.yaml": {"version": 1, "data_dir": "data", "partitions": partitions},
        "feeds.yaml": {"version": 1, "defaults": {"first_poll": "publish"}, "feeds": [first]},
        "receivers.yaml": {"version": 1, "receivers": _receivers(began, webhook)},
        "watchlists/morning.yaml": watchlist,
    }
    for name, content in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with (target / name).open("w", encoding="utf-8") as file:
            YAML().dump(content, file)
    return target


def _receivers(began: datetime, webhook: WebhookServer) -> dict[str, Any]:
    ends = (began + _QUIET).replace(second=0) + _MINUTE
    quiet = {"tz": "UTC", "from": f"{began - timedelta(hours=2):%H:%M}", "to": f"{ends:%H:%M}"}
    holding: dict[str, dict[str, Any]] = {
        "plain": {},
        "quiet": {"quiet": quiet},
        "digest": {"digest": "* * * * *"},
        "grouped": {"group_by": "story", "group_wait": "2s"},
    }
    return {name: webhook.receiver(name) | said for name, said in holding.items()}


def _item(entry: SeedEntry, published: datetime) -> dict[str, str]:
    return {
        "id": entry.link,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.markup,
        "date_published": published.isoformat(),
    }


def _handler(owner: GrowingFeed) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown = owner.items[: owner.shown][::-1]
            feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Morning", "items": shown}
            body = json.dumps(feed).encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "application/feed+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler
