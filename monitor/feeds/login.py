"""What a feed that asks who comes is told: one header, whose value nobody must see."""

import base64
from http import HTTPStatus

from monitor.records import Record
from monitor.secret import Secret


class Login(Record, frozen=True, kw_only=True):
    """A header that goes to the feed's own host, and to no other."""

    header: str
    value: Secret


def status_words(status: int, login: Login | None) -> str:
    """What `status` says, the answer to a request with `login`: what a person can do about a login, else its name."""
    if status == HTTPStatus.UNAUTHORIZED:
        return f"HTTP status {status}: it {'refuses the' if login else 'asks for a'} login"
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return f"HTTP status {status}: the proxy asks for a login, see ingest.proxy"
    name = next((known.phrase.lower() for known in HTTPStatus if known == status), "")
    return f"HTTP status {status}" + (f" ({name})" if name else "")


def basic(user: str, password: str) -> Login:
    """Basic authentication in UTF-8 (RFC 7617)."""
    pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return Login(header="Authorization", value=Secret(f"Basic {pair}"))


def bearer(token: str) -> Login:
    """A bearer token (RFC 6750 §2.1)."""
    return Login(header="Authorization", value=Secret(f"Bearer {token}"))
