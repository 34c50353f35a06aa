"""What only we and the hub know: the secret that pushes are signed with, and the path of the callback.

Both follow from the program's own key and from the subscription, so that neither needs a place to be kept.
"""

import hashlib
import hmac

from monitor.feeds.websub.subscription import Subscription

_METHODS = ("sha256", "sha384", "sha512", "sha1")  # §7.1; sha1 because many hubs know no other


def secret_of(key: bytes, subscription: Subscription) -> str:
    """The secret of a subscription, from the program's own `key`."""
    return _derived(key, "secret", subscription)


def path_of(key: bytes, subscription: Subscription) -> str:
    """The part of the callback address that nobody can guess."""
    return _derived(key, "path", subscription)


def is_signed(secret: str, content: bytes, header: str) -> bool:
    """Whether `header` (X-Hub-Signature, §7) is that of `content`; compared in constant time."""
    method, _, signature = header.strip().partition("=")
    if method.lower() not in _METHODS:
        return False
    expected = hmac.new(secret.encode(), content, getattr(hashlib, method.lower())).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.strip().lower().encode("utf-8", "replace"))


def _derived(key: bytes, purpose: str, subscription: Subscription) -> str:
    parts = "\x1f".join((purpose, subscription.feed, subscription.hub, subscription.topic))
    return hmac.new(key, parts.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
