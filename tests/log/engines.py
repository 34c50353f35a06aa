"""The logs that the contract suite runs on, each opened anew as after a restart of the program."""

import itertools
import uuid
from collections.abc import Sequence
from typing import Protocol

from monitor.log.base import Consumer, Log, LogRecord
from monitor.log.kafka.log import KafkaLog
from monitor.log.memory import MemoryLog
from monitor.log.open import open_log

_numbers = itertools.count(1)
_POLLS = 200  # of 0.2 s each; a test that waits longer has failed


class Engine(Protocol):
    """One kind of log."""

    async def open(self) -> Log:
        """The log, with what earlier programs left in it."""


class MemoryEngine:
    """A log that is closed and used on."""

    def __init__(self) -> None:
        self._log = MemoryLog()

    async def open(self) -> Log:
        return self._log


class BrokerEngine:
    """A log at a broker URL, which a process of its own can open too."""

    def __init__(self, broker: str) -> None:
        self.broker = broker

    async def open(self) -> Log:
        if self.broker.startswith("kafka://"):
            # the dead are noticed within two seconds, not ten
            return await KafkaLog.open(self.broker.removeprefix("kafka://"), session_seconds=2)
        return await open_log(self.broker)


def fresh(name: str) -> str:
    """A topic or group that no other test has seen; Kafka lives through the whole session."""
    return f"{name}-{next(_numbers)}-{uuid.uuid4().hex[:6]}"


async def collect(count: int, *consumers: Consumer) -> Sequence[LogRecord]:
    """The next `count` messages of `consumers` together; no more may be there."""
    found: list[LogRecord] = []
    for _ in range(_POLLS):
        for consumer in consumers:
            found.extend(await consumer.poll(0.2 / len(consumers)))
        if len(found) >= count:
            break
    assert len(found) == count, f"{len(found)} messages of {count}"
    return found


def values(records: Sequence[LogRecord]) -> list[bytes | None]:
    return [record.value for record in records]
