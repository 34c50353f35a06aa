"""Alerts to anything that Apprise reaches: mail, chat, phones; each in the form that its channel takes (`forms`)."""

import asyncio
import logging
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, cast
from urllib.parse import quote

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType
from apprise.plugins.base import NotifyBase
from apprise.result import AppriseResult

from monitor.alerting.messages.pieces import Replies, no_replies
from monitor.alerting.severities import highest
from monitor.errors import DeliveryDelayed
from monitor.notify.forms.channels import MAILERS, Form, form_of
from monitor.notify.forms.dialects import plain
from monitor.notify.forms.rendering import Rendered
from monitor.notify.forms.writing import BuiltIn, Writer
from monitor.notify.spec import Format, Template
from monitor.records import Alert, Bundle, Severity
from monitor.secret import Secret

_TYPES: Final = {
    Severity.LOW: NotifyType.INFO,
    Severity.MEDIUM: NotifyType.INFO,
    Severity.HIGH: NotifyType.WARNING,
    Severity.CRITICAL: NotifyType.FAILURE,
}


_THREADS: Final = "wirewatch.invalid"  # no host has it (RFC 6761)


class AppriseReceiver:
    """Hands alerts to one Apprise address. Apprise does not say whether a failure is final, so each may pass later."""

    def __init__(
        self,
        name: str,
        url: Secret,
        *,
        wanted: Format | None = None,
        template: Template | None = None,
        replies: Replies = no_replies,
    ) -> None:
        """Raises ValueError where Apprise cannot read the address, or its service takes no messages in `wanted`."""
        self.name = name
        self._apprise = read_address(url.reveal() if wanted is None else _asking_for(wanted, url.reveal()))
        self._service = self._apprise[0]
        form, self._format = _form(self._service, wanted, is_templated=template is not None)
        self._writer = _writer(name, template, form, replies)
        self._headers = dict(cast(Any, self._service).headers) if _is_mail(self._service) else {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"receiver {name}")

    async def send(self, alert: Alert) -> None:
        """Hands over one alert; raises DeliveryDelayed where Apprise could not."""
        await self._send(lambda: self._writer.alert(alert), alert.severity, _thread_of(alert))

    async def send_bundle(self, bundle: Bundle) -> None:
        """Hands over one message for the bundle; raises DeliveryDelayed where Apprise could not."""
        severity = highest(alert.severity for alert in bundle.alerts)
        await self._send(lambda: self._writer.bundle(bundle), severity, {"X-Wirewatch-Bundle": bundle.id})

    async def close(self) -> None:
        """Releases the thread; one attempt may still end in it."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _send(self, write: Callable[[], Rendered], severity: Severity, headers: Mapping[str, str]) -> None:
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(self._thread, self._notify, write, severity, headers)
        if not result:
            raise DeliveryDelayed(_said(result))

    def _notify(self, write: Callable[[], Rendered], severity: Severity, headers: Mapping[str, str]) -> AppriseResult:
        shown = write()
        if _is_mail(self._service):  # one message at a time: a receiver has one thread
            cast(Any, self._service).headers = {"Auto-Submitted": "auto-generated", **headers, **self._headers}
        return self._apprise.notify(
            title=shown.title, body=shown.body, notify_type=_TYPES[severity], body_format=self._format
        )


def read_address(url: str) -> Apprise:
    """What Apprise makes of `url`; raises ValueError where it cannot read it, or lacks a package for it.

    Apprise logs an address that it cannot read as it stands, with all secrets in it: that is held back.
    """
    made = Apprise(asset=AppriseAsset(app_id="Wirewatch", async_mode=False, secure_logging=True))
    logger = logging.getLogger("apprise")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of plugins that it looks through
            if not made.add(url):
                raise ValueError("Apprise cannot read its address")
    finally:
        logger.setLevel(level)
    return made


def _asking_for(wanted: Format, url: str) -> str:
    """`url`, which asks for messages in the format that is `wanted` whatever it asked for."""
    address, _, query = url.partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0].lower() != "format"]
    return f"{address}?{'&'.join([*kept, f'format={wanted}'])}"


def _writer(name: str, template: Template | None, form: Form, replies: Replies) -> Writer:
    if template is None:
        return BuiltIn(form, replies)
    from monitor.notify.templates.writing import Templated  # takes long to import, and few receivers have one

    return Templated(name, template, form, replies)


def _thread_of(alert: Alert) -> dict[str, str]:
    """Headers by which mail programs show the messages of one watch and story as one conversation.

    All of them answer a message that nobody has, named after the story, since Apprise names its messages itself.
    """
    root = f"<{quote(alert.story)}.{quote(alert.watch)}@{_THREADS}>"
    replaces = {"X-Wirewatch-Replaces": alert.replaces} if alert.replaces else {}
    return {"In-Reply-To": root, "References": root, "X-Wirewatch-Alert": alert.id, **replaces}


def _is_mail(service: NotifyBase) -> bool:
    """Whether it speaks SMTP, and so takes headers of ours."""
    return type(service).__name__ == "NotifyEmail"  # its module takes long to import, and warns of others


def _form(service: NotifyBase, wanted: Format | None, *, is_templated: bool) -> tuple[Form, NotifyFormat]:
    """How `service` is written to, and what Apprise is told that this is.

    What is written as text, Apprise escapes for the markup of the service; what is written in its markup goes as it is.
    Mail is in HTML unless it is asked for otherwise, or a template writes it and does not say HTML. Raises ValueError
    where the service cannot take what is `wanted`.
    """
    in_html = wanted is Format.HTML or not is_templated
    is_mailer = type(service).__name__ in MAILERS
    asked = service.resolve_format(NotifyFormat.HTML if is_mailer and in_html else NotifyFormat.TEXT)
    if wanted is not None and asked.value != wanted:
        raise ValueError(f"its service takes no messages in {wanted}")
    form = form_of(
        type(service).__name__,
        is_html=asked is NotifyFormat.HTML and in_html,
        is_markdown=asked is NotifyFormat.MARKDOWN,
        title=service.title_maxlen,
        text=service.body_maxlen,
    )
    if is_templated and wanted is Format.HTML and not form.is_html:
        raise ValueError("a template in HTML is for mail; its service gets text")
    is_text = form.escape is plain or (asked is NotifyFormat.HTML and not form.is_html)
    return form, NotifyFormat.TEXT if is_text else asked


def _said(result: AppriseResult) -> str:
    """The last thing that Apprise had to say about the attempt; it hides credentials itself."""
    messages = [entry.message for entry in result.logs() if entry.level in ("WARNING", "ERROR", "CRITICAL")]
    return f"Apprise: {messages[-1] if messages else result.status.name.lower()}"
