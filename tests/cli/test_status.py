"""`wirewatch status` as a person or a script calls it, beside a program that ran."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from agents.composition.program import create_topics
from monitor.cli.history.status import EXIT_PROBLEMS, status_command
from monitor.cli.options import configuration
from monitor.feeds.failures import Failures
from monitor.log.open import open_log
from monitor.store.open import open_store
from tests.cli.attention.desk import Desk
from tests.feeds.builders import a_failure, a_feed, a_state

NOW = datetime.now(UTC)
WATCHES = "watches: [{id: truce, when: {word: truce}}]"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, WATCHES)


def ran(desk: Desk, *, failures: int = 0) -> None:
    """The program made its log and polled its feeds once."""

    async def make() -> None:
        read = configuration(desk.directory)
        log = await open_log(read.settings.broker)
        await create_topics(log, read.settings, ["desk"])
        await log.close()
        store = await open_store(read.settings.store.reveal())
        for feed in read.feeds:
            failing = Failures(count=failures, since=NOW - timedelta(days=9), last=a_failure())
            state = a_state(a_feed(id=feed.id, url=feed.url), last_poll=NOW, next_poll=NOW + timedelta(hours=1))
            await store.remember_poll(replace(state, failures=failing if failures else Failures()), [])
        await store.close()

    asyncio.run(make())


def types(desk: Desk, *line: str, columns: int = 160) -> Result:
    return CliRunner().invoke(status_command, [*line, "--config", str(desk.directory)], env={"COLUMNS": str(columns)})


def test_where_all_is_well_a_script_goes_on(desk: Desk) -> None:
    ran(desk)
    done = types(desk)
    assert done.exit_code == 0, done.output
    assert "all is well" in done.output
    assert "truce  1 of 1" in done.output
    assert json.loads(types(desk, "--json").stdout)["problems"] == []


def test_what_is_wrong_is_named_first_and_ends_with_its_own_code(desk: Desk) -> None:
    ran(desk, failures=20)
    done = types(desk)
    assert done.exit_code == EXIT_PROBLEMS
    assert "is dead: 20 polls in a row failed" in done.stdout.splitlines()[0]
    assert "! watch 'truce' is blind" in done.output
    narrow = types(desk, columns=60).stdout.splitlines()
    assert [line[0] for line in narrow[:2]] == ["!", " "], "each problem is seen at its mark"
    told = types(desk, "--json")
    assert (told.exit_code, json.loads(told.stdout)["coverage"][0]["coverage"]["is_blind"]) == (EXIT_PROBLEMS, True)


def test_a_program_that_never_ran_is_told(desk: Desk) -> None:
    done = types(desk)
    assert (done.exit_code, "`wirewatch run` makes it" in done.output) == (1, True)
