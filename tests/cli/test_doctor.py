"""`wirewatch doctor` as a person types it, on files, Kafka and PostgreSQL."""

import asyncio
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient  # type: ignore[import-untyped]
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType  # type: ignore[import-untyped]
from click.testing import CliRunner, Result
from sqlalchemy import create_engine

from agents.composition.program import create_topics
from monitor.backup.unfinished import mark
from monitor.cli.doctor import kept
from monitor.cli.main import cli
from monitor.cli.options import configuration
from monitor.doctor.finding import Point
from monitor.errors import ConfigError
from monitor.log.open import open_log
from monitor.store.open import open_store
from seeds.serve import SeedServer
from tests.backup.builders import Small, program
from tests.backup.test_snapshot import database
from tests.config.builders import directory, written
from tests.docs.pages import ROOT
from tests.kafka.clean import empty, kafka_alone
from tests.kafka.limited import PASSWORD, LimitedKafka
from tests.postgres.databases import a_database
from tests.services.processes import ServiceUnavailable
from tests.store.builders import feed_state
from tests.store.test_earlier_versions import left_by


def types(config: Path, *words: str, environ: Mapping[str, str] = {}) -> Result:
    return CliRunner().invoke(cli, ["doctor", "--config", str(config), *words], env={"COLUMNS": "200", **environ})


def found(result: Result) -> list[tuple[str, str, str]]:
    """Point, level and words of each finding."""
    findings = json.loads(result.stdout)["findings"]
    return [(each["point"], each["level"], each["found"]) for each in findings]


def bad(result: Result) -> set[str]:
    """The points at which somebody should look."""
    return {point for point, level, _ in found(result) if level != "ok"}


def private(config: Path) -> Path:
    """So that nobody else can read what is in it."""
    (config / "data").mkdir(exist_ok=True)
    (config / "data").chmod(0o700)
    return config


def run_once(config: Path) -> None:
    """What a program makes at its start."""

    async def make() -> None:
        read = configuration(config)
        log = await open_log(read.settings.broker, security=read.settings.kafka)
        await create_topics(log, read.settings, ["desk"])
        await log.close()
        await (await open_store(read.settings.store.reveal())).close()

    asyncio.run(make())


def test_where_nothing_ran_yet_all_is_well_and_nothing_is_made(tmp_path: Path) -> None:
    config = directory(tmp_path)
    done = types(config)
    assert (done.exit_code, "not there yet" in done.output) == (0, True), done.output
    assert not (config / "data").exists()


def test_where_a_program_ran_all_is_well(tmp_path: Path) -> None:
    config = private(directory(tmp_path))
    run_once(config)
    done = types(config, "--json", "--thorough")
    assert (done.exit_code, bad(done)) == (0, set()), done.output
    points = [point for point, _, _ in found(done)]
    assert points == sorted(points, key=[*Point].index)
    assert set(points) == set(Point) - {Point.CLOCK, Point.RECEIVERS, Point.ADDRESSES}


def test_what_is_wrong_ends_with_its_own_code_and_says_what_to_do(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.places.data_dir.chmod(0o700)
    done = types(small.directory)
    assert done.exit_code == 3
    assert "warn topics: not there, or not to be seen by this user: news.articles" in done.output
    assert "`wirewatch topics create`, or `wirewatch run`, makes them" in done.output


def test_a_restore_that_was_interrupted_is_told(tmp_path: Path) -> None:
    small = Small(tmp_path)
    mark(small.places.data_dir).touch()
    done = types(small.directory)
    assert "a restore was interrupted; the program does not start" in done.output
    assert "`wirewatch restore DIR --replace`" in done.output
    assert "fail data directory: " in done.output


def test_the_program_that_runs_is_seen(tmp_path: Path) -> None:
    small = Small(tmp_path)
    with program(small):
        told = found(types(small.directory, "--json"))
    assert any(words.startswith("it answers; process ") for point, _, words in told if point == Point.LOG)


def test_a_store_of_an_older_version_is_left_as_it_is(tmp_path: Path) -> None:
    config = private(directory(tmp_path))
    run_log_only(config)
    store = config / "data" / "wirewatch-store.db"
    engine = create_engine(f"sqlite:///{store}")
    with engine.begin() as connection:
        left_by(connection, "0003")
    engine.dispose()
    told = types(config, "--json")
    assert bad(told) == {Point.STORE}, told.output
    with closing(sqlite3.connect(store)) as left:
        assert left.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)


