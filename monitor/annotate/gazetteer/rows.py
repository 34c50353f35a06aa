"""Reading the tables: tab-separated rows, "#" opens a comment, "|" parts the names of one cell."""

from collections.abc import Iterator
from importlib.resources import files


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of the table `name`, each with `columns` cells; cells missing at the end are empty."""
    text = (files("monitor.annotate.gazetteer") / "tables" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (columns - len(cells))


def parted(cell: str) -> list[str]:
    """The names in a cell."""
    return [name for name in cell.split("|") if name]
