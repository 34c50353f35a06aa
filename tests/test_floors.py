"""Which way imports may go, as pyproject.toml says."""

from pathlib import Path

import pytest
from importlinter import api
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]


def test_no_floor_imports_what_is_above_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert api.read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"], "no contract is configured"
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
