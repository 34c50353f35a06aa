"""Which way imports may go, and how full a room may be.

The floors stand in pyproject.toml. A room is a folder; a file that stands beside folders is a room by itself, since it
may be below them (the nouns of a family) or above them (what puts them together).
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from importlinter import api

ROOT = Path(__file__).parents[1]
PACKAGES = ("monitor", "agents")
MOST_FILES = 16  # side by side in one room
# In a process of its own: it sets the logging of its process up anew, and switches off the loggers that are there.
LINT = (sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache")
CONTRACTS = api.read_configuration(str(ROOT / "pyproject.toml"))["contracts_options"]


def test_no_floor_imports_what_is_above_it() -> None:
    assert CONTRACTS, "no contract is configured"
    found = subprocess.run(LINT, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


def test_every_room_of_the_product_stands_on_a_floor() -> None:
    (floors,) = (contract["layers"] for contract in CONTRACTS if contract["name"].startswith("Floors"))
    standing = {name for floor in floors for name in floor.replace(":", "|").replace(" ", "").split("|")}
    rooms = {f"monitor.{path.stem}" for path in (ROOT / "monitor").iterdir() if is_code(path)}
    assert rooms | {"agents"} == standing


def test_no_rooms_import_each_other_in_a_circle() -> None:
    try:
        tuple(TopologicalSorter(rooms_imported()).static_order())
    except CycleError as error:
        pytest.fail(f"a circle: {' -> '.join(error.args[1])}")


def test_a_room_has_at_most_sixteen_files_side_by_side() -> None:
    files = Counter(str(path.parent.relative_to(ROOT)) for package in PACKAGES for path in modules(package))
    assert {room: number for room, number in files.items() if number > MOST_FILES} == {}


def test_the_language_rules_stand_in_rooms_only() -> None:
    assert [path.name for path in (ROOT / "monitor" / "annotate").glob("*.*")] == ["__init__.py"]


def rooms_imported() -> dict[str, set[str]]:
    """By room, the rooms that it imports."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    rooms: dict[str, set[str]] = {}
    for module in graph.modules:
        imported = {room_of(other) for other in graph.find_modules_directly_imported_by(module)}
        rooms.setdefault(room_of(module), set()).update(imported - {room_of(module)})
    return rooms


def room_of(module: str) -> str:
    path = ROOT.joinpath(*module.split("."))
    folder = path if path.is_dir() else path.parent
    beside_folders = any(is_code(entry) and entry.is_dir() for entry in folder.iterdir())
    return module if beside_folders else ".".join(folder.relative_to(ROOT).parts)


def is_code(path: Path) -> bool:
    if path.is_dir():
        return (path / "__init__.py").exists()
    return path.suffix == ".py" and path.stem != "__init__"


def modules(package: str) -> Iterator[Path]:
    return (ROOT / package).rglob("*.py")
