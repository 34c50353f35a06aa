"""Search: the archive, asked in the language of watches; the matcher that judges new articles judges these."""

from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from monitor.records import Match, Record
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import Limit
from monitor.web.questions import Of, Query, answer, proposal, question
from monitor.web.reading import reading

Since = Annotated[
    str | None, QueryParameter(description="Only articles that were fetched then or later.", format="date-time")
]


class Found(Record, frozen=True, kw_only=True):
    """What a search found."""

    items: tuple[Match, ...]  # what was archived last first
    more: bool  # whether there may be more


class ProposedWatch(Record, frozen=True, kw_only=True):
    """A watch for a watchlist."""

    line: str  # what it asks for, in its one form
    yaml: str  # a watchlist with it, and with the actors that only the gazetteer knows
    watchlists: tuple[str, ...]  # in which it may stand, as they define all that it speaks of


@reading("/search", "search", "search")
async def found(
    desk: NamedDependency[Desk], q: Query, watchlist: Of = None, since: Since = None, limit: Limit = 20
) -> Found:
    """The archived articles that a watch of this line would match, each as its match."""
    matches = await answer(desk, await question(desk, q, watchlist), moment(since), limit)
    return Found(items=tuple(matches), more=len(matches) == limit)


@reading("/search/watch", "watchOfSearch", "search")
async def proposed(desk: NamedDependency[Desk], q: Query, watchlist: Of = None) -> ProposedWatch:
    """The watch that this line would be, to be copied into a watchlist."""
    made = await proposal(desk, q, watchlist)
    return ProposedWatch(line=made.line, yaml=made.yaml, watchlists=made.watchlists)


HANDLERS = (found, proposed)
