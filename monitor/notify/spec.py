"""Receivers as the user configured them: what each needs to be opened, free of the file it was written in."""

from monitor.records import Record, Severity


class Secret:
    """A value that nobody must see by accident: neither `repr` nor `str` shows it, only `reveal` does."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself; for the call that needs it, never for a message."""
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret(…)"


class Console(Record, frozen=True, kw_only=True, tag="console"):
    """Alerts on the terminal of the program."""

    name: str  # unique among receivers; what routes refer to
    min_severity: Severity = Severity.LOW  # quieter alerts are not sent here


class File(Record, frozen=True, kw_only=True, tag="file"):
    """Alerts at the end of a file, one CloudEvent in JSON a line."""

    name: str
    path: str  # absolute; its directory need not exist yet
    min_severity: Severity = Severity.LOW


class Webhook(Record, frozen=True, kw_only=True, tag="webhook"):
    """Alerts by POST, signed as Standard Webhooks say where there is a secret."""

    name: str
    url: Secret  # an address may carry a credential, so it counts as one
    secret: Secret | None = None  # as Standard Webhooks write it, "whsec_" and base64
    allow_private: bool = False  # addresses that are not public may be called
    min_severity: Severity = Severity.LOW


class AppriseTarget(Record, frozen=True, kw_only=True, tag="apprise"):
    """Alerts to anything that Apprise reaches."""

    name: str
    url: Secret  # an Apprise address carries its credentials
    min_severity: Severity = Severity.LOW


ReceiverSpec = Console | File | Webhook | AppriseTarget
