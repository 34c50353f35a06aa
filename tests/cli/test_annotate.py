"""`wirewatch annotate` as a person types it."""

import json

from click.testing import CliRunner

from monitor.cli.annotate import annotate_command


def test_each_line_gives_its_record_in_order_and_bad_lines_are_told() -> None:
    rows = [{"id": f"r-{number}", "title": "Macron in Kyiv", "text": f"Truce {number} holds."} for number in range(3)]
    lines = "\n".join([*map(json.dumps, rows), "", '{"title": "no id"}'])
    result = CliRunner().invoke(annotate_command, ["--processes", "1", "-"], input=lines)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["article"]["id"] for record in records] == ["r-0", "r-1", "r-2"]
    assert {mention["actor"] for mention in records[0]["mentions"]} == {"emmanuel-macron", "kyiv-ukr"}
    assert result.exit_code == 1
    assert "line 5" in result.stderr
