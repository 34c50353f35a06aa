"""The failures of Wirewatch, as a vocabulary.

WirewatchError
├── ConfigError           config: the files say something that cannot be; caught by the CLI, exit 2
├── FetchError            fetch: a poll brought nothing; caught by ingest, becomes the feed's state
│   ├── ForbiddenAddress  the guard refused the address before or while connecting
│   └── FeedTooLarge      a cap on bytes, ratio, entries or time was reached
├── FeedUnreadable        fetch: bytes came but are no feed; caught by ingest
├── Unprocessable         an article or message that will never pass; the agent wrapper dead-letters it at once
│   ├── WorkerDied        workers: the process that held it was killed or ran out of memory
│   └── WorkerTimeout     workers: the process exceeded its deadline
├── Transient             an edge is unavailable for now; the agent wrapper retries for ever, with backoff
│   └── NoWorker          workers: none stays up, or they were closed
├── LogError              log: the log itself cannot go on; ends the program with a clear message
│   ├── LogFull           the disk is full
│   ├── LogInUse          another process owns the file
│   ├── LogVersion        the file was written by another schema version
│   ├── TopicMismatch     a topic exists with another number of partitions
│   └── CertificateError  a file of certificates or keys cannot be used; `check` reports it with its line
├── StoreError            store: schema version, corrupt file; ends the program
├── BackupError           backup: it cannot be made or put back; told to whoever asked, nothing was changed
├── Refused               actions: what a person asks for cannot be; told to whoever asked, by command or HTTP
│   ├── NotThere          it names what there is not
│   └── Conflict          not as things stand now
└── DeliveryError         notify: a receiver did not take the alert
    ├── DeliveryRejected  and never will (4xx, bad credentials)
    └── DeliveryDelayed   but may later (5xx, timeout, connection refused)
"""


class WirewatchError(Exception):
    """Base of every failure that Wirewatch names."""


class FetchError(WirewatchError):
    """A poll brought nothing. `retry_after` is the seconds a server asked to be left alone, if it did."""

    def __init__(self, message: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class ForbiddenAddress(FetchError):
    """The address is not public, and no allow-list names it."""


class FeedTooLarge(FetchError):
    """A cap on bytes, compression ratio, entries or total time was reached."""


class FeedUnreadable(WirewatchError):
    """The bytes are no feed that we can read."""


class Unprocessable(WirewatchError):
    """This message will never pass; it belongs among the dead letters."""


class WorkerDied(Unprocessable):
    """The worker process died while it held this message."""


class WorkerTimeout(Unprocessable):
    """The worker process did not finish this message within its deadline."""


class Transient(WirewatchError):
    """Something is unavailable for now; the same call may pass later."""


class NoWorker(Transient):
    """No worker process stays up to take this, or the workers were closed."""


class LogError(WirewatchError):
    """The log cannot go on."""


class LogFull(LogError):
    """The disk that holds the log is full."""


class LogInUse(LogError):
    """Another process owns this log file."""


class LogVersion(LogError):
    """The log file was written by another schema version."""


class TopicMismatch(LogError):
    """A topic exists with another number of partitions than the configuration asks for."""


class CertificateError(LogError):
    """A file of certificates or keys cannot be used. `key` is the setting that is wrong, in the section `kafka`."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"kafka.{key}: {problem}")
        self.key, self.problem = key, problem


class StoreError(WirewatchError):
    """The store cannot go on: wrong schema version, corrupt file, wrong URL."""


class BackupError(WirewatchError):
    """A backup cannot be made, or not be put back."""


class Refused(WirewatchError):
    """What a person asks for cannot be; the message says what was expected."""


class NotThere(Refused):
    """It names what there is not, or is no such thing."""


class Conflict(Refused):
    """It cannot be as things stand now."""


class DeliveryError(WirewatchError):
    """A receiver did not take an alert. `retry_after` is in seconds, if the receiver named it."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class DeliveryRejected(DeliveryError):
    """The receiver will never take this alert."""


class DeliveryDelayed(DeliveryError):
    """The receiver may take this alert later."""


class ConfigError(WirewatchError):
    """The configuration cannot be used. `mistakes` holds every mistake found, each with file and line."""

    def __init__(self, mistakes: "tuple[Mistake, ...]") -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class Mistake:
    """One mistake in a configuration file: where it stands, what is wrong, what was expected."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        self.file, self.line, self.problem = file, line, problem

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.problem}"

    def __repr__(self) -> str:
        return f"Mistake({self!s})"
