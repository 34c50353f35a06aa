"""Language work uses one BLAS thread a process, whatever was imported before it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(1)  # each: child processes

ROOT = Path(__file__).parents[2]
MANY = "threadpoolctl.threadpool_limits(3)"
THREADS = 'print(max(pool["num_threads"] for pool in threadpoolctl.threadpool_info()))'


def threads_after(*statements: str) -> str:
    """What a new process prints of its BLAS threads; without the variables that could limit them from outside."""
    variables = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    program = "; ".join(("import numpy, threadpoolctl", *statements, THREADS))
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True, check=True
    )
    return ended.stdout.strip()


def test_loading_the_model_limits_a_numpy_that_was_there_first() -> None:
    assert threads_after(MANY) == "3"
    imports = "from monitor.nlp.installed import find_model; from monitor.nlp.model import load_model"
    assert threads_after(MANY, imports, "load_model(find_model())") == "1"


def test_so_does_the_first_article_of_a_program_that_annotates_in_its_own_process() -> None:
    first = "InlineAnnotator().annotate_now(placed())"
    imports = "from monitor.nlp.inline import InlineAnnotator; from tests.nlp.articles import placed"
    assert threads_after(MANY, imports, first) == "1"
