"""The watches that filters of these screens offer."""

from monitor.web.desk import Desk


def configured(desk: Desk) -> list[str]:
    """Ids of all watches of today, sorted."""
    return sorted({watch.id for watchlist in desk.configuration().watchlists for watch in watchlist.watches})
