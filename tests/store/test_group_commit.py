"""Writes of SQLite that come together are one transaction, and one that fails takes nothing from the others."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import URL, Column, Connection, Integer, MetaData, String, Table, event, insert, select, text, update

from monitor.errors import StoreError
from monitor.store.sql.database import Database, Step

NUMBERS = Table("numbers", MetaData(), Column("number", Integer, primary_key=True), Column("word", String))


class Numbers:
    """A table in a file, and how often something was committed there."""

    def __init__(self, path: Path) -> None:
        self.database = Database(URL.create("sqlite", database=str(path)))
        self.commits = 0
        event.listen(self.database.writer.engine, "commit", self._count)

    def _count(self, _connection: Connection) -> None:
        self.commits += 1

    async def add(self, number: int, *, durable: bool = False) -> int:
        return await self.database.write(_added(number), durable=durable)

    async def rows(self) -> Mapping[int, str]:
        return {row.number: row.word for row in await self.database.fetch(select(NUMBERS))}


def _added(number: int) -> Step:
    return Step(insert(NUMBERS), {"number": number, "word": "new"})


def _renamed(number: int) -> Step:
    return Step(update(NUMBERS).where(NUMBERS.c.number == number), [{"word": "changed"}])


@pytest.fixture
async def numbers(tmp_path: Path) -> AsyncIterator[Numbers]:
    made = Numbers(tmp_path / "numbers.db")
    await made.database.writer.run(NUMBERS.create)
    await made.database.writer.run(lambda connection: connection.commit())
    made.commits = 0
    yield made
    await made.database.close()


async def test_writes_that_come_together_are_committed_once(numbers: Numbers) -> None:
    assert await asyncio.gather(*(numbers.add(number) for number in range(20))) == [1] * 20
    assert numbers.commits == 1
    assert await numbers.rows() == dict.fromkeys(range(20), "new")


async def test_writes_are_done_in_the_order_in_which_they_were_asked_for(numbers: Numbers) -> None:
    write = numbers.database.write
    words = [update(NUMBERS).values(word=word) for word in ("first", "second", "third")]
    await asyncio.gather(numbers.add(1), *(write(Step(word, {})) for word in words))
    assert await numbers.rows() == {1: "third"}


async def test_of_writes_that_come_together_the_one_that_fails_is_told_so_and_the_others_are_kept(
    numbers: Numbers,
) -> None:
    await numbers.add(3)
    done = await asyncio.gather(*(numbers.add(number) for number in range(5)), return_exceptions=True)
    assert [isinstance(each, StoreError) for each in done] == [False, False, False, True, False]
    assert sorted(await numbers.rows()) == [0, 1, 2, 3, 4]


async def test_a_replacement_that_does_not_find_its_rows_leaves_nothing_and_takes_nothing_from_the_others(
    numbers: Numbers,
) -> None:
    await numbers.add(1)
    replace = numbers.database.replace
    done = await asyncio.gather(replace([_renamed(1)], _added(10)), replace([_renamed(2)], _added(20)), numbers.add(30))
    assert done == (True, False, 1) or list(done) == [True, False, 1]
    assert await numbers.rows() == {1: "changed", 10: "new", 30: "new"}


async def test_one_that_is_to_survive_a_power_cut_makes_the_common_transaction_do_so(numbers: Numbers) -> None:
    def synchronous(connection: Connection) -> int:
        return int(connection.execute(text("PRAGMA synchronous")).scalar_one())

    async def after(*durable: bool) -> int:
        begun = len(await numbers.rows())
        await asyncio.gather(*(numbers.add(begun + at, durable=each) for at, each in enumerate(durable)))
        return await numbers.database.writer.run(synchronous)

    normal, full = 1, 2
    assert await after(False) == normal
    assert await after(False, True) == full
    assert await after(True) == full
    assert await after(False, False) == normal
