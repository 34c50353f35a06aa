"""What the real Apprise hands to the network for one alert: HTTP and SMTP are taken at the edge, nothing leaves."""

import json
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from unittest import mock

import requests

from monitor.alerting.messages.pieces import Replies, no_replies
from monitor.notify.apprise import AppriseReceiver
from monitor.records import Alert, Bundle
from monitor.secret import Secret

ADDRESSES = {
    "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general",
    "slack-blocks": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general?blocks=yes",
    "slack-markdown": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general?format=markdown",
    "telegram": "tgram://123456789:abcdefg_hijklmnop/12315544/",
    "telegram-markdown": "tgram://123456789:abcdefg_hijklmnop/12315544/?format=markdown",
    "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js/",
    "discord-embed": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js/?format=markdown",
    "mattermost": "mmosts://mm.example/3ccdd113474722377935511fc85d3dd4",
    "matrix": "matrixs://user:pass@matrix.example/#room?mode=matrix",
    "matrix-html": "matrixs://user:pass@matrix.example/#room?mode=matrix&format=html",
    "matrix-slack": "matrixs://user:pass@matrix.example/#room?mode=slack",
    "teams": "workflows://prod-1.westus.logic.azure.example:443/643e69f83c8944/iwAO5wSqXpQb/",
    "google-chat": "gchat://workspace/key/token",
    "rocket-chat": "rockets://token/token2@rocket.example/#channel",
    "zulip": "zulip://bot@organisation/a8a6b4cdeb3a4b8d91c0a8a6b4cdeb3a/stream",
    "ntfy": "ntfys://ntfy.example/topic",
    "ntfy-markdown": "ntfys://ntfy.example/topic?format=markdown",
    "pushover": "pover://udfgfdgdfgfdgdfgdfgdfgdfgdfgdf@agfdgdfgdfgdfgdfgdfgdfgdfgdfgd",
    "pushover-html": "pover://udfgfdgdfgfdgdfgdfgdfgdfgdfgdf@agfdgdfgdfgdfgdfgdfgdfgdfgdfgd?format=html",
    "mail": "mailtos://user:pass@mail.example/?to=desk@desk.example&from=bot@desk.example&format=text",
    "mail-html": "mailtos://user:pass@mail.example/?to=desk@desk.example&from=bot@desk.example&format=html",
    "mailgun": "mailgun://bot@desk.example/a1b2c3d4e5f6a1b2c3d4e5f6a1b2c3d4-1a2b3c4d-5e6f7a8b/desk@desk.example",
    "json": "jsons://hook.example/x",
}
"""An address of each kind that the payloads are looked at of."""


class _Answer:
    """What every service says: taken."""

    status_code, reason, text = 200, "OK", "ok"
    headers: dict[str, str] = {}

    def __init__(self, url: str) -> None:
        self.content = b"ok" if "slack" in url else b'{"ok": true, "result": {}}'

    def json(self) -> dict[str, Any]:
        return {"ok": True, "result": {}}


class _Mailer:
    """An SMTP server that takes everything."""

    def __init__(self, sent: list[Any]) -> None:
        self._sent = sent

    def __call__(self, *_: Any, **__: Any) -> "_Mailer":
        return self

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: (250, b"ok")

    def sendmail(self, sender: str, to: list[str], text: str | bytes, *_: Any, **__: Any) -> dict[str, Any]:
        data = text.encode() if isinstance(text, str) else text
        self._sent.append(message_from_bytes(data, policy=policy.default))
        return {}


@contextmanager
def edge() -> Iterator[list[Any]]:
    """What went out while this was open: JSON as it was decoded, forms as dictionaries, mails as messages."""
    sent: list[Any] = []

    def post(*args: Any, data: Any = None, **more: Any) -> _Answer:
        sent.append(json.loads(data) if isinstance(data, str | bytes) else data if data is not None else more["json"])
        return _Answer(str(more.get("url") or args[-1]))

    mailer = _Mailer(sent)
    with (
        mock.patch.multiple(requests, post=post, put=post, request=post),
        mock.patch.multiple(smtplib, SMTP=mailer, SMTP_SSL=mailer),
    ):
        yield sent


async def payload(channel: str, what: Alert | Bundle, replies: Replies = no_replies) -> Any:
    """What goes to `channel` for an alert or a bundle; one message, whatever it holds."""
    receiver = AppriseReceiver(channel, Secret(ADDRESSES[channel]), replies=replies)
    with edge() as sent:
        await (receiver.send_bundle(what) if isinstance(what, Bundle) else receiver.send(what))
    await receiver.close()
    (only,) = sent
    return only


def strings(value: Any) -> Iterator[tuple[str, str]]:
    """Every text in a payload, with the name that it stands under."""
    if isinstance(value, EmailMessage):
        yield "subject", str(value["Subject"])
        for part in value.walk():
            if not part.is_multipart():
                yield part.get_content_type(), part.get_content()
        return
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    if isinstance(value, dict):
        for name, each in value.items():
            yield from ((name, each),) if isinstance(each, str) else strings(each)
