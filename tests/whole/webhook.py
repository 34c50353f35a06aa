"""A receiver on loopback that checks signatures and counts what it was given."""

from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook

from seeds.serve import Loopback

SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class WebhookServer(Loopback):
    """Takes alerts at `url`; `received` counts how often each id came, the receiver itself takes each once."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self.forged = 0
        super().__init__(ThreadingHTTPServer(("127.0.0.1", 0), _handler(self)))

    @property
    def taken(self) -> set[str]:
        """The alerts after repeats are removed by id."""
        return set(self.received)


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
            owner.received[self.headers["webhook-id"]] += 1
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    return Handler
