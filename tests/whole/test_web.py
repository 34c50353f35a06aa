"""The API of the real program, and what `docs/api.md` shows of it."""

import contextlib
import json
import subprocess
import time
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from prometheus_client.parser import text_string_to_metric_families

from seeds.serve import SeedServer
from tests.contract.programs import Running as Follower
from tests.contract.programs import Shell, block, need
from tests.docs.pages import page
from tests.kafka.server import free_ports
from tests.services.processes import wait_until
from tests.whole.installation import Installation, wait_for_line

PAGE = page("docs/api.md")
PATIENCE = 90.0  # seconds
STREAMS = 50
PROGRAMS = {"follow.py": "python3", "follow.mjs": "node"}
FEEDS = ("meridian", "harbour", "lantern", "northgate", "ledger")
COMMENTS = {"follow.py": "#", "follow.mjs": "//"}


class Running(NamedTuple):
    """A program that has told its morning while the programs of the page followed, and answers."""

    installation: Installation
    process: "subprocess.Popen[bytes]"
    url: str
    told: set[str]  # ids of the alerts that an undisturbed run tells
    followers: dict[str, Follower]

    def get(self, path: str) -> Any:
        """What it answers."""
        return get(self.url, path)


def get(url: str, path: str) -> Any:
    with urllib.request.urlopen(f"{url}{path}", timeout=10) as answer:
        return json.load(answer)


def answers(url: str) -> bool:
    try:
        return bool(get(url, "/livez")["ok"])
    except OSError:
        return False


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    need("node")
    directory, port = tmp_path_factory.mktemp("web"), free_ports(1)[0]
    url = f"http://127.0.0.1:{port}"
    with SeedServer() as server, contextlib.ExitStack() as stack:
        alone = Installation(server.write_config(directory / "alone"))
        assert alone.finish("run", "--once") == 0, alone.log.read_text()
        told = set(alone.alert_ids())
        installation = Installation(server.write_config(directory / "served"), more={"web": {"listen": url[7:]}})
        process = installation.start("run")
        stack.callback(process.wait)
        stack.callback(process.kill)
        assert wait_until(lambda: answers(url), PATIENCE), installation.log.read_text()
        followers = {name: stack.enter_context(following(directory / name, name, url)) for name in PROGRAMS}
        running = Running(installation, process, url, told, followers)
        wait_until(lambda: has_told(running), PATIENCE)
        yield running


def has_told(running: Running) -> bool:
    return {each["id"] for each in running.get("/api/v1/alerts?limit=500")["items"]} >= running.told


@contextlib.contextmanager
def following(directory: Path, name: str, url: str) -> Iterator[Follower]:
    """A program of the page that follows the alerts."""
    directory.mkdir()
    (directory / name).write_text(block(f"{COMMENTS[name]} {name}", PAGE))
    with Shell(directory, WIREWATCH=url).started(PROGRAMS[name], name) as found:
        yield found


@pytest.fixture
def shell(running: Running, tmp_path: Path) -> Shell:
    need("curl", "jq")
    return Shell(tmp_path, WIREWATCH=running.url)


@pytest.mark.slow(20)
def test_the_api_has_the_alerts_of_the_log(running: Running) -> None:
    told = {each["id"]: each for each in running.get("/api/v1/alerts?limit=500")["items"]}
    assert told == {each["id"]: each for each in running.installation.alerts()}


@pytest.mark.slow(1)
def test_metrics_tell_the_morning_and_nothing_is_wrong_with_it(running: Running) -> None:
    with urllib.request.urlopen(f"{running.url}/metrics", timeout=10) as answer:
        families = list(text_string_to_metric_families(answer.read().decode()))
    samples = [sample for family in families for sample in family.samples]
    total = defaultdict[str, float](float)
    for sample in samples:
        total[sample.name] += sample.value
    assert total["wirewatch_alerts_total"] >= len(running.told)
    assert total["wirewatch_article_to_alert_seconds_count"] > 0
    assert total["wirewatch_articles_total"] > 0
    assert total["wirewatch_dead_letters_total"] == 0
    health = running.get("/healthz")
    assert (health["ready"], [check for check in health["checks"] if not check["ok"]]) == (True, [])


@pytest.mark.slow(1)
@pytest.mark.parametrize(
    "beginning",
    [
        'curl -sf "$WIREWATCH/api/v1/alerts?limit=3"',
        'curl -sf "$WIREWATCH/api/v1/decisions',
        "curl -sfG",
        'curl -sf "$WIREWATCH/api/v1/alerts.json',
    ],
)
def test_the_commands_of_the_page_show_what_they_say(shell: Shell, beginning: str) -> None:
    done = shell.run(block(beginning, PAGE))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()


@pytest.mark.slow(1)
def test_every_feed_of_the_morning_is_shown_as_in_order(shell: Shell) -> None:
    done = shell.run(block('curl -sf "$WIREWATCH/api/v1/feeds"', PAGE))
    assert done.returncode == 0
    shown = [line.split("\t") for line in done.stdout.splitlines()]
    assert {feed: state for feed, state, _ in shown} == dict.fromkeys(FEEDS, "ok")


@pytest.mark.slow(1)
@pytest.mark.parametrize("name", sorted(PROGRAMS))
def test_the_programs_of_the_page_print_each_alert_once_as_it_comes(running: Running, name: str) -> None:
    lines = running.followers[name].lines(len(running.told))
    printed = [line.split("\t")[0] for line in lines]
    assert len(printed) == len(set(printed))
    assert set(printed) >= running.told


@pytest.mark.slow(10)
def test_a_program_whose_address_is_taken_says_so_and_works_on(running: Running, tmp_path: Path) -> None:
    with SeedServer() as server:
        other = Installation(server.write_config(tmp_path), more={"web": {"listen": running.url[7:]}})
        other.log.touch()
        process = other.start("run", "--verbose")
        try:
            with other.log.open("rb") as log:
                assert wait_for_line(log, b"ready broker", process)
            assert "web_not_served" in other.log.read_text("utf-8")
            process.terminate()
            assert process.wait(20) == 0
        finally:
            process.kill()
            process.wait()


@pytest.mark.slow(5)
def test_sigterm_ends_the_program_within_two_seconds_though_streams_are_open(running: Running) -> None:
    streams = [urllib.request.urlopen(f"{running.url}/api/v1/alerts/stream", timeout=30) for _ in range(STREAMS)]
    began = time.monotonic()
    running.process.terminate()
    assert [stream.read() for stream in streams] == [b"retry: 2000\n\n"] * STREAMS
    print(f"streams ended after {time.monotonic() - began:.2f} s")
    assert running.process.wait(20) == 0
