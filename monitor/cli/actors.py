"""Whom the actors of watchlists are, as `check --actors` and `explain --watch` show it."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from monitor.cli.entries import entry
from monitor.match.watchlist import Watchlist


def shown_actors(watchlists: Iterable[Watchlist]) -> Iterator[RenderableType]:
    """An entry for each actor: its id with its watchlist and its name; below, which entity it is, or why none."""
    for watchlist in watchlists:
        for actor in watchlist.actors:
            yield entry(Text(f"{watchlist.id}/{actor.id}  {actor.name}"), str(actor.identity))
