"""The command itself, whatever it is asked."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from monitor.cli.main import cli
from monitor.config.default import write_default

_CHECKED = """
import gc, sys
from monitor.cli.main import main
sys.argv = ["wirewatch", "check", "--help"]
try:
    main()
finally:
    print(gc.isenabled(), gc.get_freeze_count() > 0)
"""


@pytest.mark.slow(1)  # a child process
def test_the_collector_passes_over_what_a_command_imported() -> None:
    ended = subprocess.run([sys.executable, "-c", _CHECKED], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "True True"


_HELPED = """
import sys
from monitor.cli.main import main
sys.argv = ["wirewatch", "--help"]
try:
    main()
finally:
    print(*sorted(name for name in sys.modules if name.startswith("monitor.cli")))
"""


@pytest.mark.slow(1)  # a child process
def test_what_each_command_does_is_told_in_a_line_without_importing_any() -> None:
    environ = {**os.environ, "COLUMNS": "80"}
    ended = subprocess.run([sys.executable, "-c", _HELPED], capture_output=True, text=True, check=True, env=environ)
    *lines, imported = ended.stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in lines] == cli.list_commands(click.Context(cli))
    assert all(line.endswith(".") and not line.endswith("...") for line in lines)
    assert imported == "monitor.cli monitor.cli.collector monitor.cli.main"


_RUN = """
import gc, sys
from monitor.cli import run
from monitor.cli.main import main

def opened(*given, **named):
    print(gc.isenabled())
    return really(*given, **named)

if __name__ == "__main__":  # its worker processes import this again
    really, run.opened = run.opened, opened
    sys.argv = ["wirewatch", "run", "--once", "--config", sys.argv[1]]
    try:
        main()
    finally:
        print(gc.isenabled(), gc.get_freeze_count() > 0)
"""


@pytest.mark.slow(8)  # the whole program
def test_nor_does_it_look_through_what_the_program_opens(tmp_path: Path) -> None:
    write_default(tmp_path)
    (tmp_path / "feeds.yaml").write_text("version: 1\nfeeds: [{id: none, url: https://127.0.0.1/}]\n")
    (tmp_path / "script.py").write_text(_RUN)
    command = [sys.executable, str(tmp_path / "script.py"), str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines() == ["False", "True True"]
