"""What is particular to the file: several connections, locks, rows that cannot be read, writes cut short."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from monitor.errors import StoreError, Transient
from monitor.match.narrowing.terms import EVERYTHING
from monitor.records import encode
from tests.store.builders import NOON, alert_state, annotated, delivery, feed_state, seen_entry
from tests.store.conftest import Open


@contextmanager
def another_writer(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


async def test_while_another_process_writes_a_write_may_pass_later(open_here: Open, path: Path) -> None:
    store = await open_here(f"sqlite:///{path}?timeout=0.01")
    with another_writer(path), pytest.raises(Transient, match="locked"):
        await store.record_decisions([], [alert_state()])
    await store.record_decisions([], [alert_state()])
    assert await store.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state()}


async def test_while_another_process_writes_reading_goes_on(open_here: Open, path: Path) -> None:
    store = await open_here(f"sqlite:///{path}?timeout=0.01")
    await store.record_decisions([], [alert_state()])
    with another_writer(path):
        assert await store.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state()}


async def test_of_two_processes_on_one_file_one_gets_each_lease(open_here: Open, path: Path) -> None:
    one, two = await open_here(f"sqlite:///{path}"), await open_here(f"sqlite:///{path}")
    for host in ("bbc", "afp", "dw", "rfi"):
        answers = await asyncio.gather(one.claim(host, "one", NOON, 60), two.claim(host, "two", NOON, 60))
        assert sorted(answers) == [False, True]


async def test_a_poll_is_remembered_whole_or_not_at_all(open_here: Open, path: Path) -> None:
    store = await open_here(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON seen_entries BEGIN SELECT RAISE(ABORT, 'cut'); END")
        connection.commit()
    with pytest.raises(StoreError, match="cut"):
        await store.remember_poll(feed_state(), [seen_entry("1")])
    assert await store.feed_state("bbc") is None


async def test_a_row_that_this_version_cannot_read_is_named(open_here: Open, path: Path) -> None:
    store = await open_here(f"sqlite:///{path}")
    await store.enqueue([delivery(1)])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE deliveries SET record = '{}'")
        connection.commit()
    with pytest.raises(StoreError, match="missing required field `id`"):
        await store.due(NOON)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE deliveries SET record = x'00'")
        connection.commit()
    with pytest.raises(StoreError, match="a row is damaged"):
        await store.due(NOON)


async def test_a_table_that_is_gone_ends_the_program(open_here: Open, path: Path) -> None:
    store = await open_here(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE sketches")
    with pytest.raises(StoreError, match="no such table: sketches"):
        await store.sketches(NOON)


async def test_a_write_that_is_cancelled_leaves_the_store_usable(open_here: Open, path: Path) -> None:
    store = await open_here(f"sqlite:///{path}")
    for patience in range(12):
        writing = asyncio.create_task(store.remember_poll(feed_state(), [seen_entry(str(patience))]))
        for _ in range(patience):
            await asyncio.sleep(0)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    await store.remember_poll(feed_state(), [seen_entry("last")])
    assert "last" in await store.seen("bbc")


async def test_an_article_that_is_archived_as_it_is_costs_no_write(open_here: Open, path: Path) -> None:
    store, wal = await open_here(f"sqlite:///{path}"), path.with_name(f"{path.name}-wal")
    await store.archive_article(annotated("a-1", mentions=2, events=1))
    before = wal.read_bytes()
    await store.archive_article(annotated("a-1", mentions=2, events=1))
    assert wal.read_bytes() == before
    await store.archive_article(annotated("a-1", mentions=1))
    assert wal.read_bytes() != before


async def test_a_long_record_is_kept_compressed_and_one_that_an_earlier_version_wrote_is_read(
    open_here: Open, path: Path
) -> None:
    store = await open_here(f"sqlite:///{path}")
    long, old = annotated("a-1", mentions=30), annotated("a-2", mentions=30)
    await store.archive_articles([long, old])
    with closing(sqlite3.connect(path)) as file:
        [kept] = file.execute("SELECT record FROM articles WHERE id = 'a-1'").fetchone()
        file.execute("UPDATE articles SET record = ? WHERE id = 'a-2'", (encode(old).decode(),))
        file.commit()
    assert isinstance(kept, bytes)
    assert len(kept) < len(encode(long)) / 3
    assert [await store.archived(name) for name in ("a-1", "a-2")] == [long, old]
    assert [each.annotated for each in await store.candidates(EVERYTHING)] == [old, long]
