"""Why: the whole way of an article, a story or an alert, with the reason of each step."""

import asyncio
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import QueryParameter

from monitor.ledger.ways import Asked, Way, asked_for, judged, ways
from monitor.records import AnnotatedArticle, Decision, Record
from monitor.web.desk import Desk
from monitor.web.reading import reading

_MOST: Final = 500  # decisions
Of = Annotated[
    str,
    QueryParameter(
        name="of",
        min_length=1,
        max_length=2000,
        description="Id of an alert, an article, a story or a match, or the address of an article.",
    ),
]
For = Annotated[
    str | None,
    QueryParameter(name="watch", description="What came of it for this watch alone; of a story, article by article."),
]


class Why(Record, frozen=True, kw_only=True):
    """What became of it."""

    items: tuple[Way, ...]  # one an article, in the order of the first decision on each
    later: int  # matches of an alert's story that it had told before
    held: tuple[Decision, ...]  # matches of an alert's story that wait behind it


@reading("/why", "explainOutcome", "why")
async def why(desk: NamedDependency[Desk], of: Of, watch: For = None) -> Why:
    """Why people were told of something, or why not: its story, what each watch decided, how each receiver fared.

    Of an article, and with `watch` of each article of a story, it is said as well why the watches of today do not meet
    it.
    """
    asked = await asked_for(desk.store, of, watch, _MOST)
    found = await ways(desk.store, asked)
    if not found:
        raise NotFoundException(f"There is no alert, article, story or match {of!r}, or it is older than what is kept.")
    items = await asyncio.to_thread(_judged, desk, asked, found, watch)
    return Why(items=items, later=asked.later, held=asked.held)


def _judged(desk: Desk, asked: Asked, found: tuple[Way, ...], watch: str | None) -> tuple[Way, ...]:
    articles = {each.article.id: each for each in asked.articles}
    return tuple(_with_today(desk, way, articles.get(way.article), watch) for way in found)


def _with_today(desk: Desk, way: Way, article: AnnotatedArticle | None, watch: str | None) -> Way:
    """`way` with what the watches of today make of its article, where it was asked for."""
    return way if article is None else judged(way, desk.matcher().match(article, desk.clock()), watch)


HANDLERS = (why,)
