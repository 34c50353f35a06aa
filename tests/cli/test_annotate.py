"""`wirewatch annotate` as a person types it."""

import json
from pathlib import Path

from click.testing import CliRunner

from monitor.cli.annotate import annotate_command
from tests.config.builders import directory


def test_each_line_gives_its_record_in_order_and_bad_lines_are_told() -> None:
    rows = [{"id": f"r-{number}", "title": "Macron in Kyiv", "text": f"Truce {number} holds."} for number in range(3)]
    lines = "\n".join([*map(json.dumps, rows), "", '{"title": "no id"}'])
    result = CliRunner().invoke(annotate_command, ["--processes", "1", "-"], input=lines)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["article"]["id"] for record in records] == ["r-0", "r-1", "r-2"]
    assert {mention["actor"] for mention in records[0]["mentions"]} == {"emmanuel-macron", "kyiv-ukr"}
    assert result.exit_code == 1
    assert "line 5" in result.stderr


def test_names_are_the_actors_of_the_watchlists_that_are_asked_for(tmp_path: Path) -> None:
    actors = (
        "actors:\n  emmanuel: {name: Emmanuel Macron, type: person}\nwatches:\n  - {id: a, when: {actor: emmanuel}}\n"
    )
    config = directory(tmp_path, watchlists__desk=actors)
    line = json.dumps({"id": "r", "text": "Emmanuel Macron met the press in Paris on Monday."})
    result = CliRunner().invoke(annotate_command, ["--config", str(config), "--processes", "1"], input=line)
    mentions = json.loads(result.stdout)["mentions"]
    assert {mention["actor"] for mention in mentions} == {"emmanuel", "paris-fra"}
