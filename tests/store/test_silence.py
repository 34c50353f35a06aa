"""A database that goes silent, or lets us wait, costs one try and no more."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from sqlalchemy import make_url

from monitor.errors import Transient
from monitor.store.open import DRIVERS
from monitor.store.sql.postgres import BoundedConnection, postgres_pools
from tests.postgres.databases import a_database
from tests.services.proxy import Proxy, to_database
from tests.store.conftest import Open

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedConnection, "answer_seconds", 0.5)


@pytest.fixture
def proxy(postgres_url: str) -> Iterator[Proxy]:
    with Proxy(lambda: to_database(postgres_url)) as proxy:
        yield proxy


@pytest.fixture
def database(postgres_url: str) -> Iterator[str]:
    with a_database(postgres_url) as url:
        yield url


def through(proxy: Proxy, url: str) -> str:
    return make_url(url).set(host="127.0.0.1", port=proxy.port, query={}).render_as_string(hide_password=False)


@pytest.mark.usefixtures("impatient")
async def test_a_connection_that_goes_silent_is_given_up_and_the_next_try_has_a_new_one(
    open_here: Open, proxy: Proxy, database: str
) -> None:
    store = await open_here(through(proxy, database))
    assert await store.claim("host", "worker", NOON, 60)
    assert proxy.go_silent() > 0
    with pytest.raises(Transient, match="store: no answer for"):
        await store.claim("host", "worker", NOON, 60)
    assert await store.claim("host", "worker", NOON, 60)


@pytest.mark.usefixtures("impatient")
async def test_reads_that_go_together_over_a_connection_that_goes_silent_are_each_tried_again(
    open_here: Open, proxy: Proxy, database: str
) -> None:
    store = await open_here(through(proxy, database))
    assert await store.decision("m-1") is None
    assert proxy.go_silent() > 0
    together = (store.decision("m-1"), store.watch_state("truce"), store.mutes(NOON))
    failed = await asyncio.gather(*together, return_exceptions=True)
    assert [type(error) for error in failed] == [Transient] * 3
    assert await store.watch_state("truce") is None


@pytest.mark.parametrize("setting", ["statement_timeout", "idle_in_transaction_session_timeout"])
async def test_the_server_lets_go_of_what_it_holds_for_a_connection_that_went_silent(
    database: str, setting: str
) -> None:
    pools = postgres_pools(make_url(database).set(drivername=DRIVERS["postgresql"]))
    for pool in pools:
        told = await pool.run(lambda connection: connection.exec_driver_sql(f"SHOW {setting}").scalar_one())
        assert str(told).removesuffix("s").isdigit()
        assert int(str(told).removesuffix("s")) > 0
        await pool.close()


@pytest.mark.usefixtures("impatient")
async def test_a_worker_waits_while_another_brings_the_tables_to_this_version(open_here: Open, database: str) -> None:
    with psycopg.connect(database) as migrating:
        migrating.execute("SELECT pg_advisory_xact_lock(%s)", (0x57495245,))
        opening = asyncio.ensure_future(open_here(database))
        done, _ = await asyncio.wait({opening}, timeout=1.5)  # three times as long as any other statement may take
        assert not done
    await opening
