"""Tables of words beside the code that reads them: tab-separated, "#" opens a comment line, "|" parts a cell."""

from collections.abc import Iterator
from importlib.resources import files


def rows(package: str, name: str, columns: int) -> Iterator[list[str]]:
    """The rows of the table `name` of `package`, each with `columns` cells; cells missing at the end are empty."""
    text = files(package).joinpath(*name.split("/")).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


def parted(cell: str) -> list[str]:
    """The entries of a cell."""
    return [entry for entry in cell.split("|") if entry]


def groups(package: str, name: str) -> dict[str, tuple[str, ...]]:
    """The entries of a table of word groups (group, entries), in its order; several rows of one group are joined."""
    found: dict[str, tuple[str, ...]] = {}
    for group, cell in rows(package, name, 2):
        found[group] = (*found.get(group, ()), *parted(cell))
    return found


def alternatives(entries: tuple[str, ...]) -> str:
    """A regular expression for any of `entries`, which may be expressions themselves; of none, for nothing."""
    return f"(?:{'|'.join(entries) or '(?!)'})"
