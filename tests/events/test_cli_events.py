"""`wirewatch events`: a text in, PLOVER events out."""

import json
from pathlib import Path

from click.testing import CliRunner

from monitor.cli.main import cli

TEXT = "Russian missiles struck a hospital in Kharkiv on Monday, killing 12 people, the governor said.\n"


def lines(*arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(cli, ["events", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_event_is_a_line_with_the_names_of_plover(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(TEXT, "utf-8")
    event = lines(str(file), "--format", "plover", "--date", "2026-03-03")[0]
    assert (event["event_type"], event["event_mode"]) == ("ASSAULT", "heavy-weapons")
    assert event["actor"] == [{"text": "Russian missiles", "name": "Russia", "country": "RUS"}]
    assert (event["location"], event["location_country"], event["event_date"]) == ("Kharkiv", "UKR", "2026-03-02")
    assert event["magnitude"] == {"dead": 12}


def test_several_articles_of_a_story_give_each_event_once_with_its_sources(tmp_path: Path) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for file in files:
        file.write_text(TEXT, "utf-8")
    events = lines(*map(str, files), "--date", "2026-03-03")
    assert [event["sources"] for event in events] == [[str(file) for file in files]] * len(events)
    assert len({event["id"] for event in events}) == len(events)


def test_json_gives_the_whole_record(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(TEXT, "utf-8")
    event = lines(str(file), "--format", "json")[0]
    assert {"id", "type", "trigger", "sentence", "said_by"} <= event.keys()


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text(TEXT, "utf-8")
    result = CliRunner().invoke(cli, ["events", str(file), "--date", "Monday"])
    assert result.exit_code == 2
    assert "expected YYYY-MM-DD" in result.output
