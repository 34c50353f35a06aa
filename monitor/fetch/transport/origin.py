"""Whose an address is."""

from urllib.parse import urlsplit

from monitor.errors import FetchError

_PORTS = {"http": 80, "https": 443}


def is_same_site(url: str, home: str) -> bool:
    """Whether what is meant for `home` may go to `url`: same scheme, host and port, or `home` over TLS."""
    there, here = _parts(url), _parts(home)
    return there == here or (here[0] == "http" and here[2] == 80 and there == ("https", here[1], 443))


def _parts(url: str) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", url, 0


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
