"""What docs/security.md says that a test shows, a test of that name shows."""

import ast
import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "security.md"
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text("utf-8"))))


def written_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {node.name for node in found if node.name.startswith("test_")}


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_the_test_that_is_named_exists(file: str, test: str) -> None:
    found = written_in(ROOT / file)
    assert found
    assert not test or test in found


def test_every_row_names_a_test() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ") and "---" not in line]
    assert [row for row in rows if "`tests/" not in row and not row.endswith(" shown by |")] == []
