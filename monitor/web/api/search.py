"""Search: the archive, asked in the language of watches; the matcher that judges new articles judges these."""

import asyncio
from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.exceptions import ClientException, ValidationException
from litestar.params import QueryParameter

from monitor.config.question import asked
from monitor.errors import ConfigError
from monitor.match.watchlist import Watch, Watchlist
from monitor.records import Match, Record
from monitor.search import search
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import Limit
from monitor.web.reading import reading

_SECONDS: Final = 10.0
Query = Annotated[
    str, QueryParameter(name="q", max_length=2000, description="A watch in one line, as docs/query.md says.")
]
Of = Annotated[str | None, QueryParameter(description="Of the watchlist whose actors and terms are meant.")]
Since = Annotated[
    str | None, QueryParameter(description="Only articles that were fetched then or later.", format="date-time")
]


class Found(Record, frozen=True, kw_only=True):
    """What a search found."""

    items: tuple[Match, ...]  # what was archived last first
    more: bool  # whether there may be more


@reading("/search", "search", "search")
async def found(
    desk: NamedDependency[Desk], q: Query, watchlist: Of = None, since: Since = None, limit: Limit = 20
) -> Found:
    """The archived articles that a watch of this line would match, each as its match."""
    made, watch = await asyncio.to_thread(_asked, desk, q, watchlist)
    try:
        async with asyncio.timeout(_SECONDS):
            return await _found(desk, made, watch, moment(since), limit)
    except TimeoutError as error:
        raise ClientException(
            f"The answer took longer than {_SECONDS:g} s; ask for less, such as with 'since'.", status_code=422
        ) from error


async def _found(desk: Desk, made: Watchlist, watch: Watch, since: datetime | None, limit: int) -> Found:
    matches: list[Match] = []
    async for hit in search(desk.store, made, watch, desk.clock(), since=since):
        matches.append(hit.match)
        if len(matches) == limit:
            return Found(items=tuple(matches), more=True)
    return Found(items=tuple(matches), more=False)


def _asked(desk: Desk, line: str, watchlist: str | None) -> tuple[Watchlist, Watch]:
    try:
        made = asked(line, desk.configuration().directory, watchlist).watchlist
    except ConfigError as error:
        mistakes = [{"key": "q", "column": each.line, "message": each.problem} for each in error.mistakes]
        raise ValidationException("'q' is no watch", extra=mistakes) from error
    return made, made.watches[0]


HANDLERS = (found,)
