"""Alerts by POST, as CloudEvents in structured JSON, signed as Standard Webhooks say (`docs/schema/alert.json`).

`webhook-id` is the id of the alert and the same in every attempt, by which the other side deduplicates. The alerts of a
bundle are one request, a batch of CloudEvents, and `webhook-id` is the id of the bundle.
"""

import re
import socket
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import DefaultResolver
from standardwebhooks import Webhook
from standardwebhooks.webhooks import EmptyWebhookSecretError
from yarl import URL

from monitor.alerting.messages.pieces import Replies, no_replies
from monitor.clock import Clock
from monitor.errors import DeliveryDelayed, DeliveryError, DeliveryRejected, ForbiddenAddress
from monitor.feeds.response import ResponseFacts
from monitor.feeds.schedule.waits import retry_after
from monitor.net.guard import REFUSED, AddrInfo, guarded_socket
from monitor.net.proxy import Guide, Route
from monitor.notify.cloudevent import BATCH_CONTENT_TYPE, CONTENT_TYPE, Envelope, batch, cloud_event
from monitor.records import Alert, Bundle
from monitor.secret import Secret

_PASSING: Final = frozenset({407, 408, 425, 429})  # the client errors that say "later"; 407 is of the user's proxy
_NOT_PUBLIC: Final = "its address is not public; allow_private would allow it"
_READ_BYTES: Final = 1_000  # of an answer, to quote from
_QUOTED: Final = 200  # characters
_TELLING: Final = 12  # characters of a piece of an address that may be a key


class WebhookReceiver:
    """Posts alerts to one address; open it inside a running event loop.

    2xx is taken, any other 4xx than 407, 408, 425 and 429 rejected, everything else delayed. Redirects are not
    followed. No error names the address, which may hold a credential.
    """

    def __init__(
        self,
        name: str,
        url: Secret,
        *,
        secret: Secret | None = None,
        allow_private: bool = False,
        proxy: Secret | None = None,
        resolver: AbstractResolver | None = None,
        clock: Clock,
        envelope: Envelope = cloud_event,
        replies: Replies = no_replies,
    ) -> None:
        """`secret` is written as Standard Webhooks write it; raises ValueError where it is none.

        What is public is called over `proxy`, where there is one and `allow_private` does not hold.
        """
        self.name = name
        self._url, self._clock, self._envelope, self._replies = url, clock, envelope, replies
        self._signer = None if secret is None else _signer(secret)
        self._direct = _session(None if allow_private else guarded_socket())
        self._proxied = _session(None, URL(proxy.reveal())) if proxy and not allow_private else None
        self._resolver = resolver or DefaultResolver()

    async def send(self, alert: Alert) -> None:
        """Posts one alert; raises DeliveryRejected or DeliveryDelayed where the answer is not 2xx."""
        await self._post(alert.id, CONTENT_TYPE, self._event(alert))

    async def send_bundle(self, bundle: Bundle) -> None:
        """Posts the alerts as a batch; raises DeliveryRejected or DeliveryDelayed where the answer is not 2xx."""
        await self._post(bundle.id, BATCH_CONTENT_TYPE, batch(map(self._event, bundle.alerts)))

    async def _post(self, webhook_id: str, content_type: str, body: bytes) -> None:
        headers = {"Content-Type": content_type, **self._headers(webhook_id, body)}
        try:
            session = await self._session()
            async with session.post(self._url.reveal(), data=body, headers=headers, allow_redirects=False) as response:
                if not 200 <= response.status < 300:
                    raise await self._refusal(response)
        except ForbiddenAddress as error:
            raise DeliveryDelayed(_NOT_PUBLIC) from error
        except aiohttp.ClientError as error:
            raise DeliveryDelayed(_said(error)) from error

    async def close(self) -> None:
        """Closes the connections."""
        for session in filter(None, (self._direct, self._proxied)):
            await session.close()
        await self._resolver.close()

    def _event(self, alert: Alert) -> bytes:
        return self._envelope(alert, silenceurl=self._replies(alert).page)

    async def _session(self) -> aiohttp.ClientSession:
        """To call the address with; raises ForbiddenAddress where the proxy must not be asked for it."""
        if self._proxied and await Guide(self._resolver, ()).route(self._url.reveal()) is Route.PROXY:
            return self._proxied
        return self._direct

    def _headers(self, webhook_id: str, body: bytes) -> dict[str, str]:
        now = self._clock()
        headers = {"webhook-id": webhook_id, "webhook-timestamp": f"{int(now.timestamp())}"}
        if self._signer is not None:
            headers["webhook-signature"] = self._signer.sign(webhook_id, now, body.decode())
        return headers

    async def _refusal(self, response: aiohttp.ClientResponse) -> DeliveryError:
        said = (await response.content.read(_READ_BYTES)).decode("utf-8", "replace")
        message = _without(self._url.reveal(), f"answered {response.status} {response.reason or ''}: {said}")
        shown = "".join(character if character.isprintable() else " " for character in message)[:_QUOTED].rstrip(": ")
        if 400 <= response.status < 500 and response.status not in _PASSING:
            return DeliveryRejected(shown)
        return DeliveryDelayed(shown, retry_after=self._retry_after(response))

    def _retry_after(self, response: aiohttp.ClientResponse) -> float:
        headers = response.headers
        facts = ResponseFacts(status=response.status, retry_after=headers.get("Retry-After"), date=headers.get("Date"))
        return retry_after(facts, self._clock()).total_seconds()


def _signer(secret: Secret) -> Webhook:
    try:
        return Webhook(secret.reveal())
    except (ValueError, EmptyWebhookSecretError) as error:
        raise ValueError("the secret is not base64, with or without whsec_ before it") from error


def _session(
    socket_factory: Callable[[AddrInfo], socket.socket] | None, proxy: URL | None = None
) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(socket_factory=socket_factory),
        headers={"User-Agent": "Wirewatch", "Accept-Encoding": "identity"},
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        proxy=proxy,
        trust_env=False,
    )


def _without(url: str, message: str) -> str:
    """`message` without what may be secret in `url`: servers quote the address that they do not know."""
    parts = urlsplit(url)
    asked = f"{parts.path}?{parts.query}"
    pieces = [each for each in re.split(r"[/?&=]", asked) if len(each) >= _TELLING]
    for hidden in [each for each in (asked, parts.path, parts.query) if len(each) > 2] + pieces:  # "/?" is none
        message = message.replace(hidden, "…")
    return message


def _said(error: aiohttp.ClientError) -> str:
    """What happened, without the address."""
    if isinstance(error, aiohttp.ClientConnectorError) and error.os_error.errno == REFUSED:
        return _NOT_PUBLIC
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"the proxy answered {error.status} {error.message}".rstrip()
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return f"no connection to the proxy: {error.strerror}"
    if isinstance(error, aiohttp.ClientOSError) and error.strerror:
        return error.strerror
    return type(error).__name__
