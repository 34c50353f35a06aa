"""A log with articles, and a replay of it in this process."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from agents.measuring.tally import Tally
from agents.replay.replaying import COUNTED, run_replay, second_state
from agents.replay.stretch import replayed_until, stretch_after, stretch_from, written
from agents.topics import ARTICLES, topic_specs
from monitor.clock import ManualClock
from monitor.config.configuration import Configuration
from monitor.log.base import TopicPartition
from monitor.log.memory import MemoryLog
from monitor.nlp.base import Annotator
from monitor.records import Alert, Article, Delivery, DeliveryState, encode
from tests.scenarios.desk import shown, shown_bundle

_MOST = 10_000


class Replayed:
    """What a second state holds."""

    def __init__(self, alerts: Sequence[Alert], ledger: Sequence[Delivery]) -> None:
        self.alerts, self.ledger = alerts, ledger

    @property
    def sent(self) -> list[tuple[datetime, str]]:
        """Each message with the moment at which it would have left, in that order."""
        sent = [each for each in self.ledger if each.state is DeliveryState.SENT and each.sent is not None]
        return sorted((each.sent, line(each)) for each in sent if each.sent is not None)


def line(delivery: Delivery) -> str:
    told = shown_bundle(delivery.bundle) if delivery.bundle else shown(delivery.alert)
    return f"{delivery.receiver}: {told}"


async def log_of(articles: Sequence[Article]) -> MemoryLog:
    """A log into which each was written when it was fetched."""
    clock = ManualClock(articles[0].fetched)
    log = MemoryLog(clock)
    await log.create_topics(topic_specs(1, [], 24))
    for article in articles:
        clock.now = article.fetched
        await log.produce(ARTICLES, article.id.encode(), encode(article))
    return log


async def replayed(
    log: MemoryLog,
    configuration: Configuration,
    directory: Path,
    until: datetime,
    annotator: Annotator,
    *,
    stop_after: int | None = None,
) -> Replayed:
    """All of `log` replayed into `directory`, or stopped after so many articles; goes on where there is one already."""
    matched: list[str] = []
    [oldest] = await log.read(TopicPartition(ARTICLES, 0), 0, 1)
    begin = written(oldest)
    async with second_state(configuration, directory, begin, Tally(), annotator) as replay:
        done = await replayed_until(replay.program.log)
        stretch = await stretch_from(log, begin) if done is None else await stretch_after(log, done)

        def handled(agent: str) -> None:
            matched.extend([agent] if agent == COUNTED else [])
            if len(matched) == stop_after:
                replay.program.stop()

        is_done = await run_replay(replay, log, stretch, until, handled)
        assert is_done is (stop_after is None)
        store = replay.program.store
        return Replayed(await store.alerts(limit=_MOST), await store.deliveries(limit=_MOST))
