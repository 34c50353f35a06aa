"""What a receiver holds survives the end of a run, is said by it, and goes out in a later one."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from seeds.serve import SeedServer
from tests.whole.installation import Installation

pytestmark = pytest.mark.slow(1)  # child processes

NEVER_TODAY = "0 12 29 2 *"


def set_receivers(installation: Installation, wanted: Mapping[str, Mapping[str, Any]]) -> None:
    """The alerts go to the terminal, and to a file for each receiver that is `wanted`, as it wants them."""
    path = installation.directory / "receivers.yaml"
    yaml = YAML(typ="safe")
    settings = yaml.load(path.read_text("utf-8"))
    for name, wishes in wanted.items():
        settings["receivers"][name] = {"type": "file", "path": f"{name}.jsonl", **wishes}
    settings["default_routes"] = ["console", *wanted]
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(settings, file)


def ledger(installation: Installation) -> list[tuple[str, str]]:
    rows = map(json.loads, installation.output("deliveries", "list", "--receiver", "analysts", "--json").splitlines())
    return [(row["state"], row.get("held_for", "")) for row in rows if not row.get("bundle")]


def test_what_waits_for_a_digest_is_named_at_the_end_of_a_run_and_goes_out_once_there_is_none(tmp_path: Path) -> None:
    with SeedServer() as server:
        installation = Installation(server.write_config(tmp_path))
        set_receivers(installation, {"analysts": {"digest": {"cron": NEVER_TODAY}}})
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        count = len(installation.alert_ids())
        assert f"{count} held until" in installation.log.read_text()
        assert "for the digest of analysts" in " ".join(installation.log.read_text().split())
        assert ledger(installation) == [("held", "waits for the next digest of the receiver")] * count
        assert not (tmp_path / "analysts.jsonl").exists()
        set_receivers(installation, {"analysts": {}})
        assert installation.finish("run", "--once") == 0, installation.log.read_text()
        assert {state for state, _ in ledger(installation)} == {"bundled"}
        [file] = tmp_path.rglob("analysts.jsonl")
        sent = [json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()]
        assert sorted(sent) == sorted(installation.alert_ids())
        assert "held until" not in installation.log.read_text().split("This run")[-1]
