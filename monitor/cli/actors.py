"""Whom the actors of watchlists are, as `check --actors` and `explain --watch` show it."""

from collections.abc import Iterable

from rich.table import Table

from monitor.match.watchlist import Watchlist


def actors_table(watchlists: Iterable[Watchlist]) -> Table:
    """A row for each actor: its id with its watchlist, its name, and which entity it is, or why none."""
    table = Table("actor", "name", "is", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for watchlist in watchlists:
        for actor in watchlist.actors:
            table.add_row(f"{watchlist.id}/{actor.id}", actor.name, str(actor.identity))
    return table
