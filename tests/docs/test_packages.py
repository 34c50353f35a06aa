"""Each package says which question it answers, and names every file and folder in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

MIGRATIONS = ROOT / "monitor" / "store" / "sql" / "migrations"  # named by their numbers


def packages() -> Iterator[Path]:
    for path in (path for root in ("monitor", "agents") for path in (ROOT / root).rglob("__init__.py")):
        if MIGRATIONS not in path.parents:
            yield path.parent


def parts(package: Path) -> set[str]:
    """The modules and packages right below."""
    files = {path.stem for path in package.glob("*.py")} - {"__init__", "__main__"}
    return files | {path.parent.name for path in package.glob("*/__init__.py")}


@pytest.mark.parametrize("package", sorted(packages()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_names_what_is_in_it(package: Path) -> None:
    told = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    assert parts(package) - set(re.findall(r"\w+", told)) == set(), f"name them in {package}/__init__.py"
