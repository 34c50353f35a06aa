"""Rules of Prometheus, tried by its own tool."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from monitor.config.reading.yaml_file import read
from tests.docs.pages import ROOT

RULES = ROOT / "config" / "prometheus" / "rules.yml"


class Rule(NamedTuple):
    """An alert of Prometheus."""

    name: str
    expression: str
    promise: str  # number in docs/promises.md, "" where it watches over none


def rules() -> Sequence[Rule]:
    """Those that are shipped."""
    found: Any = read(RULES, RULES.name).data
    return [
        Rule(rule["alert"], rule["expr"], rule["labels"].get("promise", ""))
        for group in found["groups"]
        for rule in group["rules"]
    ]


def check() -> None:
    """Fails where Prometheus would not take the rules."""
    done = subprocess.run(["promtool", "check", "rules", RULES], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def evaluate(directory: Path, series: Mapping[str, str], at: str, firing: Mapping[str, int]) -> None:
    """Fails unless of each alert so many fire at the moment `at`, where `series` goes on by a value a minute."""
    asked = [
        {
            "expr": f'count(ALERTS{{alertname="{name}",alertstate="firing"}}) or vector(0)',
            "eval_time": at,
            "exp_samples": [{"labels": "{}", "value": number}],
        }
        for name, number in firing.items()
    ]
    given = [{"series": name, "values": values} for name, values in series.items()]
    test = {"interval": "1m", "input_series": given, "promql_expr_test": asked}
    file = directory / "rules.test.yml"
    file.write_text(json.dumps({"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": [test]}))
    done = subprocess.run(["promtool", "test", "rules", file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
