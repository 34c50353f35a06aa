"""Who did what to whom, and who was in the news, in memory. There is no index: each article is asked."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime

from msgspec.structs import replace

from monitor.records import AnnotatedArticle, EventType
from monitor.store.actors import ActorCount, ActorKind, ActorQuery, CountedActors, KnownActor, kind
from monitor.store.memory_archive import MemoryArchiveStore
from monitor.store.memory_rows import first as some
from monitor.store.participants import (
    EDGES_A_NODE,
    ArchivedEvent,
    EventEdge,
    EventQuery,
    Relationship,
    Relationships,
    Side,
    actors,
    archived_event,
    as_one,
    before,
    edges,
    side_of,
    strongest,
)


class MemoryEventStore(MemoryArchiveStore):
    """See EventStore."""

    async def actors(self, wanted: ActorQuery, limit: int = 50) -> CountedActors:
        """Those who are wanted, the one in most articles first, and how many there are."""
        days = self._days(before(wanted.first, wanted.last), wanted.last)
        known = self._known()
        counts = {name: sum(count for day, count in by.items() if day >= wanted.first) for name, by in days.items()}
        found = [name for name in days if counts[name] and _is_wanted(known[name], wanted)]
        found.sort(key=lambda name: (-counts[name], name))
        beyond = (0, "") if wanted.beyond is None else (-wanted.beyond[0], wanted.beyond[1])
        behind = [name for name in found if wanted.beyond is None or (-counts[name], name) > beyond]
        items = tuple(ActorCount(who=known[name], articles=dict(days[name])) for name in behind[:limit])
        return CountedActors(items=items, total=len(found))

    async def actor_days(self, ids: Collection[str], first: date, last: date) -> dict[str, dict[date, int]]:
        """In how many articles each of these actors was, by day."""
        return {name: dict(by) for name, by in self._days(first, last).items() if name in ids}

    async def known_actors(self, ids: Collection[str]) -> dict[str, KnownActor]:
        """Those of these actors of whom an archived article speaks, by id."""
        return {name: actor for name, actor in self._known().items() if name in ids}

    async def actor_articles(self, identity: str, limit: int = 20) -> Sequence[AnnotatedArticle]:
        """Archived articles that speak of it, newest first."""
        newest = await self.articles(limit=len(self._articles))
        return some(limit, (each for each in newest if any(actor.actor == identity for actor in actors(each))))

    async def events(self, wanted: EventQuery, limit: int = 50) -> Sequence[ArchivedEvent]:
        """Events that are wanted, those of the newest articles first."""
        places = {
            (annotated.article.fetched, annotated.article.id, edge.number): annotated
            for annotated, edge in self._edges(wanted.since, wanted.types)
            if wanted.country in (None, edge.country) and _has_parties(edge, wanted)
        }
        behind = sorted((place for place in places if wanted.beyond is None or place < wanted.beyond), reverse=True)
        return [archived_event(places[place], place[2]) for place in behind[:limit]]

    async def event_types(self, ids: Collection[str], since: datetime) -> dict[tuple[EventType, Side], int]:
        """Of how many events of each type one of `ids` is a party, and on which side."""
        found = {
            (annotated.article.id, edge.number, edge.type, side_of(edge.type, side))
            for annotated, edge in self._edges(since, None)
            for side, name in ((Side.ACTOR, edge.actor), (Side.RECIPIENT, edge.recipient))
            if name in ids
        }
        return dict(Counter((what, side) for _, _, what, side in found))

    async def relationships(
        self, about: Sequence[str], since: datetime, types: Collection[EventType] | None = None, nodes: int = 60
    ) -> Relationships:
        """What passed between `about` and those it shares most events with, and among these, the most first."""
        pairs = {
            (annotated.article.id, edge.number, edge.actor, edge.recipient, edge.type)
            for annotated, edge in self._edges(since, types)
            if edge.actor and edge.recipient
        }
        counts = Counter(pair[2:] for pair in pairs)
        found = [Relationship(actor=a, recipient=b, type=what, events=n) for (a, b, what), n in counts.items()]
        others = strongest((each for each in found if {each.actor, each.recipient} & set(about)), about)
        names = {*about, *others[: nodes - 1]}
        among = as_one((each for each in found if {each.actor, each.recipient} <= names), about)
        return Relationships(edges=tuple(among[: EDGES_A_NODE * nodes]), total=len(among), parties=len(others))

    async def event_countries(self, since: datetime, types: Collection[EventType] | None = None) -> dict[str, int]:
        """How many events happened in each country."""
        return dict(Counter(edge.country for _, edge in self._edges(since, types) if edge.country and not edge.pair))

    def _edges(
        self, since: datetime | None, types: Collection[EventType] | None
    ) -> Iterator[tuple[AnnotatedArticle, EventEdge]]:
        for annotated in self._annotated():
            if since is None or annotated.article.fetched >= since:
                yield from ((annotated, edge) for edge in edges(annotated) if types is None or edge.type in types)

    def _days(self, first: date, last: date) -> dict[str, Counter[date]]:
        days: defaultdict[str, Counter[date]] = defaultdict(Counter)
        for annotated in self._annotated():
            day = annotated.article.fetched.astimezone(UTC).date()
            if first <= day <= last:
                for actor in actors(annotated):
                    days[actor.actor][day] += 1
        return days

    def _known(self) -> dict[str, KnownActor]:
        """By id, as the last article says; a party says no type."""
        found: dict[str, KnownActor] = {}
        for annotated in self._annotated():
            for actor in actors(annotated):
                known = found.get(actor.actor)
                kept = actor.type or (known.type if known else None)
                found[actor.actor] = replace(actor, type=kept)
        return found


def _is_wanted(who: KnownActor, wanted: ActorQuery) -> bool:
    what = kind(who)
    if what is ActorKind.GROUP if wanted.kind is None else what is not wanted.kind:
        return False
    if wanted.names is None or who.actor in wanted.ids:
        return True
    return any(name.casefold() in text.casefold() for name in wanted.names for text in (who.name, who.actor))


def _has_parties(edge: EventEdge, wanted: EventQuery) -> bool:
    if wanted.actors is None:
        return True
    sides = {Side.ACTOR: (edge.actor, edge.recipient), Side.RECIPIENT: (edge.recipient, edge.actor)}
    return any(
        one in wanted.actors and (wanted.others is None or other in wanted.others)
        for side, (one, other) in sides.items()
        if wanted.side in (None, side_of(edge.type, side))
    )
