"""Whether a browser sends a request for one of our own pages, or for a page elsewhere (CSRF).

A browser brings the user's password or the name that a proxy gives along, whoever wrote the page. It tells by headers
that no page can set where the page is from: `Sec-Fetch-Site`, and `Origin` with every request that changes something.
So a form on our pages needs no token in it, and no JavaScript; it must be sent with a referrer policy other than
`no-referrer`, with which browsers hide the origin (ours is `same-origin`).
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain")


def foreign(headers: Mapping[str, str]) -> str:
    """Why a request that changes something is not taken from a browser, in words; "" where it is, or none sent it."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return "" if site in {"same-origin", "none"} else "A page elsewhere sent this."
    if origin is not None:
        return "" if _is_ours(origin, headers.get("host", "")) else "A page elsewhere sent this."
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return "A form without the headers Origin or Sec-Fetch-Site may be from a page elsewhere." if kind in _FORMS else ""


def _is_ours(origin: str, host: str) -> bool:
    """Scheme aside: behind a proxy that speaks TLS, ours is http."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return bool(host) and parts.scheme in {"http", "https"} and parts.netloc.lower() == host.lower()
