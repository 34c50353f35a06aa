"""What a link carries: what may be done, about what, until when; signed, so that nobody can make or alter one.

The token is base64url (RFC 4648, without padding) of MessagePack and of the first 16 bytes of its HMAC-SHA256
(RFC 2104; RFC 2104 section 5 on truncation), parted by a dot.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import msgspec

from monitor.alerting.links.actions import LABELS, LinkAction
from monitor.records import Record

LONGEST: Final = 2_000  # characters of a token; a longer one is none of ours
_DOMAIN: Final = b"wirewatch link 1\0"  # the key signs nothing else that could be taken for a link
_BYTES: Final = 16


class Grant(Record, frozen=True, kw_only=True, array_like=True):
    """What the bearer of a link may do."""

    action: LinkAction
    expires: int  # seconds since 1970, UTC
    watch: str  # its id
    story: str  # id
    alert: str  # id of the alert in whose message the link stands

    @property
    def actions(self) -> tuple[LinkAction, ...]:
        """What may be done."""
        return tuple(LABELS) if self.action is LinkAction.CHOOSE and self.story else (self.single,)

    @property
    def single(self) -> LinkAction:
        """The one action; where one could be chosen and no story is known, muting the watch."""
        return LinkAction.MUTE_WATCH if self.action is LinkAction.CHOOSE else self.action

    @property
    def until(self) -> datetime:
        """When the link ends."""
        return datetime.fromtimestamp(self.expires, UTC)


class Refusal(StrEnum):
    """Why a token grants nothing."""

    FORGED = "This is no link of this Wirewatch, or not all of it was copied."
    EXPIRED = "This link has expired."


def signed(grant: Grant, key: bytes) -> str:
    """The token of `grant`."""
    payload = msgspec.msgpack.encode(grant)
    return f"{_text(payload)}.{_text(_signature(payload, key))}"


def read(token: str, key: bytes, now: datetime) -> Grant | Refusal:
    """What `token` grants at `now`, or why nothing. Nothing of it is looked at before its signature is."""
    payload, _, signature = token.partition(".")
    try:
        raw, given = _bytes(payload), _bytes(signature)
    except (binascii.Error, ValueError):
        return Refusal.FORGED
    if len(token) > LONGEST or not hmac.compare_digest(_signature(raw, key), given):
        return Refusal.FORGED
    try:
        grant = msgspec.msgpack.decode(raw, type=Grant)
        until = grant.until
    except (msgspec.DecodeError, ValueError, OverflowError, OSError):  # signed by another release
        return Refusal.FORGED
    return grant if now < until else Refusal.EXPIRED


def _signature(payload: bytes, key: bytes) -> bytes:
    return hmac.new(key, _DOMAIN + payload, hashlib.sha256).digest()[:_BYTES]


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """The bytes of `text`; raises ValueError where it is not the one spelling that they have (RFC 4648, 3.5)."""
    raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if _text(raw) != text:
        raise ValueError("not canonical base64url")
    return raw
