"""Addresses of PostgreSQL: what is wrong with one, said without any part of it, since any part may be of a password.

Stricter than the drivers: in `postgresql://USER:PASSWORD@HOST:PORT/DATABASE` (RFC 3986, section 3.2) user and password
hold no delimiter. A driver would take what follows the first `@` for a host, and print it.
"""

import re

EXPECTED = (
    "expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE; in user and password, percent-encode @ as %40, / as %2F, "
    ": as %3A, # as %23, ? as %3F, % as %25"
)
_HOST = r"(?:[A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
_ENCODED = r"(?:[^@/?#\[\]%\s]|%[0-9A-Fa-f]{2})*"
_OPTIONS = r"(?:\?[^#\s]*)?"
_ADDRESS = re.compile(rf"postgresql://(?:{_ENCODED}@)?{_HOST}(?:,{_HOST})*(?:/[^/@?#\s]*{_OPTIONS})?")
_PASSWORD = re.compile(r"://[^@]*:[^@]*@|[?&](?:password|sslpassword)=")


def postgres_mistake(url: str) -> str | None:
    """What is wrong with the address `url`, or None."""
    ports = re.findall(r":([0-9]+)(?=[,/?]|$)", url.rpartition("@")[2].partition("/")[0])
    good = _ADDRESS.fullmatch(url) and all(0 < int(port) < 65536 for port in ports)
    return None if good else EXPECTED


def has_password(url: str) -> bool:
    """Whether `url` may hold a password."""
    return bool(_PASSWORD.search(url))


def without_password(url: str) -> str:
    """`url`, which has no mistake, without the passwords that it may hold."""
    bare = re.sub(r"(://[^:@/]*):[^@/]*@", r"\1@", url)
    path, _, options = bare.partition("?")
    kept = [each for each in options.split("&") if not each.startswith(("password=", "sslpassword="))]
    return "?".join(filter(None, (path, "&".join(kept))))
