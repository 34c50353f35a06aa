"""Alerts to anything that Apprise reaches: mail, chat, phones; each in the form that its channel takes (`forms`)."""

import asyncio
import logging
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType
from apprise.plugins.base import NotifyBase
from apprise.result import AppriseResult

from monitor.alerting.messages.message import Message, bundle_message, message
from monitor.alerting.severities import highest
from monitor.errors import DeliveryDelayed
from monitor.notify.forms.channels import TEXT, Form, form_of
from monitor.notify.forms.dialects import plain
from monitor.notify.forms.rendering import rendered
from monitor.records import Alert, Bundle, Severity
from monitor.secret import Secret

_TYPES: Final = {
    Severity.LOW: NotifyType.INFO,
    Severity.MEDIUM: NotifyType.INFO,
    Severity.HIGH: NotifyType.WARNING,
    Severity.CRITICAL: NotifyType.FAILURE,
}


class AppriseReceiver:
    """Hands alerts to one Apprise address. Apprise does not say whether a failure is final, so each may pass later."""

    def __init__(self, name: str, url: Secret) -> None:
        """Raises ValueError where Apprise cannot read the address."""
        self.name = name
        self._apprise = read_address(url.reveal())
        self._form, self._format = _form(self._apprise[0])
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"receiver {name}")

    async def send(self, alert: Alert) -> None:
        """Hands over one alert; raises DeliveryDelayed where Apprise could not."""
        await self._send(message(alert), alert.severity)

    async def send_bundle(self, bundle: Bundle) -> None:
        """Hands over one message for the bundle; raises DeliveryDelayed where Apprise could not."""
        await self._send(bundle_message(bundle), highest(alert.severity for alert in bundle.alerts))

    async def _send(self, written: Message, severity: Severity) -> None:
        loop = asyncio.get_running_loop()
        result = await loop.run_in_executor(self._thread, self._notify, written, severity)
        if not result:
            raise DeliveryDelayed(_said(result))

    async def close(self) -> None:
        """Releases the thread; one attempt may still end in it."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _notify(self, written: Message, severity: Severity) -> AppriseResult:
        shown = rendered(written, self._form)
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


def subject(alert: Alert) -> str:
    """One line for `alert`, for a channel that nothing is known of: how loud, and the title."""
    return rendered(message(alert), TEXT).title


def body(alert: Alert) -> str:
    """`alert` in a few lines: sentence, event, source, link, matched words, reason, and the id to deduplicate by."""
    return rendered(message(alert), TEXT).body


def _form(service: NotifyBase) -> tuple[Form, NotifyFormat]:
    """How `service` is written to, and what Apprise is told that this is.

    What is written as text, Apprise escapes for the markup of the service; what is written in its markup goes as it is.
    """
    asked = service.resolve_format(NotifyFormat.TEXT)
    form = form_of(
        type(service).__name__,
        is_html=asked is NotifyFormat.HTML,
        is_markdown=asked is NotifyFormat.MARKDOWN,
        title=service.title_maxlen,
        text=service.body_maxlen,
    )
    is_text = form.escape is plain or (asked is NotifyFormat.HTML and not form.is_html)
    return form, NotifyFormat.TEXT if is_text else asked


def _said(result: AppriseResult) -> str:
    """The last thing that Apprise had to say about the attempt; it hides credentials itself."""
    messages = [entry.message for entry in result.logs() if entry.level in ("WARNING", "ERROR", "CRITICAL")]
    return f"Apprise: {messages[-1] if messages else result.status.name.lower()}"
