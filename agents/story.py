"""`news.articles` → `news.stories`: which story an article stands in, and what it is to it."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ARTICLES, STORIES
from monitor.canary import is_canary, placed_alone
from monitor.clock import Clock
from monitor.records import Article, Relation, encode
from monitor.store.base import StoryStore
from monitor.stories.index import StoryIndex
from monitor.stories.sane import check_dates

_EVER = datetime.min.replace(tzinfo=UTC)
IDLE = timedelta(days=3)  # after which a story is closed


class Stories:
    """The open stories in memory, loaded again whenever this worker takes over `news.articles`.

    A story that has had no article for `idle` is closed: nothing goes on with it any more.
    """

    def __init__(self, store: StoryStore, idle: timedelta = IDLE) -> None:
        self._store, self.idle = store, idle
        self.index = StoryIndex(idle)
        self.turn = asyncio.Lock()  # between placing and remembering nobody else changes the index

    async def load(self) -> None:
        """Reads all sketches there are: those that are no longer needed are forgotten."""
        async with self.turn:
            sketches = await self._store.sketches(_EVER)
            self.index = await asyncio.to_thread(StoryIndex.from_sketches, sketches, self.idle)

    async def forget(self, before: datetime, idle_since: datetime) -> None:
        """Drops what was placed before `before`, here and in the store, and closes stories idle since `idle_since`."""
        async with self.turn:
            await asyncio.to_thread(self.index.forget, before, idle_since)
        await self._store.forget_sketches(before)


async def _placed_alone(stories: Stories, article: Article, now: datetime) -> Outcome:
    """A canary is placed as any article is, and then stands by itself: nothing is remembered of it."""
    async with stories.turn:
        stories.index.place(article, now)
    placed = placed_alone(article)
    return Outcome((Emission(STORIES, placed.story, encode(placed)),))


def story_agent(
    stories: Stories, store: StoryStore, clock: Clock, tally: Callable[[Relation], None] = lambda _: None
) -> Agent[Article]:
    """Places each article; what is remembered is its sketch."""

    async def handle(article: Article) -> Outcome:
        check_dates(article, clock())
        if is_canary(article):
            return await _placed_alone(stories, article, clock())
        async with stories.turn:
            placement = stories.index.place(article, clock())
            entry = None if placement.is_known else stories.index.entry(article, placement.sketch)

        async def remember() -> None:
            if entry is None:  # a replay, or the same link in another feed
                tally(Relation.SAME_ARTICLE)
                return
            async with stories.turn:  # a load that is under way either finds the sketch or is followed by it
                await store.remember_sketch(placement.sketch, entry)
                stories.index.remember(placement.sketch)
            tally(placement.placed.relation)

        return Outcome((Emission(STORIES, placement.beside, encode(placement.placed)),), remember)

    return Agent("story", ARTICLES, Article, handle)
