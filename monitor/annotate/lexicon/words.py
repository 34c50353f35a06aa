"""Lists of words that a rule asks for, in tables that a linguist edits: `words/<table>.tsv`.

Tab-separated, `#` opens a comment: a category, and its words parted by spaces. A table has the name of the module,
or of the room, that asks for it. A category may go on in further rows.
"""

from collections.abc import Iterator
from functools import cache

from monitor.text import tables


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a file of the lexicon, cell by cell."""
    return tables.rows("monitor.annotate.lexicon", name, columns=0)


@cache
def _table(table: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for category, listed in rows(f"words/{table}.tsv"):
        found[category] = found.get(category, frozenset()) | frozenset(listed.split())
    return found


def words_of(table: str, category: str) -> frozenset[str]:
    """The words of a category. Raises KeyError where the table has no such category."""
    return _table(table)[category]
