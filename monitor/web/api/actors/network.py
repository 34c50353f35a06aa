"""Who did what to whom around an actor."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from litestar.di import NamedDependency
from litestar.params import FromPath

from monitor.records import Record
from monitor.store.actors import with_parts
from monitor.store.base import ArchivedEvent, EventQuery, KnownActor, Relationship
from monitor.web.api.actors.named import Lately, Types, begin, named
from monitor.web.desk import Desk
from monitor.web.reading import reading

_NODES: Final = 60  # more are a hairball
_EVENTS: Final = 50


class LeftOut(Record, frozen=True, kw_only=True):
    """What a network does not show."""

    nodes: int  # others that share events with the actor, but fewer
    edges: int  # of few events


class Network(Record, frozen=True, kw_only=True):
    """Who did what to whom around an actor. The list of events is the truth, the network a view of it."""

    nodes: tuple[KnownActor, ...]  # at most 60, the actor first, then by events shared with it
    edges: tuple[Relationship, ...]  # the one with the most events first; of AGREE, CONSULT … without direction
    events: tuple[ArchivedEvent, ...]  # of the actor, the newest first; `/events` has all
    since: datetime  # of articles fetched then or later
    left_out: LeftOut


@reading("/actors/{actor_id:str}/network", "getNetwork", "actors")
async def network(
    desk: NamedDependency[Desk], actor_id: FromPath[str], since: Lately = None, types: Types = None
) -> Network:
    """Who did what to whom around an actor: those it shares most events with, and what passed between all of them.

    A country counts with its groups.
    """
    first, who = begin(desk, since), await named(desk, actor_id)
    about = with_parts(who.actor)
    found = await desk.store.relationships(about, first, types, _NODES)
    query = EventQuery(actors=about, since=first, types=None if types is None else tuple(types))
    known = await desk.store.known_actors({name for edge in found.edges for name in (edge.actor, edge.recipient)})
    others = tuple(_by_weight(who.actor, found.edges, known))
    return Network(
        nodes=(who, *others),
        edges=found.edges,
        events=tuple(await desk.store.events(query, _EVENTS)),
        since=first,
        left_out=LeftOut(nodes=found.parties - len(others), edges=found.total - len(found.edges)),
    )


def _by_weight(about: str, edges: Sequence[Relationship], known: dict[str, KnownActor]) -> Iterator[KnownActor]:
    weights: dict[str, int] = {}
    for edge in edges:
        if about in (edge.actor, edge.recipient):
            other = edge.recipient if edge.actor == about else edge.actor
            weights[other] = weights.get(other, 0) + edge.events
    return (known[name] for name in sorted(weights, key=lambda name: (-weights[name], name)) if name in known)


HANDLERS = (network,)
