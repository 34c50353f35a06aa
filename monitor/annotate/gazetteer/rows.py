"""Reading the tables of the gazetteer."""

from collections.abc import Iterator

from monitor.text import tables
from monitor.text.tables import parted

__all__ = ["parted", "rows"]


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of the table `name`, each with `columns` cells; cells missing at the end are empty."""
    return tables.rows(__package__, f"tables/{name}", columns)
