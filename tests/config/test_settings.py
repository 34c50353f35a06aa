"""`monitor.yaml`: defaults, paths, and where the log and the store are."""

import os
import socket
import sys
from pathlib import Path

import pytest

from monitor.config.compile.settings import MODELS
from monitor.config.configuration import Settings, Web, WebProxy
from monitor.secret import Secret
from tests.config.builders import directory, loaded, mistakes


def settings(root: Path, text: str | None, **environ: str) -> Settings:
    return loaded(root, environ, monitor=text).settings


def test_everything_may_be_left_out(tmp_path: Path) -> None:
    found = settings(tmp_path, None)
    assert found.partitions == 4
    assert found.annotate.processes == len(os.sched_getaffinity(0))
    assert found.annotate.model in MODELS
    assert found.worker_id == socket.gethostname()
    assert found.retention.log_seconds == 7 * 86400
    assert found.ingest.fetch.limits.body_bytes == 10_000_000


def test_files_are_kept_in_the_data_directory_beside_the_configuration(tmp_path: Path) -> None:
    found = settings(tmp_path, None)
    assert found.data_dir == tmp_path / "config" / "data"
    assert found.broker == f"sqlite:///{tmp_path}/config/data/wirewatch-log.db"
    assert found.store.reveal() == f"sqlite:///{tmp_path}/config/data/wirewatch-store.db"


def test_the_data_directory_may_be_elsewhere(tmp_path: Path) -> None:
    found = settings(
        tmp_path, "data_dir: /var/lib/wirewatch\nbroker: sqlite:///log.db\nstore: sqlite:////srv/store.db\n"
    )
    assert found.broker == "sqlite:////var/lib/wirewatch/log.db"
    assert found.store.reveal() == "sqlite:////srv/store.db"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kafka://localhost", "kafka://localhost:9092"),
        ("kafka://a:9092,b:9093", "kafka://a:9092,b:9093"),
        ("kafka://a, kafka://b:9093", "kafka://a:9092,b:9093"),
        ("kafka://[::1]:9092", "kafka://[::1]:9092"),
    ],
)
def test_kafka_is_named_by_one_or_more_hosts(tmp_path: Path, written: str, meant: str) -> None:
    assert settings(tmp_path, f"broker: '{written}'").broker == meant


@pytest.mark.parametrize("written", ["kafka://", "kafka://a:b", "kafka://a,,b", "sqlite:///", "sqlite://x", "log.db"])
def test_a_broker_that_is_neither_is_refused(tmp_path: Path, written: str) -> None:
    problem = f"expected sqlite:///FILE or kafka://HOST:PORT[,HOST:PORT], not '{written}'"
    assert mistakes(directory(tmp_path, monitor=f"broker: '{written}'")) == [f"monitor.yaml:1: {problem}"]


def test_a_broker_with_a_password_is_refused_without_repeating_it(tmp_path: Path) -> None:
    target = directory(tmp_path, monitor="broker: kafka://me:hunter2@localhost")
    assert mistakes(target) == [
        "monitor.yaml:1: expected sqlite:///FILE or kafka://HOST:PORT[,HOST:PORT]; user and password stand in the "
        "section 'kafka'"
    ]


