"""Whose an address is."""

from urllib.parse import urlsplit

from monitor.errors import FetchError


def origin(url: str) -> str:
    """Scheme, host and port of `url`, such as `https://herald.example:8443`; user and password are left out.

    Raises FetchError for an address that is not http or https, or has no host.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # an unclosed bracket, a port that is no number
        host, port = "", None
    if not host or parts.scheme not in ("http", "https"):
        raise FetchError(f"not an http or https address: {url[:200]!r}")
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + (f":{port}" if port is not None else "")
