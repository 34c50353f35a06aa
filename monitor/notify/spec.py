"""Receivers as the user configured them: what each needs to be opened, free of the file it was written in."""

from enum import StrEnum
from typing import ClassVar

from monitor.alerting.timing import Timing
from monitor.records import Record, Severity
from monitor.secret import Secret


class Format(StrEnum):
    """In what a message is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Template(Record, frozen=True, kw_only=True):
    """A template of the user's own, in the place of the built-in form (`monitor.notify.templates`)."""

    name: str  # the file, as the user wrote it
    text: str  # what it holds, so that a change of the file is a change of the receiver


class Console(Record, frozen=True, kw_only=True, tag="console"):
    """Alerts on the terminal of the program."""

    name: str  # unique among receivers; what routes refer to
    min_severity: Severity = Severity.LOW  # quieter alerts are not sent here
    timing: Timing = Timing()  # when it wants them
    template: Template | None = None  # of the text that is printed
    is_program: ClassVar[bool] = False  # whether a program reads there, which gets every alert of a bundle


class File(Record, frozen=True, kw_only=True, tag="file"):
    """Alerts at the end of a file, one CloudEvent in JSON a line."""

    name: str
    path: str  # absolute; its directory need not exist yet
    min_severity: Severity = Severity.LOW
    timing: Timing = Timing()
    is_program: ClassVar[bool] = True  # whether a program reads there, which gets every alert of a bundle


class Webhook(Record, frozen=True, kw_only=True, tag="webhook"):
    """Alerts by POST, signed as Standard Webhooks say where there is a secret."""

    name: str
    url: Secret  # an address may carry a credential, so it counts as one
    secret: Secret | None = None  # as Standard Webhooks write it, "whsec_" and base64
    allow_private: bool = False  # addresses that are not public may be called
    proxy: Secret | None = None  # over which it is called where it is public (`monitor.net.proxy`)
    min_severity: Severity = Severity.LOW
    timing: Timing = Timing()
    is_program: ClassVar[bool] = True  # whether a program reads there, which gets every alert of a bundle


class AppriseTarget(Record, frozen=True, kw_only=True, tag="apprise"):
    """Alerts to anything that Apprise reaches."""

    name: str
    url: Secret  # an Apprise address carries its credentials
    format: Format | None = None  # None: as the address asks for, else what suits the service best
    template: Template | None = None  # in `format`
    min_severity: Severity = Severity.LOW
    timing: Timing = Timing()
    is_program: ClassVar[bool] = False  # whether a program reads there, which gets every alert of a bundle


ReceiverSpec = Console | File | Webhook | AppriseTarget
