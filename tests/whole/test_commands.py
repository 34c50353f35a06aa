"""The commands as a person uses them, on an embedded log that a run has left behind."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest

from seeds.serve import SeedServer
from tests.whole.installation import Installation, wait_for_line, wirewatch
from tests.whole.webhook import WebhookServer

pytestmark = pytest.mark.slow(1)  # each: child processes

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with SeedServer() as server:
        installation = Installation(server.write_config(tmp_path_factory.mktemp("morning")))
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        yield installation


def test_run_prints_each_alert_and_ends_with_a_summary(morning: Installation) -> None:
    printed = morning.log.read_text()
    assert "sanctions  morning" in printed
    assert "35 (6 ceasefire, 5 sanctions" in printed
    assert "51, of which 40 begin a story" in printed
    assert "8 copy of an article already alerted" in printed
    assert "5 (5 with new articles)" in printed
    assert "7 (5 near-duplicate, 1 exact copy, 1 same article again)" in printed


def test_alerts_are_cloud_events_that_keep_to_the_published_schema(morning: Installation) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "alert.json").read_text("utf-8"))
    events = [json.loads(line) for line in morning.output("alerts", "--json").splitlines()]
    for event in events:
        jsonschema.validate(event, schema)
    assert len({event["id"] for event in events}) == len(events) == 35


def test_the_alerts_of_one_watchlist_have_a_topic_of_their_own(morning: Installation) -> None:
    assert morning.output("alerts", "--watchlist", "morning", "--json") == morning.output("alerts", "--json")


def test_who_only_looks_before_the_first_run_is_told_so_and_makes_no_file(tmp_path: Path) -> None:
    with SeedServer() as server:
        fresh = Installation(server.write_config(tmp_path))
        for command in (("alerts",), ("deadletters", "list"), ("deadletters", "replay", "--all")):
            with pytest.raises(subprocess.CalledProcessError) as refused:
                fresh.output(*command)
            assert "no log yet; `wirewatch run` makes it" in refused.value.stderr
    assert not list(tmp_path.rglob("*.db"))


def ids(installation: Installation, *options: str) -> list[str]:
    return [json.loads(line)["id"] for line in installation.output("alerts", "--json", *options).splitlines()]


def test_the_newest_alerts_those_of_a_watch_and_the_loud_ones_can_be_asked_for(morning: Installation) -> None:
    everything = [json.loads(line) for line in morning.output("alerts", "--json").splitlines()]
    assert ids(morning, "--last", "3") == [event["id"] for event in everything[-3:]]
    assert ids(morning, "--last", "0") == []
    of_watch = [event["id"] for event in everything if event["data"]["watch"] == "ceasefire"]
    assert ids(morning, "--watch", "ceasefire") == of_watch
    loud = [event["id"] for event in everything if event["data"]["severity"] in ("high", "critical")]
    assert 0 < len(loud) < 35
    assert ids(morning, "--severity", "high") == loud


def test_a_watch_that_nobody_has_is_told_for_it_may_be_mistyped(morning: Installation) -> None:
    for command in (("alerts",), ("matches",)):
        done = subprocess.run(
            [sys.executable, "-m", "monitor.cli", *command, "--watch", "ceasefre", "--config", str(morning.directory)],
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        )
        assert "no watchlist here has a watch 'ceasefre'; did you mean 'ceasefire'?" in done.stderr


def test_a_reader_goes_on_behind_the_alert_where_it_left_off(morning: Installation) -> None:
    everything = ids(morning)
    assert ids(morning, "--after", everything[30]) == everything[31:]
    with pytest.raises(subprocess.CalledProcessError) as refused:
        morning.output("alerts", "--after", "al-nothing")
    assert "no alert 'al-nothing' in the log" in refused.value.stderr


def test_alerts_of_the_last_hour_are_all_and_those_of_tomorrow_are_none(morning: Installation) -> None:
    assert len(ids(morning, "--since", "1h")) == 35
    assert ids(morning, "--since", "2999-01-01") == []
    with pytest.raises(subprocess.CalledProcessError) as refused:
        morning.output("alerts", "--since", "yesterday")
    assert "expected a duration such as 90m or 7d" in refused.value.stderr


def test_who_looks_is_not_stopped_by_what_others_are_editing(morning: Installation, tmp_path: Path) -> None:
    """A secret that only the program has, a watchlist in the middle of an edit, receivers that make no sense."""
    shutil.copytree(morning.directory, tmp_path / "config")
    looking = Installation(tmp_path / "config")
    monitor = looking.directory / "monitor.yaml"
    monitor.write_text(monitor.read_text("utf-8") + "store: {env: WIREWATCH_NOT_SET}\n", "utf-8")
    (looking.directory / "receivers.yaml").write_text("receivers: [\n")
    (looking.directory / "watchlists" / "half.yaml").write_text("watches:\n  - {id: half, when: {wrod: x}}\n")
    assert ids(looking) == ids(morning)
    assert "0 dead letters" in looking.output("deadletters", "list")
    assert "news.alerts.half" in looking.output("topics", "create")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        looking.output("check")
    assert refused.value.returncode == 2


def test_matches_are_those_of_the_summary_and_each_says_what_became_of_it(morning: Installation) -> None:
    rows = [json.loads(line) for line in morning.output("matches", "--json").splitlines()]
    told = [row["decision"]["alert"] for row in rows if row["decision"]["outcome"] == "told"]
    assert sorted(told) == sorted(ids(morning))
    not_told = morning.output("matches", "--only", "not told")
    assert "copy of an article already alerted" in not_told
    assert {line.split("  ")[0] for line in not_told.splitlines() if line.startswith(("told", "not"))} == {"not told"}


def test_the_ledger_shows_each_delivery_with_its_state(morning: Installation) -> None:
    rows = [json.loads(line) for line in morning.output("deliveries", "list", "--json").splitlines()]
    assert {row["alert"]["id"] for row in rows} == set(ids(morning))
    assert {(row["receiver"], row["state"]) for row in rows} == {("console", "sent")}
    assert "35 of 35 deliveries" in morning.output("deliveries", "list")
    assert "0 of 0 deliveries in the ledger that are failed" in morning.output(
        "deliveries", "list", "--state", "failed"
    )


def test_an_unknown_watchlist_is_refused_by_name(morning: Installation) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        morning.output("alerts", "--watchlist", "evening")
    assert "no watchlist 'evening'; there are morning" in refused.value.stderr


def test_alerts_for_people_show_the_sentence_and_the_reason(morning: Installation) -> None:
    shown = morning.output("alerts")
    assert "first alert in" in shown
    assert "https://www.northgatepost.example/science/2026/10/05/brest-tides" in shown


def test_topics_create_tells_what_is_there(morning: Installation) -> None:
    lines = morning.output("topics", "create").splitlines()
    assert "news.articles  1 partition(s)  exists" in lines
    assert "news.alerts.morning  1 partition(s)  exists" in lines


def test_topics_list_counts_what_was_written(morning: Installation) -> None:
    rows = {row["topic"]: row for row in map(json.loads, morning.output("topics", "list", "--json").splitlines())}
    assert rows["news.alerts"]["messages"] == rows["news.alerts.morning"]["messages"] == 35
    assert rows["news.articles"]["partitions"] == 1
    assert "news.alerts.morning  1 partition(s)  35 messages" in morning.output("topics", "list")


def test_check_and_feeds_show_speak_json_too(morning: Installation, tmp_path: Path) -> None:
    feed = json.loads(morning.output("feeds", "show", "meridian", "--json"))
    assert (feed["feed"], feed["state"], feed["known"]["polls"]) == ("meridian", "ok", 1)
    assert morning.output("check", "--json") == ""
    shutil.copytree(morning.directory, tmp_path / "config")
    (tmp_path / "config" / "receivers.yaml").write_text("receivers: {console: {type: consle}}\n")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        Installation(tmp_path / "config").output("check", "--json")
    (mistake,) = map(json.loads, refused.value.stdout.splitlines())
    assert (mistake["kind"], mistake["line"]) == ("mistake", 1)
    assert mistake["file"].endswith("receivers.yaml")


def test_without_dead_letters_the_list_is_empty(morning: Installation) -> None:
    assert "0 dead letters" in morning.output("deadletters", "list")


def test_a_dead_letter_that_is_not_there_is_no_riddle(morning: Installation) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        morning.output("deadletters", "show", "dl-nothing")
    assert "no dead letter begins with 'dl-nothing'" in refused.value.stderr


def test_explain_shows_what_each_stage_makes_of_a_text(morning: Installation) -> None:
    shown = morning.output("explain", "Macron urged Russia to accept a ceasefire. Who let us in?")
    assert "new story" in shown
    assert "REQUEST" in shown
    assert "morning/ceasefire told: first alert of this watch in this story" in shown
    assert "morning/macron told" in shown
    assert "does not count" in shown, "why 'us' is not the United States"


def test_explain_reads_a_file(morning: Installation, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("NATO met in Brussels.", "utf-8")
    assert "morning/nato told" in morning.output("explain", str(tmp_path / "article.txt"))


def test_a_second_program_on_the_same_log_is_refused(morning: Installation) -> None:
    with morning.log.open("rb") as log:
        running = morning.start("run", "--verbose")
        try:
            assert wait_for_line(log, b"ready broker", running)
            with pytest.raises(subprocess.CalledProcessError) as refused:
                morning.output("run")
            assert f"is in use by process {running.pid}" in refused.value.stderr
            assert morning.output("alerts", "--json").count("\n") == 35, "reading beside it is fine"
        finally:
            running.kill()
            running.wait()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(sent: signal.Signals, tmp_path: Path) -> None:
    with SeedServer() as server, WebhookServer() as webhook:
        installation = Installation(server.write_config(tmp_path), webhook=webhook)
        installation.log.touch()
        with installation.log.open("rb") as log:
            running = installation.start("run", "--verbose")
            assert wait_for_line(log, b"first_message", running)
            running.send_signal(sent)
            assert running.wait(15) == 0
    assert "Traceback" not in installation.log.read_text()


def test_a_bad_reload_never_replaces_good_watchlists_and_a_good_one_does(tmp_path: Path) -> None:
    with SeedServer() as server:
        installation = Installation(server.write_config(tmp_path))
    watchlist = tmp_path / "watchlists" / "morning.yaml"
    good = watchlist.read_text("utf-8")
    installation.log.touch()
    with installation.log.open("rb") as log:
        running = installation.start("run", "--verbose")
        try:
            assert wait_for_line(log, b"ready broker", running)
            watchlist.write_text(good.replace("severity: critical", "severty: critical"), "utf-8")
            running.send_signal(signal.SIGHUP)
            assert wait_for_line(log, b"did you mean", running)
            watchlist.write_text(good.replace("id: assad", "id: bashar-al-assad"), "utf-8")
            running.send_signal(signal.SIGHUP)
            assert wait_for_line(log, b"reloaded feeds=5 receivers=1 watchlists=1", running)
        finally:
            running.kill()
            running.wait()


def test_alerts_follow_shows_those_that_come(tmp_path: Path) -> None:
    with SeedServer() as server:
        installation = Installation(server.write_config(tmp_path))
        installation.output("topics", "create")
        following = installation.start("alerts", "--follow", "--json")
        try:
            assert installation.finish("run", "--once") == 0
            deadline = time.monotonic() + 20
            while installation.log.read_text().count('"specversion"') < 35 and time.monotonic() < deadline:
                time.sleep(0.1)
            assert installation.log.read_text().count('"specversion"') == 35
        finally:
            following.kill()
            following.wait()


def test_init_then_check_is_all_good(tmp_path: Path) -> None:
    wirewatch("init", str(tmp_path / "config"))
    assert "all good" in wirewatch("check", "--config", str(tmp_path / "config"))


def test_check_tries_the_samples_of_each_watch(tmp_path: Path) -> None:
    with SeedServer() as server:
        server.write_config(tmp_path)
    path = tmp_path / "watchlists" / "morning.yaml"
    text = path.read_text("utf-8").replace("The ambassador planted an oak.", "Assad planted an oak.")
    path.write_text(text, "utf-8")
    line = text[: text.index("Assad planted an oak.")].count("\n") + 1
    with pytest.raises(subprocess.CalledProcessError) as failed:
        wirewatch("check", "--config", str(tmp_path))
    assert failed.value.returncode == 2
    assert f"morning.yaml:{line}: watch 'assad' should not match this text and does (by 'Assad')" in failed.value.stdout
