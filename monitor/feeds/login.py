"""What a feed that asks who comes is told: one header, whose value nobody must see."""

import base64

from monitor.records import Record
from monitor.secret import Secret


class Login(Record, frozen=True, kw_only=True):
    """A header that goes to the feed's own host, and to no other."""

    header: str
    value: Secret


def basic(user: str, password: str) -> Login:
    """Basic authentication in UTF-8 (RFC 7617)."""
    pair = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
    return Login(header="Authorization", value=Secret(f"Basic {pair}"))


def bearer(token: str) -> Login:
    """A bearer token (RFC 6750 §2.1)."""
    return Login(header="Authorization", value=Secret(f"Bearer {token}"))
