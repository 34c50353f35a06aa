"""Which receiver a specification asks for."""

from pathlib import Path

from rich.console import Console as Terminal

from monitor.alerting.messages.pieces import Replies, no_replies
from monitor.clock import Clock, system_clock
from monitor.errors import ConfigError, Mistake
from monitor.notify.base import Receiver
from monitor.notify.bounded import Bounded
from monitor.notify.cloudevent import Envelope, cloud_event
from monitor.notify.console import ConsoleReceiver
from monitor.notify.spec import AppriseTarget, Console, File, ReceiverSpec, Webhook

DEADLINE_SECONDS = 30.0


def open_receiver(
    spec: ReceiverSpec,
    *,
    clock: Clock = system_clock,
    deadline_seconds: float = DEADLINE_SECONDS,
    terminal: Terminal | None = None,
    envelope: Envelope = cloud_event,
    replies: Replies = no_replies,
) -> Receiver:
    """The receiver that `spec` describes, which may take `deadline_seconds` over one alert; call it in a running loop.

    `terminal` is where a console receiver prints, the standard output if None; `envelope` makes the CloudEvents that
    files and webhooks get; `replies` gives the links that mute and acknowledge. Raises ConfigError where the address,
    the secret or the format cannot be used.
    """
    try:
        return Bounded(_open(spec, clock, terminal, envelope, replies), deadline_seconds)
    except ValueError as error:
        raise ConfigError((Mistake("receivers.yaml", None, f"receiver {spec.name}: {error}"),)) from error


def _open(
    spec: ReceiverSpec, clock: Clock, terminal: Terminal | None, envelope: Envelope, replies: Replies
) -> Receiver:
    # Each brings libraries that take long to import, and most configurations use one or two of them.
    match spec:
        case Console():
            return ConsoleReceiver(spec.name, terminal, replies, spec.template)
        case File():
            from monitor.notify.file import FileReceiver

            return FileReceiver(spec.name, Path(spec.path), envelope)
        case Webhook():
            from monitor.notify.webhook import WebhookReceiver

            return WebhookReceiver(
                spec.name,
                spec.url,
                secret=spec.secret,
                allow_private=spec.allow_private,
                proxy=spec.proxy,
                clock=clock,
                envelope=envelope,
                replies=replies,
            )
        case AppriseTarget():
            from monitor.notify.apprise import AppriseReceiver

            return AppriseReceiver(spec.name, spec.url, wanted=spec.format, template=spec.template, replies=replies)
