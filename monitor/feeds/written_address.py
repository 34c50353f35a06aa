"""Addresses as people and programs write them down, and the http addresses that they mean."""

import re
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

MAX_ADDRESS = 4_000  # characters

_READER = re.compile(r"(?:feeds?|rss|pcast|itpc|podcast):(?://)?", re.IGNORECASE)  # schemes that open a feed reader
_HTTP = re.compile(r"(https?):?//", re.IGNORECASE)
_BREAKS = re.compile("[\t\r\n]")
_PLAIN = re.compile(r"[!#-;=?-\[\]_a-z~]+")  # what RFC 3986 lets stand in an address, and what all take
_SURROGATE = re.compile("[\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)


def without_reader_scheme(address: str) -> str:
    """`address` as http or https where it is `feed:`, `feed://` or the like; any other one as it is."""
    found = _READER.match(address)
    if not found:
        return address
    rest = address[found.end() :]
    inner = _HTTP.match(rest)
    return f"{inner[1].lower()}://{rest[inner.end() :]}" if inner else f"http://{rest}"


def in_ascii(address: str) -> str:
    """`address` with its host by IDNA and what else may not stand in one percent-encoded; as it is where all may.

    Bytes that were no UTF-8, which Python holds as lone surrogates, are encoded as themselves.
    """
    if _PLAIN.fullmatch(address):
        return address
    return safe_url_string(_SURROGATE.sub(lambda found: f"%{ord(found[0]) & 0xFF:02X}", address))


def http_address(written: str) -> str:
    """The address that `written` means, in ASCII: host by IDNA, spaces and other characters percent-encoded.

    An address that is ASCII already stays as it is. Raises ValueError that says what is wrong, and never repeats a
    password.
    """
    address = without_reader_scheme(_BREAKS.sub("", written.strip()).replace("&amp;", "&"))
    if not address:
        raise ValueError("the address is empty")
    if len(address) > MAX_ADDRESS:
        raise ValueError(f"the address is longer than {MAX_ADDRESS} characters")
    _check(address)
    encoded = in_ascii(address)
    if not _PLAIN.fullmatch(encoded) or not _HOST.fullmatch(urlsplit(encoded).hostname or ""):
        raise ValueError("expected an address of https:// or http://, with a name or number as its host")
    return encoded


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # an unclosed bracket, a port that is no number
        usable = False
    if not usable:
        raise ValueError("expected an address of https:// or http://")
    if "@" in parts.netloc:
        raise ValueError("the address holds a user or password: give the feed a login in feeds.yaml instead")
