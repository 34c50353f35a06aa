"""Sketches and stories in a database."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Row, String, and_, bindparam, delete, func, or_, select, update

from monitor.records import decode, encode
from monitor.store.base import Sketch, StoryEntry, StorySummary
from monitor.store.sql.database import Database, Step
from monitor.store.sql.part import Part
from monitor.store.sql.tables import sketches, stories, story_articles, story_redirects

_SINCE = select(sketches.c.record).where(sketches.c.placed >= bindparam("since"))
_IN_ORDER = _SINCE.order_by(sketches.c.placed, sketches.c.seq)
_BEFORE = sketches.c.placed < bindparam("before")

_MERGED: Final = bindparam("merged", type_=String)
_INTO: Final = bindparam("into", type_=String)
_RENAMED = update(story_articles).where(story_articles.c.story == _MERGED).values(story=_INTO)
_REDIRECTED = update(story_redirects).where(story_redirects.c.story == _MERGED).values(story=_INTO)
_GONE = delete(stories).where(stories.c.story == _MERGED)
_MOVED = update(stories).where(stories.c.story == _MERGED).values(storyline=_INTO)

_NAME: Final = bindparam("name", type_=String)
_CALLED = select(story_redirects.c.story).where(story_redirects.c.part == _NAME).scalar_subquery()
_ENTRIES = (
    select(story_articles.c.record, story_articles.c.story)
    .where(or_(story_articles.c.story == _NAME, story_articles.c.story == _CALLED))
    .order_by(story_articles.c.at, story_articles.c.article)
)
_OF_STORY = story_articles.c.story == stories.c.story
_FIRST = select(story_articles.c.record).where(_OF_STORY).order_by(story_articles.c.at, story_articles.c.article)
_SUMMARIES = (
    select(
        stories,
        _FIRST.limit(1).scalar_subquery().label("opening"),
        select(func.count()).where(_OF_STORY).scalar_subquery().label("articles"),
        select(func.max(story_articles.c.at)).where(_OF_STORY).scalar_subquery().label("latest"),
    )
    .where(select(story_articles.c.article).where(_OF_STORY).exists())
    .order_by(stories.c.last.desc(), stories.c.story.desc())
)
_PARTS = (
    select(story_redirects.c.story, story_redirects.c.part)
    .where(story_redirects.c.story.in_(bindparam("names", expanding=True)))
    .order_by(story_redirects.c.at, story_redirects.c.part)
)


class SqlStoryStore(Part):
    """See StoryStore."""

    async def sketches(self, since: datetime) -> Sequence[Sketch]:
        """All sketches placed at or after `since`, in the order they were placed."""
        return await self._database.records(Sketch, _IN_ORDER, since=since)

    async def remember_sketch(self, sketch: Sketch, entry: StoryEntry | None = None) -> None:
        """Writes one sketch, and what is told of its article; renames what was merged or moved when it was placed."""
        row = {"article": sketch.article, "placed": sketch.placed, "record": encode(sketch).decode()}
        steps = [] if entry is None else list(_told(self._database, sketch, entry))
        await self._database.write(Step(self._database.upsert(sketches, "article"), row), *steps)

    async def stories(
        self,
        since: datetime | None = None,
        *,
        story: str | None = None,
        storyline: str | None = None,
        last: int | None = None,
        beyond: tuple[datetime, str] | None = None,
    ) -> Sequence[StorySummary]:
        """Stories with an article placed at `since` or later, this one, of this storyline; the `last`, newest last."""
        query = _SUMMARIES if last is None else _SUMMARIES.limit(last)
        if since is not None:
            query = query.where(stories.c.last >= since)
        if story is not None:
            query = query.where(stories.c.story == story)
        if storyline is not None:
            query = query.where(stories.c.storyline == storyline)
        if beyond is not None:
            query = query.where(_older(*beyond))
        rows = await self._database.fetch(query)
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for whole, part in await self._database.fetch(_PARTS, names=[row.story for row in rows]):
            parts[whole].append(part)
        return [_summary(row, parts[row.story]) for row in reversed(rows)]

    async def story_entries(self, story: str) -> Sequence[StoryEntry]:
        """The articles of a story and of what was merged into it, in order of time; by any name that it had."""
        rows = await self._database.fetch(_ENTRIES, name=story)
        return [replace(decode(record.encode(), StoryEntry), story=called) for record, called in rows]

    async def forget_sketches(self, before: datetime) -> int:
        """Removes sketches placed before `before`; returns how many."""
        return await self._database.delete(sketches, _BEFORE, before=before)

    async def forget_stories(self, before: datetime) -> int:
        """Removes articles of stories from before `before`, and stories without any; returns how many articles."""
        forgotten = await self._database.delete(
            story_articles, story_articles.c.at < bindparam("before"), before=before
        )
        await self._database.delete(stories, stories.c.last < bindparam("before"), before=before)
        await self._database.delete(story_redirects, story_redirects.c.at < bindparam("before"), before=before)
        return forgotten


def _told(database: Database, sketch: Sketch, entry: StoryEntry) -> Iterator[Step]:
    """The steps that tell of one article; written again, they change nothing."""
    for part in sketch.joined:
        for statement in (_RENAMED, _REDIRECTED, _GONE):
            yield Step(statement, {"merged": part, "into": sketch.story})
        merged = {"part": part, "story": sketch.story, "at": sketch.placed}
        yield Step(database.upsert(story_redirects, "part"), merged)
    article = {"article": entry.article, "story": entry.story, "at": entry.at, "record": encode(entry).decode()}
    yield Step(database.upsert(story_articles, "article"), article)
    story = {
        "story": sketch.story,
        "storyline": sketch.storyline or sketch.story,
        "publishers": sketch.publishers,
        "independent": sketch.independent,
        "last": sketch.placed,
    }
    yield Step(database.upsert(stories, "story"), story)
    for moved, storyline in sketch.moved.items():
        yield Step(_MOVED, {"merged": moved, "into": storyline})


def _older(placed: datetime, story: str) -> ColumnElement[bool]:
    return or_(stories.c.last < placed, and_(stories.c.last == placed, stories.c.story < story))


def _summary(row: Row[*tuple[Any, ...]], parts: list[str]) -> StorySummary:
    opening = decode(row.opening.encode(), StoryEntry)
    return StorySummary(
        story=row.story,
        title=opening.title,
        first=opening.at,
        last=row.latest if row.latest.tzinfo else row.latest.replace(tzinfo=UTC),
        articles=row.articles,
        publishers=row.publishers,
        independent=row.independent,
        storyline=row.storyline,
        parts=tuple(parts),
        placed=row.last,
    )
