"""Trials: a line asked of the archive beside a watch as it stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, QueryParameter

from monitor.records import Match, Record
from monitor.web.desk import Desk
from monitor.web.paging import MOST
from monitor.web.questions import Query, Question, answer, question
from monitor.web.reading import reading

Days = Annotated[int, QueryParameter(ge=1, le=31, description="Articles that were fetched in so many days.")]


class Trial(Record, frozen=True, kw_only=True):
    """What a line finds that a watch does not, and the other way round; of what would be told it says nothing."""

    since: datetime  # both are compared from then on; later than was asked for where either finds very many
    both: int  # articles that both find
    gained: tuple[Match, ...]  # that the line finds alone, what was archived last first
    lost: tuple[Match, ...]  # that the watch finds alone


@reading("/watches/{watch_id:str}/try", "tryWatch", "watches")
async def tried(desk: NamedDependency[Desk], watch_id: FromPath[str], q: Query, days: Days = 7) -> Trial:
    """What of the archive a watch would find if it asked for what the line says, and no more."""
    stands = _standing(desk, watch_id)
    since = desk.clock() - timedelta(days=days)
    asked = await question(desk, q, stands.watchlist.id)
    return compared(await answer(desk, stands, since, MOST), await answer(desk, asked, since, MOST), since, MOST)


def compared(stands: Sequence[Match], asked: Sequence[Match], since: datetime, most: int) -> Trial:
    """How `asked` differs from `stands`; where one of them has `most` and may be cut, as far back as it goes."""
    begin = max([since, *(min(each.article.fetched for each in side) for side in (stands, asked) if len(side) >= most)])
    before, after = (
        {each.article.id: each for each in side if each.article.fetched >= begin} for side in (stands, asked)
    )
    return Trial(
        since=begin,
        both=len(before.keys() & after.keys()),
        gained=tuple(each for name, each in after.items() if name not in before),
        lost=tuple(each for name, each in before.items() if name not in after),
    )


def _standing(desk: Desk, name: str) -> Question:
    for watchlist in desk.configuration().watchlists:
        for watch in watchlist.watches:
            if watch.id == name:
                return Question(watchlist, watch)
    raise NotFoundException(f"There is no watch {name!r}.")


HANDLERS = (tried,)
