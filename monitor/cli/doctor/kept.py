"""Store and log: whether they answer, are whole and are of this version; what `wirewatch status` knows."""

from collections.abc import AsyncIterator, Iterator, Sequence
from functools import partial
from pathlib import Path

from agents.runtime.backlog import topic_lags
from agents.runtime.faust_app import GROUP
from agents.topics import topic_specs
from monitor.cli.doctor.guarded import guarded
from monitor.cli.doctor.remembered import as_it_is
from monitor.cli.options import quieten
from monitor.clock import system_clock
from monitor.config.configuration import Configuration, Settings
from monitor.doctor.databases import QUICK_SECONDS, quick_check
from monitor.doctor.edges import fares, running, schema, topic_settings, topics
from monitor.doctor.edges import integrity as judged
from monitor.doctor.finding import Finding, Point, fail, ok, warn
from monitor.doctor.machine import clock, clock_ran_back
from monitor.errors import LogError, StoreError, Transient
from monitor.log.base import Log, TopicSpec
from monitor.log.kafka.log import KafkaLog
from monitor.log.open import log_file, open_log
from monitor.log.open import missing_file as missing_log
from monitor.status import status
from monitor.store.open import look_at, store_file
from monitor.store.open import missing_file as missing_store
from monitor.store.sql.migrate import HEAD

_AWAY = "see that it runs, and that its address in monitor.yaml is right"


def integrity(settings: Settings, *, thorough: bool) -> Iterator[Finding]:
    """The pages of the databases that are files."""
    files = (("store", store_file(settings.store.reveal())), ("log", log_file(settings.broker)))
    for name, path in files:
        if path is not None:
            yield from guarded(Point.INTEGRITY, partial(_pages, name, path, thorough=thorough))


def _pages(name: str, path: Path, *, thorough: bool) -> Iterator[Finding]:
    if path.exists():
        yield judged(name, quick_check(path, seconds=None if thorough else QUICK_SECONDS))


async def store(configured: Configuration) -> AsyncIterator[Finding]:
    """The store, left as it is: an older one is not brought to this version here."""
    url = configured.settings.store.reveal()
    if url == "memory://":
        yield ok(Point.STORE, "in memory: nothing of it lasts")
        return
    if (file := missing_store(url)) is not None:
        yield ok(Point.STORE, f"{file} is not there yet; `wirewatch run` makes it")
        return
    try:
        seen = await look_at(url)
    except (StoreError, Transient) as error:
        yield fail(Point.STORE, str(error), _AWAY)
        return
    yield schema(seen.schema, HEAD)
    if seen.now is not None:
        yield clock((system_clock() - seen.now).total_seconds(), "PostgreSQL")


async def log(configured: Configuration, process: str | None) -> AsyncIterator[Finding]:
    """The log and its topics; where these are there, how all fares."""
    settings = configured.settings
    if (file := missing_log(settings.broker)) is not None:
        yield ok(Point.LOG, f"{file} is not there yet; `wirewatch run` makes it")
        return
    quieten()
    try:
        opened = await open_log(settings.broker, security=settings.kafka, owner=False)
    except (LogError, Transient) as error:
        yield fail(Point.LOG, str(error), _AWAY)
        return
    try:
        async for finding in _of_log(configured, opened, process):
            yield finding
    except (LogError, Transient) as error:
        yield fail(Point.LOG, str(error), "give its user the rights on topics `news.` and on the group `wirewatch`")
    except StoreError as error:
        yield fail(Point.STORE, str(error), "`wirewatch restore` the last backup")
    finally:
        await opened.close()


async def _of_log(configured: Configuration, opened: Log, process: str | None) -> AsyncIterator[Finding]:
    settings = configured.settings
    names = [watchlist.id for watchlist in configured.watchlists]
    wanted = topic_specs(settings.partitions, names, settings.retention.log_seconds / 3600)
    yield running(process) if opened.embedded() else ok(Point.LOG, "Kafka answers")
    there = await opened.topics()
    found = list(topics(wanted, there))
    if isinstance(opened, KafkaLog):
        found += await _settings(opened, [spec for spec in wanted if spec.name in there])
    for finding in found or [ok(Point.TOPICS, f"all {len(wanted)} are there")]:
        yield finding
    if all(spec.name in there for spec in wanted):
        async for finding in _fares(configured, opened):
            yield finding


async def _settings(opened: KafkaLog, wanted: Sequence[TopicSpec]) -> list[Finding]:
    try:
        return list(topic_settings(wanted, await opened.settings([spec.name for spec in wanted])))
    except LogError as error:
        todo = "give its user DescribeConfigs on topics `news.`, for this command alone"
        return [warn(Point.TOPICS, f"their settings cannot be looked at: {error}", todo)]


async def _fares(configured: Configuration, opened: Log) -> AsyncIterator[Finding]:
    now = system_clock()
    lags = await topic_lags(opened, GROUP, now)
    async with as_it_is(configured) as kept:
        if kept is None:
            return
        try:
            fared, states = await status(kept, configured, lags, now), (await kept.feed_states()).values()
        except Transient as error:
            yield fail(Point.STORE, str(error), _AWAY)
            return
    for finding in fares(fared):
        yield finding
    for finding in clock_ran_back(sum(state.last_poll is not None and state.last_poll > now for state in states)):
        yield finding
