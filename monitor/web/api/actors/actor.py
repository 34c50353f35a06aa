"""One actor: what it is called, how often it was in the news, and what it did."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from litestar.di import NamedDependency
from litestar.params import FromPath

from monitor.match.watchlist import Watchlist
from monitor.records import AnnotatedArticle, Article, EventType, Record
from monitor.store.actors import country_ids, kind, with_parts
from monitor.store.base import ActorKind, KnownActor, Side
from monitor.web.api.actors.listing import MOST_DAYS, PartCount, days_until, parts_of
from monitor.web.api.actors.named import Lately, begin, named
from monitor.web.desk import Desk
from monitor.web.paging import Limit
from monitor.web.reading import reading

_NAMES: Final = 20  # articles in which other names are looked for


class TypeCount(Record, frozen=True, kw_only=True):
    """How many events of a type an actor is a party of."""

    type: EventType
    acts: int  # as the one who does it, or does it together with others
    suffers: int  # as the one to whom it is done


class Actor(Record, frozen=True, kw_only=True):
    """An actor, and what is known of it."""

    who: KnownActor
    kind: ActorKind | None  # null where no article says more than a name
    parts: tuple[PartCount, ...]  # of a country, its groups; what they do is told of the country, too
    aliases: tuple[str, ...]  # by which it is called in watchlists and in its last articles
    events: tuple[TypeCount, ...]  # the type with the most first
    since: datetime  # of articles fetched then or later
    days: tuple[date, ...]  # UTC, the oldest first; 92 at most
    daily: tuple[int, ...]  # in how many articles it was, one number a day
    watches: tuple[str, ...]  # ids of the watches that name it, or its country in an event


class ActorArticle(Record, frozen=True, kw_only=True):
    """An article that speaks of an actor."""

    article: str  # id
    story: str  # id
    title: str
    url: str
    publisher: str
    published: datetime | None
    fetched: datetime


class ActorArticles(Record, frozen=True, kw_only=True):
    """The articles that speak of an actor."""

    items: tuple[ActorArticle, ...]  # newest first; copies are left out


@reading("/actors/{actor_id:str}", "getActor", "actors")
async def actor(desk: NamedDependency[Desk], actor_id: FromPath[str], since: Lately = None) -> Actor:
    """One actor: its names, its articles day by day, its events by type, and who watches it."""
    first, who = begin(desk, since), await named(desk, actor_id)
    days = _days(desk, first)
    counts = (await desk.store.actor_days([who.actor], days[0], days[-1])).get(who.actor, {})
    return Actor(
        who=who,
        kind=kind(who),
        parts=(await parts_of(desk, [who], days))[who.actor],
        aliases=await _aliases(desk, who),
        events=await _events(desk, who, first),
        since=first,
        days=days,
        daily=tuple(counts.get(day, 0) for day in days),
        watches=tuple(watching(desk.configuration().watchlists, who)),
    )


@reading("/actors/{actor_id:str}/articles", "listActorArticles", "actors")
async def articles(desk: NamedDependency[Desk], actor_id: FromPath[str], limit: Limit = 20) -> ActorArticles:
    """The newest articles that speak of an actor, whether or not it did anything in them."""
    who = await named(desk, actor_id)
    return ActorArticles(items=tuple(map(_article, await desk.store.actor_articles(who.actor, limit))))


def _article(found: AnnotatedArticle) -> ActorArticle:
    article: Article = found.article
    return ActorArticle(
        article=article.id,
        story=found.story,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        published=article.published,
        fetched=article.fetched,
    )


def _days(desk: Desk, first: datetime) -> tuple[date, ...]:
    back = (desk.clock().astimezone(UTC).date() - first.astimezone(UTC).date()).days
    return days_until(desk, min(max(back + 1, 1), MOST_DAYS))


async def _events(desk: Desk, who: KnownActor, since: datetime) -> tuple[TypeCount, ...]:
    counts = await desk.store.event_types(with_parts(who.actor), since)
    found = [
        TypeCount(type=what, acts=counts.get((what, Side.ACTOR), 0), suffers=counts.get((what, Side.RECIPIENT), 0))
        for what in dict.fromkeys(what for what, _ in counts)
    ]
    return tuple(sorted(found, key=lambda each: (-each.acts - each.suffers, each.type)))


def watching(watchlists: Iterable[Watchlist], who: KnownActor) -> Iterator[str]:
    """The ids of the watches that name `who`, or the country that it is in their event."""
    code = country_ids().get(who.actor)
    for watchlist in watchlists:
        own = {each.id for each in watchlist.actors if each.identity.entity == who.actor}
        yield from (watch.id for watch in watchlist.watches if own & watch.actors or code in watch.countries)


async def _aliases(desk: Desk, who: KnownActor) -> tuple[str, ...]:
    names = dict.fromkeys([*_in_watchlists(desk, who.actor), *await _in_articles(desk, who.actor)])
    return tuple(name for name in names if name != who.name)


def _in_watchlists(desk: Desk, name: str) -> Iterator[str]:
    for watchlist in desk.configuration().watchlists:
        for each in watchlist.actors:
            if each.identity.entity == name:
                yield from (word.text for word in each.names)


async def _in_articles(desk: Desk, name: str) -> list[str]:
    articles = await desk.store.actor_articles(name, _NAMES)
    return [mention.text for each in articles for mention in each.mentions if mention.actor == name]


HANDLERS = (actor, articles)
