"""The stream of alerts: each once and in order, however often a client leaves and comes back."""

import asyncio
import itertools
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import NamedTuple

import aiohttp
import pytest
from msgspec.structs import replace

from agents.topics import ALERTS
from monitor.errors import Transient
from monitor.log.base import LogRecord, TopicPartition
from monitor.log.memory import MemoryLog
from monitor.notify.cloudevent import alert_of, cloud_event
from monitor.records import Alert, Severity
from monitor.store.memory import MemoryStore
from monitor.web.api.alert_stream import Wanted, lines
from monitor.web.desk import Desk
from monitor.web.server import serving
from monitor.web.stream.alerts import AlertFeed, Idle, Lost, Told
from monitor.web.stream.position import read, written
from tests.store.builders import alert
from tests.web.conftest import PARTITIONS, application, desk_over, watched

FIRST, SECOND = TopicPartition(ALERTS, 0), TopicPartition(ALERTS, 1)


class Server(NamedTuple):
    url: str
    log: MemoryLog
    desk: Desk


class Sent(NamedTuple):
    """An event as a client reads it."""

    id: str
    kind: str
    data: str


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    log = MemoryLog()
    desk = await desk_over(MemoryStore(), log)
    async with watched(desk.alerts), serving(application(desk), "127.0.0.1", 0) as port:
        yield Server(f"http://127.0.0.1:{port}/api/v1/alerts/stream", log, desk)
        desk.alerts.close()


async def tell(log: MemoryLog, *alerts: Alert) -> None:
    for each in alerts:
        await log.produce(ALERTS, each.id.encode(), cloud_event(each))


@asynccontextmanager
async def listening(server: Server, last: str = "", **asked: str) -> AsyncIterator[AsyncIterator[Sent]]:
    headers = {"Last-Event-ID": last} if last else {}
    async with aiohttp.ClientSession() as session, session.get(server.url, params=asked, headers=headers) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream"), await answer.text()
        async with aclosing(events(answer)) as found:
            assert await answer.content.readline() == b"retry: 2000\n"  # the stream is open
            yield found


async def events(answer: aiohttp.ClientResponse) -> AsyncGenerator[Sent, None]:
    fields: dict[str, str] = {}
    async for line in answer.content:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name:
            fields[name] = value
        elif "data" in fields:
            yield Sent(fields["id"], fields["event"], fields["data"])
            fields = {}


async def take(found: AsyncIterator[Sent], count: int) -> list[Sent]:
    return [await anext(found) for _ in range(count)]


def alerts_of(sent: list[Sent]) -> list[str]:
    return [alert_of(each.data.encode()).id for each in sent]


async def test_a_client_gets_the_alerts_that_come_after_it(server: Server) -> None:
    await tell(server.log, alert(1))
    async with listening(server) as found:
        await tell(server.log, alert(2))
        [sent] = await take(found, 1)
    assert (sent.kind, alerts_of([sent])) == ("alert", [alert(2).id])
    assert sent.data.encode() == cloud_event(alert(2))


async def test_a_client_gets_those_it_asked_for(server: Server) -> None:
    loud = replace(alert(3), severity=Severity.CRITICAL, watch="trade")
    for asked in ({"severity": "critical"}, {"watch": "trade"}):
        async with listening(server, **asked) as found:
            await tell(server.log, alert(2), loud)
            assert alerts_of(await take(found, 1)) == [loud.id]


@pytest.mark.slow(5)
async def test_a_client_that_leaves_and_resumes_a_hundred_times_under_load_gets_each_once_in_order(
    server: Server,
) -> None:
    made = [alert(number) for number in range(600)]

    async def load() -> None:
        for each in made:
            await tell(server.log, each)
            await asyncio.sleep(0.002)

    loading = asyncio.create_task(load())
    got: list[Sent] = []
    last = written(dict.fromkeys((FIRST, SECOND), 0))
    for turn in itertools.count():
        wanted = 1 + turn % 11 if turn < 100 else len(made) - len(got)
        async with listening(server, last) as found:
            got += await take(found, min(wanted, len(made) - len(got)))
        last = got[-1].id
        if len(got) == len(made):
            break
    await loading
    assert turn >= 100
    assert sorted(alerts_of(got)) == sorted(each.id for each in made)
    for partition in (FIRST, SECOND):
        kept = [alert_of(each.value or b"").id for each in await server.log.read(partition, 0, 1000)]
        assert [name for name in alerts_of(got) if name in set(kept)] == kept


async def test_a_client_that_leaves_while_nothing_comes_is_noticed(server: Server) -> None:
    async with listening(server):
        assert server.desk.alerts.readers == 1
    async with asyncio.timeout(20):
        while server.desk.alerts.readers:
            await asyncio.sleep(0.01)


async def test_fifty_open_streams_end_with_the_server(server: Server) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        answers = [await session.get(server.url) for _ in range(50)]
        server.desk.alerts.close()
        assert await asyncio.gather(*(answer.read() for answer in answers)) == [b"retry: 2000\n\n"] * 50


async def may_read() -> bool:
    return True


async def followed(feed: AlertFeed, start: dict[TopicPartition, int], count: int) -> list[Told | Lost | Idle]:
    async with watched(feed), aclosing(feed.follow(start, 0.01)) as found:
        return [await anext(found) for _ in range(count)]


async def a_log() -> MemoryLog:
    log = MemoryLog()
    await desk_over(MemoryStore(), log)
    return log


async def test_a_position_older_than_the_log_is_told_with_how_many_are_missing() -> None:
    log = Trimmed(await a_log(), kept=3)
    feed = AlertFeed(log, ALERTS)
    for number in range(5):
        await log.produce(ALERTS, None, cloud_event(alert(number)))
    lost, told, *_ = await followed(feed, {FIRST: 1, SECOND: 0}, 2)
    assert lost == Lost({FIRST: 3, SECOND: 0}, 2)
    assert isinstance(told, Told)
    assert (told.position[FIRST], alert_of(told.event).id) == (4, alert(3).id)


async def test_where_nothing_comes_that_is_said_with_the_position() -> None:
    feed = AlertFeed(await a_log(), ALERTS)
    assert await followed(feed, {FIRST: 0, SECOND: 0}, 2) == [Idle({FIRST: 0, SECOND: 0})] * 2


def test_a_position_is_read_as_it_was_written() -> None:
    ends = {SECOND: 9, FIRST: 4}
    assert written(ends) == "4.9"
    assert read("4.9", ends) == ends
    assert len(ends) == PARTITIONS


def test_a_position_of_a_log_that_was_before_begins_anew() -> None:
    assert read("7.9", {SECOND: 9, FIRST: 4}) == {FIRST: 0, SECOND: 9}


async def test_who_asked_for_nothing_of_what_comes_is_told_the_position_in_time() -> None:
    async def followed() -> AsyncGenerator[Told | Lost | Idle, None]:
        for number in range(1, 5):
            yield Told({FIRST: number}, cloud_event(alert(number)))

    seconds = iter((0.0, 10.0, 20.0, 20.0, 30.0, 40.0, 40.0))
    sent = lines(followed(), Wanted(None, "another watch", None, None), lambda: next(seconds), may_read)
    assert [line async for line in sent] == [b"retry: 2000\n\n", b": idle\nid: 2\n\n", b": idle\nid: 4\n\n"]


@pytest.mark.parametrize("text", ["", "4", "4.9.1", "a.b", "-1.2", "4.²", "4." + "9" * 30])
def test_what_is_no_position_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected the id of an event of this stream, 2 numbers"):
        read(text, {FIRST: 0, SECOND: 0})


async def test_a_stream_outlives_a_log_that_is_away_for_a_moment() -> None:
    log = Away(await a_log())
    await log.produce(ALERTS, None, cloud_event(alert(1)))
    feed = AlertFeed(log, ALERTS)
    async with watched(feed), aclosing(feed.follow({FIRST: 0, SECOND: 0}, 0.01)) as found, asyncio.timeout(20):
        told = [each async for each in _until_told(found)]
    assert log.reads > 1
    assert {type(each) for each in told} <= {Idle, Told}


async def _until_told(found: AsyncIterator[Told | Lost | Idle]) -> AsyncIterator[Told | Lost | Idle]:
    async for each in found:
        yield each
        if isinstance(each, Told):
            return


class Away(MemoryLog):
    """A log that cannot be read the first time."""

    def __init__(self, log: MemoryLog) -> None:
        self.__dict__ |= log.__dict__
        self.reads = 0

    async def read(self, at: TopicPartition, offset: int, limit: int = 500) -> Sequence[LogRecord]:
        self.reads += 1
        if self.reads == 1:
            raise Transient("away")
        return await super().read(at, offset, limit)


class Trimmed(MemoryLog):
    """A log that has dropped what is older than `kept` in each partition."""

    def __init__(self, log: MemoryLog, kept: int) -> None:
        self.__dict__ |= log.__dict__
        self._kept = kept

    async def read(self, at: TopicPartition, offset: int, limit: int = 500) -> Sequence[LogRecord]:
        return await super().read(at, max(offset, self._kept), limit)
