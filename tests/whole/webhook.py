"""A receiver on loopback that checks signatures and counts what it was given."""

import json
import time
from collections import Counter, defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

from seeds.serve import Loopback
from tests.whole.kills.accounts import Received

SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class WebhookServer(Loopback):
    """Takes alerts at `url`; `received` counts how often each id came, the receiver itself takes each once.

    `messages` holds, by the path that they came to, all that came; it `thinks` so many seconds before it answers.
    """

    def __init__(self, thinks: float = 0.0) -> None:
        self.thinks = thinks
        self.received: Counter[str] = Counter()
        self.messages: dict[str, list[Received]] = defaultdict(list)
        self.forged = 0
        super().__init__(ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)))

    @property
    def taken(self) -> set[str]:
        """The alerts after repeats are removed by id."""
        return set(self.received)

    def receiver(self, name: str = "") -> dict[str, Any]:
        """How it is configured, at the path `name`."""
        return {
            "type": "webhook",
            "url": f"{self.url}/{name}",
            "secret": {"env": "WIREWATCH_TEST_SECRET"},
            "allow_private": True,
        }


def _handler(owner: WebhookServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            try:
                Webhook(SECRET).verify(body, dict(self.headers.items()))
            except Exception:  # noqa: BLE001 - whatever it is, the signature is not right
                owner.forged += 1
                self.send_error(401)
                return
            said, name = json.loads(body), self.headers["webhook-id"]
            alerts = tuple(each["id"] for each in (said if isinstance(said, list) else [said]))
            owner.messages[self.path.strip("/")].append(Received(id=name, alerts=alerts))
            owner.received[name] += 1
            time.sleep(owner.thinks)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler
