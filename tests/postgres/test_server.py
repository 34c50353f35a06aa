"""The test PostgreSQL is what the other tests take it for."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.postgres.databases import a_database, without_rows, without_tables
from tests.postgres.server import check_address, find_programs
from tests.services.processes import ServiceUnavailable, wait_until

STARTS_ONE = """
import time
from tests.postgres.server import PostgresServer, find_programs
server = PostgresServer(find_programs())
server.start()
print(server.address, flush=True)
time.sleep(600)
"""


def serves(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def rows(url: str) -> list[tuple[int]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT number FROM numbers").fetchall()


@pytest.mark.slow(3)
@pytest.mark.postgresql
def test_it_ends_when_the_tests_are_killed() -> None:
    child = subprocess.Popen([sys.executable, "-c", STARTS_ONE], stdout=subprocess.PIPE, text=True)
    assert child.stdout
    url = child.stdout.readline().strip()
    assert serves(url)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert wait_until(lambda: not serves(url), 20)
    shutil.rmtree(str(make_url(url).query["host"]))


def test_a_database_is_emptied_of_rows_or_of_tables_and_gone_at_the_end(postgres_url: str) -> None:
    with a_database(postgres_url) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE numbers AS SELECT 1 AS number")
        assert rows(url) == [(1,)]
        assert rows(without_rows(url)) == []
        with pytest.raises(psycopg.errors.UndefinedTable):
            rows(without_tables(url))
    assert not serves(url)


def test_without_its_programs_it_is_said_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "initdb").touch()  # the programs of a client are not enough
    with pytest.raises(ServiceUnavailable, match=r"Debian: postgresql.*WIREWATCH_TEST_POSTGRES"):
        find_programs([tmp_path])


def test_a_named_server_where_nobody_listens_is_reported_with_its_address() -> None:
    with pytest.raises(ServiceUnavailable, match="WIREWATCH_TEST_POSTGRES=postgresql://somebody@127"):
        check_address("postgresql://somebody@127.0.0.1:9/news")
