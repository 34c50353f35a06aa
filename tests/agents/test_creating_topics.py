"""A broker that is busy may not be ready for a question: topics are made all the same, or it is said why not."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from agents.composition.program import create_topics
from agents.topics import topic_specs
from monitor.config.load import SETTINGS, load
from monitor.errors import LogError, Transient
from monitor.log.base import TopicSpec
from monitor.log.memory import MemoryLog
from monitor.log.patience import PATIENCE_SECONDS, ask_patiently
from tests.config.builders import directory


class Busy(MemoryLog):
    """Turns down the first so many questions of each kind."""

    def __init__(self, turned_down: int) -> None:
        super().__init__()
        self._left = {"topics": turned_down, "create_topics": turned_down}

    def _answers(self, question: str) -> None:
        self._left[question] -= 1
        if self._left[question] >= 0:
            raise Transient("kafka b:9092: NodeNotReadyError()")

    async def topics(self) -> Mapping[str, int]:
        self._answers("topics")
        return await super().topics()

    async def create_topics(self, topics: Sequence[TopicSpec]) -> None:
        self._answers("create_topics")
        await super().create_topics(topics)


class Time:
    """Time that passes only where somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def test_a_broker_that_is_not_ready_at_once_is_asked_again(tmp_path: Path) -> None:
    log, settings = Busy(turned_down=2), load(directory(tmp_path), {}, SETTINGS).settings
    made = await create_topics(log, settings, ["desk"], Time().sleep)
    assert made == {spec.name for spec in topic_specs(settings.partitions, ["desk"], 1)}
    assert made == (await log.topics()).keys()
    assert await create_topics(log, settings, ["desk", "wire"], Time().sleep) == {"news.alerts.wire"}


async def test_one_that_is_never_ready_is_an_error_that_says_so_within_the_time() -> None:
    time, log = Time(), Busy(turned_down=1_000_000)
    with pytest.raises(Transient, match=r"^kafka b:9092: NodeNotReadyError\(\); tried again for 30 s$"):
        await ask_patiently(log.topics, sleep=time.sleep, monotonic=time)
    assert PATIENCE_SECONDS - 5 <= time.now <= PATIENCE_SECONDS


async def test_what_waiting_does_not_mend_is_told_at_once() -> None:
    time = Time()

    async def refused() -> None:
        raise LogError("no right to create topics")

    with pytest.raises(LogError, match="no right"):
        await ask_patiently(refused, sleep=time.sleep, monotonic=time)
    assert time.now == 0
