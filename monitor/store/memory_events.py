"""Who did what to whom, and who was in the news, in memory. There is no index: each article is asked."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime

from msgspec.structs import replace

from monitor.records import AnnotatedArticle, EntityType, EventType
from monitor.store.memory_archive import MemoryArchiveStore
from monitor.store.memory_rows import first as some
from monitor.store.participants import (
    EDGES_A_NODE,
    ActorCount,
    ArchivedEvent,
    EventEdge,
    EventQuery,
    KnownActor,
    Relationship,
    actors,
    archived_event,
    before,
    edges,
    strongest,
)


class MemoryEventStore(MemoryArchiveStore):
    """See EventStore."""

    async def actors(
        self, first: date, last: date, kind: EntityType | None = None, limit: int = 50
    ) -> Sequence[ActorCount]:
        """Those who were in most articles from one day to another, the most first."""
        days: defaultdict[str, Counter[date]] = defaultdict(Counter)
        for annotated in self._annotated():
            day = annotated.article.fetched.astimezone(UTC).date()
            if before(first, last) <= day <= last:
                for actor in actors(annotated):
                    days[actor.actor][day] += 1
        known = self._known()
        within = {name: sum(count for day, count in by.items() if day >= first) for name, by in days.items()}
        found = [name for name in days if within[name] and kind in (None, known[name].type)]
        found.sort(key=lambda name: (-within[name], name))
        return [ActorCount(who=known[name], articles=dict(days[name])) for name in found[:limit]]

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
            if wanted.actor in (None, edge.actor, edge.recipient) and wanted.country in (None, edge.country)
        }
        behind = sorted((place for place in places if wanted.beyond is None or place < wanted.beyond), reverse=True)
        return [archived_event(places[place], place[2]) for place in behind[:limit]]

    async def event_types(self, actor: str, since: datetime) -> dict[tuple[EventType, bool], int]:
        """Of how many events of each type `actor` is a party, and whether as the one who acts."""
        found = {
            (annotated.article.id, edge.number, edge.type, actor == edge.actor)
            for annotated, edge in self._edges(since, None)
            if actor in (edge.actor, edge.recipient)
        }
        return dict(Counter((kind, acts) for _, _, kind, acts in found))

    async def relationships(
        self, about: str, since: datetime, types: Collection[EventType] | None = None, nodes: int = 60
    ) -> Sequence[Relationship]:
        """What passed between `about` and those it shares most events with, and among these, the most first."""
        pairs = {
            (annotated.article.id, edge.number, edge.actor, edge.recipient, edge.type)
            for annotated, edge in self._edges(since, types)
            if edge.actor and edge.recipient
        }
        counts = Counter(pair[2:] for pair in pairs)
        found = [Relationship(actor=a, recipient=b, type=kind, events=n) for (a, b, kind), n in counts.items()]
        names = strongest([each for each in found if about in (each.actor, each.recipient)], about, nodes)
        among = [each for each in found if each.actor in names and each.recipient in names]
        most_first = sorted(among, key=lambda each: (-each.events, each.actor, each.recipient, each.type))
        return most_first[: EDGES_A_NODE * nodes]

    async def event_countries(self, since: datetime, types: Collection[EventType] | None = None) -> dict[str, int]:
        """How many events happened in each country."""
        return dict(Counter(edge.country for _, edge in self._edges(since, types) if edge.country and not edge.pair))

    def _edges(
        self, since: datetime | None, types: Collection[EventType] | None
    ) -> Iterator[tuple[AnnotatedArticle, EventEdge]]:
        for annotated in self._annotated():
            if since is None or annotated.article.fetched >= since:
                yield from ((annotated, edge) for edge in edges(annotated) if types is None or edge.type in types)

    def _known(self) -> dict[str, KnownActor]:
        """By id, as the last article says; a party says no type."""
        found: dict[str, KnownActor] = {}
        for annotated in self._annotated():
            for actor in actors(annotated):
                known = found.get(actor.actor)
                kept = actor.type or (known.type if known else None)
                found[actor.actor] = replace(actor, type=kept)
        return found
