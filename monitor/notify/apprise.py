"""Alerts to anything that Apprise reaches: mail, chat, phones. Formatting for each is Apprise's work."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType
from apprise.result import AppriseResult

from monitor.alerting.wording import event_in_words
from monitor.errors import DeliveryDelayed
from monitor.records import Alert, Severity
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
        self._apprise = Apprise(asset=AppriseAsset(app_id="Wirewatch", async_mode=False, secure_logging=True))
        if not self._apprise.add(url.reveal()):
            raise ValueError("Apprise cannot read its address")
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"receiver {name}")

    async def send(self, alert: Alert) -> None:
        """Hands over one alert; raises DeliveryDelayed where Apprise could not."""
        result = await asyncio.get_running_loop().run_in_executor(self._thread, self._notify, alert)
        if not result:
            raise DeliveryDelayed(_said(result))

    async def close(self) -> None:
        """Releases the thread; one attempt may still end in it."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _notify(self, alert: Alert) -> AppriseResult:
        return self._apprise.notify(
            title=subject(alert), body=body(alert), notify_type=_TYPES[alert.severity], body_format=NotifyFormat.TEXT
        )


def subject(alert: Alert) -> str:
    """One line for `alert`: how loud, and the title."""
    return f"[{alert.severity}] {' '.join(alert.title.split())}"


def body(alert: Alert) -> str:
    """`alert` in a few lines: sentence, event, matched words, source, link, reason, and the id to deduplicate by."""
    published = "" if alert.published is None else f", {alert.published:%Y-%m-%d %H:%M} UTC"
    lines = (
        alert.sentence,
        "" if alert.event is None else event_in_words(alert.event),
        f"Matched: {', '.join(alert.matched)}",
        f"Source: {alert.publisher}{published}",
        alert.url,
        alert.reason,
        f"Alert {alert.id}",
    )
    return "\n".join(line for line in lines if line)


def _said(result: AppriseResult) -> str:
    """The last thing that Apprise had to say about the attempt; it hides credentials itself."""
    messages = [entry.message for entry in result.logs() if entry.level in ("WARNING", "ERROR", "CRITICAL")]
    return f"Apprise: {messages[-1] if messages else result.status.name.lower()}"
