"""How fast the archive says who was in the news and who did what to whom: `python -m benchmarks.actors [ARTICLES]`.

Fills an SQLite store with made articles of thirty days, 100,000 unless told otherwise, in which few actors are named
often and most of 5,000 seldom, and prints the CPU milliseconds of each question over a week and over all.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.records import AnnotatedArticle, Article, EntityType, Event, EventType, Mention, Party, Relation, Span
from monitor.store.base import ActorQuery, EventQuery, Store
from monitor.store.open import open_store

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NAMES = [f"actor-{number}" for number in range(5000)]
WEIGHTS = [1 / (number + 1) for number in range(5000)]
COUNTRIES = ("UKR", "RUS", "IRN", "ISR", "FRA", "USA", "DEU", "CHN")
DAYS = 30


def articles(count: int, chance: random.Random) -> Iterator[AnnotatedArticle]:
    for number in range(count):
        fetched = NOW - timedelta(days=DAYS * chance.random())
        article = Article(id=f"a-{number}", feed="made", entry=str(number), url="", title="", text="", fetched=fetched)
        named = dict.fromkeys(chance.choices(NAMES, WEIGHTS, k=6))
        mentions = (Mention(type=EntityType.PERSON, text=name, start=0, end=1, actor=name) for name in named)
        yield AnnotatedArticle(
            story=f"s-{number}",
            article=article,
            relation=Relation.NEW_STORY,
            mentions=tuple(mentions),
            events=(event(chance), event(chance)),
        )


def event(chance: random.Random) -> Event:
    words = Span(text="met", start=0, end=3)
    doer, other = (Party(text=name, start=0, end=1, actor=name) for name in chance.choices(NAMES, WEIGHTS, k=2))
    return Event(
        id="e",
        type=chance.choice(list(EventType)),
        actors=(doer,),
        recipients=(other,),
        trigger=words,
        sentence=words,
        location_country=chance.choice(COUNTRIES),
    )


async def timed(question: str, ask: Callable[[], Awaitable[object]]) -> None:
    await ask()
    begin = time.process_time()
    await ask()
    print(f"{question:<40} {1000 * (time.process_time() - begin):6.0f} ms")


async def questions(store: Store, days: int) -> None:
    since = NOW - timedelta(days=days)
    print(f"of {days} days")
    await timed("who was in the news", lambda: store.actors(ActorQuery(first=since.date(), last=NOW.date())))
    await timed("what happened where", lambda: store.event_countries(since))
    await timed("newest events", lambda: store.events(EventQuery(since=since)))
    for name in (NAMES[0], NAMES[10], NAMES[500]):
        await of_actor(store, name, since)


async def of_actor(store: Store, name: str, since: datetime) -> None:
    await timed(f"network of {name}", lambda: store.relationships([name], since))
    await timed(f"types of events of {name}", lambda: store.event_types([name], since))
    await timed(f"newest events of {name}", lambda: store.events(EventQuery(actors=(name,), since=since)))


async def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        store = await open_store(f"sqlite:///{Path(directory) / 'store.db'}")
        begin = time.process_time()
        for article in articles(count, random.Random(1)):
            await store.archive_article(article)
        print(f"{count} articles, {1000 * (time.process_time() - begin) / count:.2f} ms each to archive")
        for days in (7, DAYS):
            await questions(store, days)
        await store.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
