"""What people get wrong, through the real command line: one clear line for each mistake, no stack, no secret."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from msgspec.structs import replace
from psycopg import sql
from sqlalchemy import make_url

from monitor.store.open import open_store
from tests.config.builders import directory
from tests.kafka.clean import empty, kafka_alone
from tests.postgres.databases import a_database

SECRET = "hunter2"
STORE = "store: {env: NEWS_STORE}\n"
SASL = "broker: kafka://127.0.0.1:9\nkafka: {security_protocol: SASL_SSL, sasl_mechanism: PLAIN, user: me, "
PROGRAM = (sys.executable, "-m", "monitor.cli")
WITHOUT_DRIVER = "import sys; sys.modules['psycopg'] = None; from monitor.cli.main import main; main()"


class Mistake(NamedTuple):
    """A configuration with something wrong in it, and the one line that says so."""

    told: str  # what the line holds, as a pattern
    code: int = 2
    monitor: str = ""
    command: tuple[str, ...] = ("run", "--once")
    environ: Mapping[str, str] = {}
    receivers: str = "receivers:\n  console: {type: console}\n"
    program: tuple[str, ...] = PROGRAM


def store(url: str, told: str, code: int = 2) -> Mistake:
    return Mistake(told, code, STORE, environ={"NEWS_STORE": url})


ENCODE = "monitor.yaml:1: expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE; .*percent-encode @ as %40"
MISTAKES = {
    "a password with @": store("postgresql://me:hunter2@x@localhost/news", ENCODE),
    "a password with /": store("postgresql://me:x/hunter2@localhost/news", ENCODE),
    "a password with #": store("postgresql://me:x#hunter2@localhost/news", ENCODE),
    "a password in the file": Mistake(
        "monitor.yaml:1: an address with a password must not stand here",
        monitor="store: postgresql://me:hunter2@localhost/news\n",
    ),
    "another name of PostgreSQL": store(
        "postgres://me:hunter2@localhost/news", "monitor.yaml:1: expected .*postgresql:"
    ),
    "no PostgreSQL at the address": store("postgresql://me:hunter2@127.0.0.1:9/news", "store: .*refused", 1),
    "no such host": store(
        "postgresql://me:hunter2@host.invalid/news", "store: failed to resolve host 'host.invalid'", 1
    ),
    "the extra is not installed": Mistake(
        "monitor.yaml:1: PostgreSQL needs the extra 'postgres': pip install",
        monitor=STORE,
        environ={"NEWS_STORE": "postgresql://me:hunter2@localhost/news"},
        program=(sys.executable, "-c", WITHOUT_DRIVER),
    ),
    "a secret that is missing": Mistake("monitor.yaml:1: environment variable NEWS_STORE is not set", monitor=STORE),
    "no Kafka at the address": Mistake("kafka 127.0.0.1:9: no answer", 1, "broker: kafka://127.0.0.1:9\n"),
    "a login in the address of Kafka": Mistake(
        "monitor.yaml:1: expected .*; user and password stand in the section 'kafka'",
        monitor="broker: kafka://me:hunter2@127.0.0.1:9\n",
    ),
    "a port that is none": Mistake("monitor.yaml:1: expected .*HOST:PORT", monitor="broker: kafka://localhost:99999\n"),
    "a login of Kafka in the file": Mistake(
        "monitor.yaml:2: expected .env: NAME. or .file: path., not the secret itself",
        monitor=SASL + "password: hunter2}\n",
    ),
    "a certificate that is not there": Mistake(
        "monitor.yaml:2: .*ca.pem cannot be read: No such file",
        monitor=SASL + "password: {env: PASSWORD}, ca_file: ca.pem}\n",
        environ={"PASSWORD": SECRET},
    ),
    "a data directory that cannot be": Mistake(
        "data_dir .*; the program needs a directory it", 1, "data_dir: /dev/null/x"
    ),
    "an address of a webhook with a password": Mistake(
        "receivers.yaml:2: an address with a password is not supported",
        receivers="receivers:\n  hook: {type: webhook, url: {env: HOOK}}\n",
        environ={"HOOK": "https://me:hunter2@desk.example/"},
    ),
    "an address that Apprise cannot read": Mistake(
        "receivers.yaml:2: Apprise cannot read this address",
        receivers="receivers:\n  phone: {type: apprise, url: {env: PHONE}}\n",
        environ={"PHONE": "slak://hunter2/x"},
    ),
    "a proxy whose password is not escaped": Mistake(
        "monitor.yaml:1: expected http://HOST:PORT",
        monitor="ingest: {proxy: {env: PROXY}}\n",
        environ={"PROXY": "http://me:hunter2@x@proxy.example:80"},
    ),
    "a model that is not installed": Mistake(
        "no spaCy model 'xx_none' is installed", monitor="annotate: {model: xx_none}"
    ),
    "no configuration at all": Mistake(
        "is no directory; `wirewatch init` writes one", command=("run", "--config", "none")
    ),
}


def said(case: Mistake, root: Path) -> tuple[int, list[str]]:
    """The exit code and all lines that the command prints, in the configuration of `case`."""
    target = directory(root, monitor=case.monitor, receivers=case.receivers)
    given = () if "--config" in case.command else ("--config", str(target))
    ran = subprocess.run(
        [*case.program, *case.command, *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **case.environ},
        timeout=100,
        check=False,
    )
    return ran.returncode, ran.stdout.splitlines()


def is_told(case: Mistake, root: Path) -> None:
    """Fails unless the mistake is told as it should be."""
    code, lines = said(case, root)
    assert len(lines) == 1, lines
    assert re.search(case.told, lines[0]), lines[0]
    assert code == case.code
    assert SECRET not in lines[0]


@pytest.mark.slow(20)
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_line_that_says_what_to_do(mistake: str, tmp_path: Path) -> None:
    is_told(MISTAKES[mistake], tmp_path)


@pytest.mark.parametrize("mistake", [name for name, case in MISTAKES.items() if case.code == 2 and case.monitor])
@pytest.mark.slow(10)
def test_check_says_the_same(mistake: str, tmp_path: Path) -> None:
    is_told(MISTAKES[mistake]._replace(command=("check",)), tmp_path)


@pytest.mark.slow(4)
def test_a_database_that_cannot_hold_every_language_is_refused(postgres_url: str, tmp_path: Path) -> None:
    with a_database(postgres_url, encoding="SQL_ASCII") as url:
        is_told(store(url, "store: the database is in SQL_ASCII, .*CREATE DATABASE .* ENCODING 'UTF8'", 1), tmp_path)


@pytest.mark.slow(4)
def test_a_database_that_is_not_there_is_named(postgres_url: str, tmp_path: Path) -> None:
    missing = make_url(postgres_url).set(database="never_made").render_as_string(hide_password=False)
    is_told(store(missing, 'store: .*database "never_made" does not exist', 1), tmp_path)


@pytest.mark.slow(4)
def test_a_user_who_may_not_make_tables_is_told_so(postgres_url: str, tmp_path: Path) -> None:
    with a_database(postgres_url) as url, a_user(url, "reporter") as theirs:
        is_told(store(theirs, "store: permission denied for schema public", 1), tmp_path)


@contextmanager
def a_user(database: str, name: str) -> Iterator[str]:
    """The URL of `database` for a user of that name, who may only read."""
    user = sql.Identifier(name)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE USER {}").format(user))
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    yield make_url(database).set(username=name).render_as_string(hide_password=False)
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP USER {}").format(user))


@pytest.mark.slow(4)
def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        hubs = f"ingest: {{websub_callback: 'https://desk.example/', websub_listen: '127.0.0.1:{port}'}}\n"
        code, lines = said(Mistake("", monitor=hubs, command=("run",)), tmp_path)
    assert lines[-1] == f"wirewatch: cannot listen for hubs on 127.0.0.1:{port}: Address already in use"
    assert code == 1
    assert len(lines) == 2, "the other one greets"


@pytest.mark.slow(8)
def test_beside_a_running_program_a_second_is_refused_and_commands_that_look_need_no_secret(tmp_path: Path) -> None:
    case = Mistake("", receivers="receivers:\n  phone: {type: apprise, url: {env: PHONE}}\n")
    target, environ = directory(tmp_path, receivers=case.receivers), {"PHONE": f"json://{SECRET}.example"}
    command = [*PROGRAM, "run", "--config", str(target)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environ}) as running:
        try:
            assert running.stderr
            assert running.stderr.readline().startswith("Wirewatch runs")
            is_told(case._replace(told="wirewatch-log.db is in use by process", code=1, environ=environ), tmp_path)
            for looks in (("alerts",), ("feeds", "list"), ("deadletters", "list"), ("topics", "list")):
                code, lines = said(case._replace(command=looks), tmp_path)
                assert code == 0, lines
            is_told(case._replace(told="receivers.yaml:2: environment variable PHONE is not set"), tmp_path)
        finally:
            running.terminate()
            running.communicate()


@pytest.mark.slow(25)
@pytest.mark.parametrize("engine", [kafka_alone])
async def test_two_workers_of_one_id_are_told_apart(
    engine: str, kafka_address: str, postgres_url: str, tmp_path: Path
) -> None:
    await empty(kafka_address)
    with a_database(postgres_url) as url:
        monitor = f"broker: kafka://{kafka_address}\nworker_id: {{env: NAME}}\n{STORE}"
        environ = {"NAME": "north", "NEWS_STORE": url}
        first = directory(tmp_path / "first", monitor=monitor)
        command = [*PROGRAM, "run", "--config", str(first)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environ}) as running:
            try:
                assert running.stderr
                assert running.stderr.readline().startswith("Wirewatch runs")
                second = Mistake("worker_id 'north': is that of another program that runs", 2, monitor, environ=environ)
                is_told(second, tmp_path / "second")
                assert running.poll() is None
                code, lines = said(
                    second._replace(command=("run", "--once", "--worker-id", "south")), tmp_path / "third"
                )
                assert code == 0, lines
            finally:
                running.terminate()
                running.communicate()


@pytest.mark.slow(5)
async def test_a_clock_that_was_a_year_ahead_is_one_warning_and_silences_no_feed(tmp_path: Path) -> None:
    case = Mistake("", monitor="store: sqlite:///store.db\n")
    assert said(case, tmp_path)[0] == 0
    opened = await open_store(f"sqlite:///{tmp_path}/config/data/store.db")
    state = await opened.feed_state("wire")
    assert state
    assert state.last_poll
    ahead = timedelta(days=365)
    later = replace(state.schedule, next_poll=state.last_poll + ahead)
    await opened.remember_poll(replace(state, last_poll=state.last_poll + ahead, schedule=later), [])
    await opened.close()
    code, lines = said(case, tmp_path)
    assert code == 0
    assert len([line for line in lines if "clock_ran_ahead" in line]) == 1
    assert [line for line in lines if line.startswith("polls ")], "it was polled again"
    assert not [line for line in lines if "Traceback" in line]
