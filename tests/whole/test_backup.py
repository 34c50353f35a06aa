"""A backup of the program while it works; then all is lost, put back, and worked off: nothing is missing."""

import asyncio
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from agents.topics import ANNOTATED, ARTICLES
from monitor.backup.making import make_backup
from monitor.backup.manifest import read_manifest
from monitor.backup.places import places
from monitor.clock import system_clock
from monitor.config.load import load
from seeds.serve import SeedServer
from tests.backup.builders import Small
from tests.whole.installation import Installation, wait_for_line
from tests.whole.kills.accounts import faults
from tests.whole.kills.looking import accounts_of, messages
from tests.whole.test_kill import DESK, articles, found
from tests.whole.webhook import SECRET, WebhookServer

PATIENCE = 120.0  # seconds


def wait_until(holds: Callable[[], bool], installation: Installation) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, installation.log.read_text("utf-8")[-5000:]
        time.sleep(0.05)


def saved(installation: Installation, backup: Path) -> None:
    """Saves it in this process: by the time that a new one has begun, the program has nothing left to do."""
    settings = load(installation.directory, {"WIREWATCH_TEST_SECRET": SECRET}).settings
    make_backup(places(settings, installation.directory), backup, system_clock, installation="desk")


def carried(installation: Installation, topic: str) -> int:
    return len(asyncio.run(messages(installation, topic)))


@pytest.mark.slow(60)
@pytest.mark.timeout(600)
def test_what_a_backup_of_the_working_program_held_is_not_lost(tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    with SeedServer() as server, WebhookServer() as webhook:
        undisturbed = Installation(server.write_config(tmp_path / "whole"), webhook=webhook)
        assert undisturbed.finish("run", "--once") == 0
        expected = found(asyncio.run(accounts_of(undisturbed, webhook, DESK)))
        count = asyncio.run(articles(undisturbed))
    with SeedServer() as server, WebhookServer() as webhook:
        installation = Installation(server.write_config(tmp_path / "config"), webhook=webhook)
        running = installation.start("run", "--verbose")
        try:
            with installation.log.open("rb") as log:
                assert wait_for_line(log, b"first_message", running)
            wait_until(lambda: carried(installation, ANNOTATED) >= 10, installation)
            saved(installation, backup)
            before = carried(installation, ANNOTATED)
            wait_until(lambda: carried(installation, ANNOTATED) > before, installation)
        finally:
            running.kill()
            running.wait()
        shutil.rmtree(installation.data)
        installation.output("restore", str(backup))
        assert 0 < carried(installation, ANNOTATED) < carried(installation, ARTICLES), "the backup was made at work"
        assert installation.finish("run", "--once") == 0, installation.log.read_text("utf-8")
        accounts = asyncio.run(accounts_of(installation, webhook, DESK))
        assert faults(accounts) == []
        assert found(accounts) == expected
        assert asyncio.run(articles(installation)) == count
        assert set(installation.alert_ids()) <= webhook.taken


def refused(config: Path) -> str:
    command = Installation(config)._command("run", "--once")
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 1, ran.stderr
    return ran.stderr.splitlines()[-1]


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


@pytest.mark.slow(15)
@pytest.mark.parametrize(
    ("part", "newer"),
    [("store", "UPDATE alembic_version SET version_num = '9999'"), ("log", "PRAGMA user_version = 99")],
)
def test_data_of_a_newer_version_is_refused_with_what_to_do_and_left_as_it_is(
    part: str, newer: str, tmp_path: Path
) -> None:
    small = Small(tmp_path)
    small.saved()
    small.store(lambda store: store.release("nobody"))
    files = {"store": small.store_file, "log": small.log_file}
    with closing(sqlite3.connect(files[part], isolation_level=None)) as connection:
        connection.execute(newer)
    before, messages_before = dump(small.store_file), small.holds()
    told = refused(small.directory)
    assert "install the version" in told
    assert "or restore a backup that this one made" in told
    assert (dump(small.store_file), small.holds()) == (before, messages_before)
    kept = small.restored(replace=True)
    assert len(kept) >= 2
    assert read_manifest(small.backup).installation == "desk"
    assert small.holds() == (["first"], {"first"})
