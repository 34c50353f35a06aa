"""What could not be handled."""

from enum import StrEnum

from monitor.records.base import Moment, Versioned


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
    agent: str  # that could not handle it
    topic: str  # where the message stands
    partition: int  # of that topic
    offset: int  # of the message in its partition, counted from 0; -1 of one that was never written
    key: bytes | None  # of the message, base64
    value: bytes  # of the message, base64
    reason: DeadLetterReason  # what kind of failure it was
    error: str  # what went wrong, in words
    trace: str = ""  # the stack, for those who look for a bug
    at: Moment  # when it was given up, UTC
