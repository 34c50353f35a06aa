"""Questions to the archive: a line in the language of watches, and the matches of what it asks for."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, NamedTuple, TypeVar

from litestar.exceptions import ClientException, ValidationException
from litestar.params import QueryParameter

from monitor.config.question import Proposal, as_watch, asked
from monitor.errors import ConfigError
from monitor.match.watchlist import Watch, Watchlist
from monitor.records import Match
from monitor.search import search
from monitor.web.desk import Desk

T = TypeVar("T")

SECONDS: Final = 10.0
Query = Annotated[
    str, QueryParameter(name="q", max_length=2000, description="A watch in one line, as docs/query.md says.")
]
Of = Annotated[str | None, QueryParameter(description="Of the watchlist whose actors and terms are meant.")]


class Question(NamedTuple):
    """A watch that is asked of the archive."""

    watchlist: Watchlist  # with the actors, groups and terms that the watch speaks of
    watch: Watch


async def question(desk: Desk, line: str, watchlist: str | None) -> Question:
    """What `line` asks for; raises ValidationException where it is no watch."""
    made = await _understood(asked, desk, line, watchlist)
    return Question(made.watchlist, made.watchlist.watches[0])


async def proposal(desk: Desk, line: str, watchlist: str | None) -> Proposal:
    """The watch that `line` would be; raises ValidationException where it is none."""
    return await _understood(as_watch, desk, line, watchlist)


async def _understood(read: Callable[[str, Path, str | None], T], desk: Desk, line: str, watchlist: str | None) -> T:
    try:
        return await asyncio.to_thread(read, line, desk.configuration().directory, watchlist)
    except ConfigError as error:
        mistakes = [{"key": "q", "column": each.line, "message": each.problem} for each in error.mistakes]
        raise ValidationException("'q' is no watch", extra=mistakes) from error


async def answer(desk: Desk, question: Question, since: datetime | None, limit: int) -> Sequence[Match]:
    """The first `limit` matches of archived articles, what was archived last first.

    Raises ClientException where that takes too long.
    """
    matches: list[Match] = []
    try:
        async with asyncio.timeout(SECONDS):
            async for hit in search(desk.store, *question, desk.clock(), since=since):
                matches.append(hit.match)
                if len(matches) == limit:
                    break
    except TimeoutError as error:
        raise ClientException(
            f"The answer took longer than {SECONDS:g} s; ask for less, such as with 'since'.", status_code=422
        ) from error
    return matches
