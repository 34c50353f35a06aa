"""What could not be handled."""

from datetime import datetime
from enum import StrEnum

from monitor.records.base import Versioned


class DeadLetterReason(StrEnum):
    """Why a message stands among the dead letters."""

    UNDECODABLE = "undecodable"
    UNPROCESSABLE = "unprocessable"
    WORKER_DIED = "worker died"
    WORKER_TIMEOUT = "worker timeout"
    UNEXPECTED = "unexpected error"


class DeadLetter(Versioned, frozen=True, kw_only=True):
    """What could not be handled: the raw bytes, where they came from and why."""

    id: str  # a function of topic, partition and offset
    agent: str
    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    reason: DeadLetterReason
    error: str
    trace: str = ""
    at: datetime
