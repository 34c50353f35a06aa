"""A small installation: a store and a log in files, as the program makes them, and what is written to them."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from monitor.backup.making import make_backup
from monitor.backup.manifest import Manifest, read_manifest, verify
from monitor.backup.places import Places, places
from monitor.backup.restoring import restore_data
from monitor.config.configuration import Configuration
from monitor.config.load import load
from monitor.log.base import Log, TopicSpec
from monitor.log.open import open_log
from monitor.store.base import Store
from monitor.store.open import open_store
from tests.config.builders import directory
from tests.store.builders import feed_state, seen_entry

T = TypeVar("T")
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)


class Small:
    """An installation whose program ran once: it wrote the messages `first` and remembered the entry `first`."""

    def __init__(self, root: Path, monitor: str = "installation: desk\n") -> None:
        self.directory = directory(root, monitor=monitor)
        self.places: Places = places(self.read().settings, self.directory)
        self.backup = root / "backup"
        self.writes("first")

    def read(self) -> Configuration:
        return load(self.directory, {})

    def writes(self, word: str) -> None:
        """A message is written and an entry remembered."""
        self.log(lambda log: log.produce("news", b"key", word.encode()))
        self.store(lambda store: store.remember_poll(feed_state(), [seen_entry(word)]))

    def holds(self) -> tuple[list[str], set[str]]:
        """The messages in the log, and the entries that are remembered."""
        messages = self.query(self.log_file, "SELECT CAST(value AS TEXT) FROM message ORDER BY place")
        return messages, set(self.query(self.store_file, "SELECT record ->> 'entry' FROM seen_entries"))

    def saved(self) -> Manifest:
        return make_backup(self.places, self.backup, lambda: NOON, installation="desk")

    def restored(self, *, replace: bool = False) -> list[Path]:
        manifest = read_manifest(self.backup)
        verify(self.backup, manifest)
        return list(restore_data(self.backup, manifest, self.places, replace=replace, now=LATER))

    @property
    def log_file(self) -> Path:
        assert self.places.log is not None
        return self.places.log

    @property
    def store_file(self) -> Path:
        assert self.places.store is not None
        return self.places.store

    def query(self, file: Path, words: str) -> list[str]:
        with closing(sqlite3.connect(file)) as connection:
            return [row[0] for row in connection.execute(words)]

    def log(self, act: Callable[[Log], Awaitable[T]]) -> T:
        async def run() -> T:
            log = await open_log(f"sqlite:///{self.log_file}", owner=False)
            try:
                await log.create_topics([TopicSpec("news", 1, 24)])
                return await act(log)
            finally:
                await log.close()

        return asyncio.run(run())

    def store(self, act: Callable[[Store], Awaitable[T]]) -> T:
        async def run() -> T:
            store = await open_store(f"sqlite:///{self.store_file}")
            try:
                return await act(store)
            finally:
                await store.close()

        return asyncio.run(run())


def everything(directory: Path) -> dict[str, bytes]:
    """All files below `directory`, by name."""
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@contextmanager
def program(small: Small) -> Iterator[None]:
    """Something runs on the log of `small`."""
    loop = asyncio.new_event_loop()
    log = loop.run_until_complete(open_log(f"sqlite:///{small.log_file}"))
    try:
        yield
    finally:
        loop.run_until_complete(log.close())
        loop.close()