def test_a_store_with_a_password_comes_from_the_environment_and_is_not_shown(tmp_path: Path) -> None:
    url = "postgresql://me:hunter2@localhost/news"
    found = settings(tmp_path, "store: {env: NEWS_STORE}", NEWS_STORE=url)
    assert found.store.reveal() == url
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:hun@ter2@localhost/news",
        "postgresql://me:hun/ter2@localhost/news",
        "postgresql://me:hun#ter2@localhost/news",
        "postgresql://me:hun?ter2@localhost/news",
        "postgresql://me:hun%zter2@localhost/news",
        "postgresql://me:hun ter2@localhost/news",
        "postgresql://me:hun[ter2@localhost/news",
        "postgresql://me:1/hunter2@localhost/news",
        "postgresql://me:1?hunter2@localhost/news",
        "postgresql://me@ter2:hun@localhost/news",
        "postgresql://me:hunter2@localhost:hunter2/news",
        "postgresql://me:hunter2@localhost:70000/news",
    ],
)
def test_an_address_whose_password_is_not_escaped_is_refused_and_no_part_of_it_shown(tmp_path: Path, url: str) -> None:
    (found,) = mistakes(directory(tmp_path, monitor="store: {env: NEWS_STORE}"), {"NEWS_STORE": url})
    assert found.startswith("monitor.yaml:1: expected postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
    assert "percent-encode @ as %40" in found
    assert not [part for part in ("hun", "ter2", "news", "70000") if part in found]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:hun%40t%2Fer2@localhost:5432/news?sslmode=require",
        "postgresql://me:hun:ter2@localhost/news",
        "postgresql://me@[::1]:5432/news",
        "postgresql://me:hunter2@one.example:5432,two.example:5432/news?target_session_attrs=read-write",
        "postgresql://me@/news?host=/run/postgresql&options=-c%20a@b",
        "postgresql://localhost",
    ],
)
def test_addresses_as_the_driver_takes_them_are_taken(tmp_path: Path, url: str) -> None:
    assert mistakes(directory(tmp_path, monitor="store: {env: NEWS_STORE}"), {"NEWS_STORE": url}) == []


@pytest.mark.parametrize(
    "url", ["postgresql://me:hun/ter2@localhost/news", "postgresql://me@localhost/n?password=ter2"]
)
def test_an_address_with_a_password_does_not_stand_in_the_file(tmp_path: Path, url: str) -> None:
    (found,) = mistakes(directory(tmp_path, monitor=f"store: '{url}'"))
    assert found == "monitor.yaml:1: an address with a password must not stand here: use {env: NAME} or {file: path}"


def test_the_driver_of_the_database_must_be_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert mistakes(directory(tmp_path, monitor="store: postgresql://me@localhost/news")) == [
        "monitor.yaml:1: PostgreSQL needs the extra 'postgres': pip install 'wirewatch[postgres]'"
    ]


def test_a_store_without_a_password_may_stand_in_the_file(tmp_path: Path) -> None:
    assert (
        settings(tmp_path, "store: postgresql://me@localhost/news").store.reveal() == "postgresql://me@localhost/news"
    )
    assert settings(tmp_path, "store: memory://").store.reveal() == "memory://"


def test_a_model_may_be_a_directory(tmp_path: Path) -> None:
    directory(tmp_path)
    (tmp_path / "config" / "model").mkdir()
    assert settings(tmp_path, "annotate: {model: model}").annotate.model == str(tmp_path / "config" / "model")


def test_messages_carry_links_as_soon_as_it_is_said_where_they_lead(tmp_path: Path) -> None:
    assert not settings(tmp_path, None).links.on
    found = settings(tmp_path, "links: {listen: '127.0.0.1:8490'}\n").links
    assert (found.listen, found.base_url, found.secret) == ("127.0.0.1:8490", "", None)
    text = "links: {base_url: https://desk.example/w, secret: {env: LINKS}}\n"
    signed = settings(tmp_path, text, LINKS="a" * 24).links
    assert signed.base_url == "https://desk.example/w"
    assert signed.secret == Secret("a" * 24)


def test_the_api_is_for_this_machine_unless_told_otherwise(tmp_path: Path) -> None:
    assert settings(tmp_path, None).web is None
    found = settings(tmp_path, "web: {}\n").web
    assert found == Web(listen="127.0.0.1:8482")


def test_the_api_can_be_for_others_with_names_and_a_proxy(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        "web:\n  listen: 0.0.0.0:8482\n  names: [Wirewatch.Example.org]\n  requests_per_minute: 100\n"
        "  proxy: {user_header: X-Forwarded-User, addresses: 10.0.0.0/24}\n",
    ).web
    assert found == Web(
        listen="0.0.0.0:8482",
        names=("wirewatch.example.org",),
        proxy=WebProxy(user_header="x-forwarded-user", addresses=("10.0.0.0/24",)),
        requests_per_minute=100,
    )