def test_a_store_of_an_older_version_is_left_as_it_is_also_where_feeds_are_asked(tmp_path: Path) -> None:
    config = private(directory(tmp_path, feeds="feeds:\n  - {id: off, url: 'https://127.0.0.1:9/x'}\n"))
    store = config / "data" / "wirewatch-store.db"
    engine = create_engine(f"sqlite:///{store}")
    with engine.begin() as connection:
        left_by(connection, "0003")
    engine.dispose()
    assert any(point == Point.FEEDS and words.startswith("off: ") for point, _, words in asked_of_feeds(config))
    with closing(sqlite3.connect(store)) as left:
        assert left.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)


def asked_of_feeds(config: Path) -> list[tuple[str, str, str]]:
    return found(types(config, "--json", "--feeds"))


def test_feeds_are_asked_also_where_the_store_does_not_open(tmp_path: Path) -> None:
    config = private(directory(tmp_path, feeds="feeds:\n  - {id: off, url: 'https://127.0.0.1:9/x'}\n"))
    written(config / "data", {"wirewatch-store.db": "Dear diary\n" * 1000})
    told = asked_of_feeds(config)
    assert {Point.STORE, Point.FEEDS} <= {point for point, _, _ in told}


def test_where_this_user_cannot_look_each_point_says_so_and_the_others_are_told(tmp_path: Path) -> None:
    done = types(directory(tmp_path, monitor=f"data_dir: {'x' * 300}\n"), "--json")
    assert done.exit_code == 3, done.output
    told = [(point, words) for point, level, words in found(done) if level == "fail"]
    assert {point for point, _ in told} == {
        Point.DATA_DIR,
        Point.DISK,
        Point.PERMISSIONS,
        Point.STORE,
        Point.INTEGRITY,
        Point.LOG,
    }
    assert all(words.startswith("cannot be looked at: ") and "too long" in words for _, words in told)
    assert {Point.OPEN_FILES, Point.SUPERVISOR} <= {point for point, _, _ in found(done)}


def test_a_test_on_a_console_leaves_standard_output_to_json(tmp_path: Path) -> None:
    done = types(directory(tmp_path, receivers="receivers:\n  desk: {type: console}\n"), "--json", "--send-test")
    assert ("receivers", "ok", "desk: takes what it is sent") in found(done)
    assert "this is a test" in done.stderr


def run_log_only(config: Path) -> None:
    async def make() -> None:
        read = configuration(config)
        log = await open_log(read.settings.broker, security=read.settings.kafka)
        await create_topics(log, read.settings, ["desk"])
        await log.close()

    asyncio.run(make())


def test_a_large_file_is_looked_at_to_its_end_only_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = private(directory(tmp_path))
    database(config / "data" / "wirewatch-store.db", 30_000)
    monkeypatch.setattr(kept, "QUICK_SECONDS", -1.0)
    words = [
        [each for point, _, each in found(types(config, "--json", *more)) if point == Point.INTEGRITY]
        for more in ([], ["--thorough"])
    ]
    assert words == [
        ["store: no fault in what was looked at; --thorough looks at all of it"],
        ["store: no page is damaged"],
    ]


def test_polls_that_lie_in_the_future_are_told(tmp_path: Path) -> None:
    small = Small(tmp_path)
    private(small.directory)
    run_once(small.directory)
    ahead = feed_state("wire", last_poll=datetime.now(UTC) + timedelta(hours=1))
    small.store(lambda store: store.remember_poll(ahead, []))
    told = [words for point, _, words in found(types(small.directory, "--json")) if point == Point.CLOCK]
    assert told == ["1 feeds were polled later than it is now: the clock was or is wrong"]


def test_a_log_and_a_store_that_are_no_databases_are_told(tmp_path: Path) -> None:
    config = private(directory(tmp_path))
    written(config / "data", {"wirewatch-log.db": "Dear diary\n" * 1000, "wirewatch-store.db": "Dear diary\n" * 1000})
    done = types(config, "--json")
    assert {Point.INTEGRITY, Point.LOG, Point.STORE} <= bad(done)


def test_feeds_and_receivers_are_asked_where_that_is_wanted(tmp_path: Path) -> None:
    with SeedServer() as server:
        feeds = (
            f"feeds:\n  - {{id: good, url: '{server.url}/meridian.rss', allow_private: true}}\n"
            f"  - {{id: gone, url: '{server.url}/none.rss', allow_private: true}}\n"
        )
        receivers = "receivers:\n  log: {type: file, path: alerts.jsonl}\n"
        config = directory(tmp_path, feeds=feeds, receivers=receivers)
        assert types(config).exit_code == 0
        assert server.served == []
        assert not (config / "data" / "alerts.jsonl").exists()
        done = types(config, "--json", "--feeds", "--send-test")
    told = {words.partition(":")[0]: level for point, level, words in found(done) if point in ("feeds", "receivers")}
    assert told == {"good": "ok", "gone": "warn", "log": "ok"}
    assert ("feeds", "ok", "good: brings a feed") in found(done)
    assert len((config / "data" / "alerts.jsonl").read_text("utf-8").splitlines()) == 1


