"""The command itself, whatever it is asked."""

import subprocess
import sys

import pytest

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
