"""The actors that requests name."""

from datetime import datetime, timedelta
from typing import Annotated, Final

from litestar.exceptions import NotFoundException
from litestar.params import QueryParameter

from monitor.records import EventType
from monitor.store.actors import same_actor
from monitor.store.base import KnownActor
from monitor.web.desk import Desk
from monitor.web.moments import moment

_LOOK_BACK: Final = timedelta(days=7)
Lately = Annotated[
    str | None,
    QueryParameter(
        name="since", description="Of articles fetched then or later; left out, in the last week.", format="date-time"
    ),
]
Types = Annotated[list[EventType] | None, QueryParameter(name="type", description="Of one of these types.")]


def begin(desk: Desk, since: str | None) -> datetime:
    """From when on articles count."""
    return moment(since) or desk.clock() - _LOOK_BACK


async def named(desk: Desk, actor: str) -> KnownActor:
    """The actor of an id; of a country its alpha-3 code is one, too. Raises NotFoundException."""
    name = same_actor(actor)
    found = (await desk.store.known_actors([name])).get(name)
    if found is None:
        raise NotFoundException(f"No article that is kept speaks of an actor {actor!r}.")
    return found
