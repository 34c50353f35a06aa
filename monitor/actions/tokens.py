"""Tokens by which the API knows who asks. Only their digests are kept, so one is shown once, when it is made."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Final, NamedTuple

from msgspec.structs import replace

from monitor.errors import Conflict, NotThere, Refused
from monitor.records import Scope, Token
from monitor.store.base import AccessStore

PREFIX: Final = "ww_"
"""What every token begins with, so that people and scanners of secrets know one when they see it."""

_BYTES: Final = 32  # at random: too many to be guessed, so a plain digest of them is enough
_LONGEST: Final = 100  # characters of a name


class Created(NamedTuple):
    """A token as it is made."""

    secret: str  # shown once
    token: Token


def digest(secret: str) -> str:
    """By what a token is known to the store."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_valid(token: Token, now: datetime) -> bool:
    """Whether it lets anybody in at `now`."""
    return token.revoked is None and (token.expires is None or now < token.expires)


async def create_token(
    store: AccessStore, name: str, scopes: Collection[Scope], *, expires: datetime | None, now: datetime
) -> Created:
    """Makes a token that is valid from now on.

    Raises Conflict where a valid one has the name, Refused for a name or an end that cannot be.
    """
    if not 0 < len(name) <= _LONGEST or not name.isprintable() or name != name.strip():
        raise Refused(f"a name of a token has 1 to {_LONGEST} printable characters, not {name[:_LONGEST]!r}")
    if expires is not None and expires <= now:
        raise Refused(f"the token would have run out at {expires:%Y-%m-%d %H:%M} UTC already")
    if any(each.name == name and is_valid(each, now) for each in await store.tokens()):
        raise Conflict(f"there is a token {name!r} already; revoke it first, or choose another name")
    secret = PREFIX + secrets.token_urlsafe(_BYTES)
    token = Token(digest=digest(secret), name=name, scopes=tuple(sorted(scopes)), created=now, expires=expires)
    await store.remember_token(token)
    return Created(secret, token)


async def revoke_token(store: AccessStore, name: str, now: datetime) -> Token:
    """Ends the valid token of this name, at once; raises NotThere where there is none."""
    found = next((each for each in await store.tokens() if each.name == name and is_valid(each, now)), None)
    if found is None:
        raise NotThere(f"there is no valid token {name!r}; see `wirewatch token list`")
    revoked = replace(found, revoked=now)
    await store.remember_token(revoked)
    return revoked
