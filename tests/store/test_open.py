"""Which URLs name a store, and what is said of those that do not."""

from pathlib import Path

import pytest

from monitor.errors import StoreError, Transient
from monitor.store.memory import MemoryStore
from monitor.store.sql.store import SqlStore
from tests.store.builders import alert_state
from tests.store.conftest import Open


async def test_memory_is_a_store(open_here: Open) -> None:
    assert isinstance(await open_here("memory://"), MemoryStore)


async def test_a_file_is_made_with_its_directory(open_here: Open, tmp_path: Path) -> None:
    assert isinstance(await open_here(f"sqlite:///{tmp_path}/new/deep/store.db"), SqlStore)
    assert (tmp_path / "new" / "deep" / "store.db").exists()


async def test_three_slashes_begin_a_relative_path(
    open_here: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await open_here("sqlite:///here.db")
    assert (tmp_path / "here.db").exists()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://localhost/news", "no store is of kind mysql://"),
        ("postgresql+asyncpg://localhost/news", "no store is of kind postgresql"),
        ("store.db", "this is no URL"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
async def test_a_url_that_names_no_store_is_refused_with_what_would_do(url: str, said: str, open_here: Open) -> None:
    with pytest.raises(StoreError, match=said):
        await open_here(url)


async def test_a_file_that_is_no_database_is_refused(open_here: Open, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Dear diary, today nothing happened.\n" * 100)
    with pytest.raises(StoreError, match="not a database"):
        await open_here(f"sqlite:///{tmp_path / 'notes.db'}")


async def test_a_directory_that_cannot_be_made_is_refused(open_here: Open, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="file"):
        await open_here(f"sqlite:///{tmp_path / 'file' / 'store.db'}")


async def test_a_server_that_does_not_answer_may_do_so_later(open_here: Open) -> None:
    with pytest.raises(Transient, match="refused"):
        await open_here("postgresql://somebody@127.0.0.1:1/wirewatch")


async def test_what_was_remembered_is_there_after_opening_again(open_here: Open, database_url: str) -> None:
    first = await open_here(database_url)
    await first.record_decisions([], [alert_state()])
    await first.close()
    second = await open_here(database_url)
    assert await second.alert_states("ceasefire", ["s-1"]) == {"s-1": alert_state()}


async def test_a_closed_database_says_so(open_here: Open, database_url: str) -> None:
    store = await open_here(database_url)
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.feed_states()
