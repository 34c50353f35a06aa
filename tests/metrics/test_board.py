"""The board of Grafana shows metrics that there are, by labels that they have."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from monitor.metrics.board import PANELS, Panel, text
from tests.contract.programs import need
from tests.docs.pages import ROOT
from tests.metrics.test_rules import known_names, names_of

FILE = ROOT / "config" / "grafana" / "wirewatch.json"


def test_the_board_is_current() -> None:
    made = "run: python -m monitor.metrics.board > config/grafana/wirewatch.json"
    assert FILE.read_text("utf-8") == text(), made


def test_it_asks_for_metrics_that_there_are() -> None:
    asked = [target["expr"] for panel in json.loads(FILE.read_text())["panels"] for target in panel["targets"]]
    assert len(asked) == len(PANELS)
    assert {name for query in asked for name in names_of(query)} <= known_names()


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.title)
def test_it_tells_series_apart_by_labels_that_they_have(panel: Panel) -> None:
    labels = {label.name for label in panel.metric.labels}
    assert set(re.findall(r"{{(\w+)}}", panel.legend)) <= labels
    grouped = re.findall(r"by \(([^)]+)\)", panel.query)
    assert {name for group in grouped for name in group.split(", ")} - {"le"} <= labels


def test_prometheus_can_read_each_query(tmp_path: Path) -> None:
    need("promtool")
    queries = [
        target["expr"].replace("$__rate_interval", "5m")
        for panel in json.loads(FILE.read_text())["panels"]
        for target in panel["targets"]
    ]
    rules = [{"record": f"board:query_{number}", "expr": query} for number, query in enumerate(queries)]
    file = tmp_path / "board.yml"
    file.write_text(json.dumps({"groups": [{"name": "board", "rules": rules}]}))
    done = subprocess.run(["promtool", "check", "rules", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