def test_a_configuration_with_mistakes_is_told_as_ever(tmp_path: Path) -> None:

    done = types(directory(tmp_path, monitor="brokr: x\n"))
    assert isinstance(done.exception, ConfigError)


@pytest.fixture
def on_postgres(tmp_path: Path, postgres_url: str) -> Iterator[tuple[Path, Mapping[str, str]]]:
    with a_database(postgres_url) as url:
        yield directory(tmp_path, monitor="store: {env: NEWS_STORE}\n"), {"NEWS_STORE": url}


def test_a_postgresql_is_looked_at_and_left_as_it_is(on_postgres: tuple[Path, Mapping[str, str]]) -> None:
    config, environ = on_postgres
    for _ in range(2):
        told = found(types(config, "--json", environ=environ))
        assert ("store", "ok", "it answers and is empty; `wirewatch run` makes its tables") in told
        assert ("clock", "ok", "as PostgreSQL has it") in told


def test_a_postgresql_that_is_away_is_told_without_its_password(tmp_path: Path) -> None:
    config = directory(tmp_path, monitor="store: {env: NEWS_STORE}\n")
    done = types(config, environ={"NEWS_STORE": "postgresql://me:hunter2@127.0.0.1:9/news"})
    assert (done.exit_code, "fail store: " in done.output, "hunter2" in done.output) == (3, True, False)


def test_a_postgresql_that_is_away_is_no_fault_of_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_STORE", "postgresql://me:hunter2@127.0.0.1:9/news")
    config = private(directory(tmp_path, monitor="store: {env: NEWS_STORE}\n"))
    run_log_only(config)
    assert bad(types(config, "--json")) == {Point.STORE}


def test_a_kafka_that_is_away_is_told(tmp_path: Path) -> None:
    done = types(directory(tmp_path, monitor="broker: kafka://127.0.0.1:9\n"))
    assert (done.exit_code, "fail log: kafka 127.0.0.1:9: no answer" in done.output) == (3, True)


@pytest.mark.slow(20)
@pytest.mark.parametrize("engine", [kafka_alone])
def test_topics_of_kafka_are_looked_at_with_their_settings(engine: str, kafka_address: str, tmp_path: Path) -> None:
    config = directory(tmp_path, monitor=f"broker: kafka://{kafka_address}\n")
    asyncio.run(empty(kafka_address))
    missing = types(config, "--json")
    assert bad(missing) == {Point.TOPICS}
    run_once(config)
    private(config)
    assert bad(types(config, "--json")) == set()
    asyncio.run(change(kafka_address, "news.alerts", {"cleanup.policy": "compact", "retention.ms": "1000"}))
    told = [words for point, level, words in found(types(config, "--json")) if level != "ok"]
    assert told == [
        "news.alerts is compacted: of the messages of one key all but the last go",
        "news.alerts keeps messages for 0.000277778 h, not 168 h",
        "news.alerts takes messages of 1048588 bytes: a larger one ends the program",
    ]


async def change(address: str, topic: str, settings: dict[str, str]) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    await admin.start()
    await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, settings)])
    await admin.close()


@pytest.fixture(scope="module")
def limited_kafka() -> Iterator[LimitedKafka]:
    server = LimitedKafka()
    try:
        server.start()
    except ServiceUnavailable as error:
        pytest.fail(str(error), pytrace=False)
    yield server
    server.stop()


@pytest.mark.slow(30)
@pytest.mark.kafka
def test_a_user_with_the_rights_of_the_program_alone_is_told_what_cannot_be_looked_at(
    limited_kafka: LimitedKafka, tmp_path: Path
) -> None:
    login = "{security_protocol: SASL_PLAINTEXT, sasl_mechanism: PLAIN, user: desk, password: {env: KAFKA_PASSWORD}}"
    config = private(directory(tmp_path, monitor=f"broker: kafka://{limited_kafka.limited}\nkafka: {login}\n"))
    environ = {"KAFKA_PASSWORD": PASSWORD}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KAFKA_PASSWORD", PASSWORD)
        run_once(config)
    told = types(config, "--json", environ=environ)
    assert bad(told) == {Point.CONFIGURATION, Point.TOPICS}, "the former since the password is sent in the clear"
    (words,) = [words for point, _, words in found(told) if point == Point.TOPICS]
    assert words.startswith("their settings cannot be looked at: kafka ")
    assert "TopicAuthorizationFailedError" in words


def test_the_documents_name_every_point_in_this_order() -> None:
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    table = page.partition("| point | looked at |")[2].partition("\n\n")[0]
    assert [line.split("|")[1].strip() for line in table.splitlines()[2:]] == [*Point]
