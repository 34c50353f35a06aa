"""Worker processes share the memory of model and tables, which their fork server has loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(1)  # each: child processes

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no Linux")
def test_little_of_a_worker_is_its_own_and_it_loads_nothing_that_its_fork_server_has() -> None:
    program = [sys.executable, "-m", "tests.nlp.sharing_program"]
    ended = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    own, loads = ended.stdout.split()
    assert float(own) < 0.25
    assert int(loads) == 1
