"""What a feed that asks who comes is told: one header, whose value nobody must see."""

import base64

from monitor.records import Record
from monitor.secret import Secret


class Login(Record, frozen=True, kw_only=True):
    """A header that goes to the feed's own host, and to no other."""

    header: str
    value: Secret


def login_hint(status: int, login: Login | None) -> str:
    """What a person can do about `status`, the answer to a request with `login`; "" where that is not about logins."""
    if status == 401:
        return ": it refuses the login" if login else ": it asks for a login"
    return ": the proxy asks for a login, see ingest.proxy" if status == 407 else ""


def basic(user: str, password: str) -> Login:
    """Basic authentication in UTF-8 (RFC 7617)."""
    pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return Login(header="Authorization", value=Secret(f"Basic {pair}"))


def bearer(token: str) -> Login:
    """A bearer token (RFC 6750 §2.1)."""
    return Login(header="Authorization", value=Secret(f"Bearer {token}"))
