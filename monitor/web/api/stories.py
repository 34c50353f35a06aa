"""Stories: what was written about the same, article by article."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter

from monitor.records import AnnotatedArticle, Decision, Record
from monitor.store.base import DecisionQuery
from monitor.stories.entry import StoryEntry, StorySummary
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import After, Limit, Page, paged, place
from monitor.web.reading import reading

_LOOK_BACK: Final = timedelta(days=1)
_MOST: Final = 2000  # decisions of a story
Since = Annotated[
    str | None,
    QueryParameter(description="With an article then or later; left out, in the last day.", format="date-time"),
]


class Story(Record, frozen=True, kw_only=True):
    """A story and its articles."""

    summary: StorySummary
    articles: tuple[StoryEntry, ...]  # in order of time, each with what was new in it


class TimelineEntry(Record, frozen=True, kw_only=True):
    """An article of a story, and what became of it."""

    entry: StoryEntry  # with what was new in it
    decisions: tuple[Decision, ...]  # on its matches, the oldest first: told, held or not told, and why


class PublisherCount(Record, frozen=True, kw_only=True):
    """A publisher that carried a story."""

    publisher: str  # "" for articles that name none
    first: datetime  # when it did first
    articles: int


class Timeline(Record, frozen=True, kw_only=True):
    """A story in order of time."""

    summary: StorySummary
    items: tuple[TimelineEntry, ...]
    publishers: tuple[PublisherCount, ...]  # in the order in which they carried it
    others: tuple[Decision, ...]  # in its story, on what is none of its articles any more


@reading("/stories", "listStories", "stories")
async def stories(
    desk: NamedDependency[Desk],
    storyline: FromQuery[str | None] = None,
    since: Since = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[StorySummary]:
    """The stories with the newest articles, newest first."""
    begin, beyond = moment(since) or desk.clock() - _LOOK_BACK, place(after, tuple[datetime, str])
    found = await desk.store.stories(begin, storyline=storyline, last=limit + 1, beyond=beyond)
    return paged(found[::-1], limit, lambda story: (story.placed, story.story))


@reading("/stories/{story_id:str}", "getStory", "stories")
async def story(desk: NamedDependency[Desk], story_id: FromPath[str]) -> Story:
    """One story, by any id that it had."""
    return await _whole(desk, story_id)


@reading("/stories/{story_id:str}/timeline", "getTimeline", "stories")
async def timeline(desk: NamedDependency[Desk], story_id: FromPath[str]) -> Timeline:
    """A story article by article: what was new in each, what people were told of it, and what they were not and why."""
    found = await _whole(desk, story_id)
    wanted = DecisionQuery(stories=(found.summary.story, *found.summary.parts), receiver="")
    of: defaultdict[str, list[Decision]] = defaultdict(list)
    for row in reversed(await desk.store.decisions(wanted, _MOST)):
        of[row.decision.article].append(row.decision)
    known = {entry.article for entry in found.articles}
    return Timeline(
        summary=found.summary,
        items=tuple(TimelineEntry(entry=entry, decisions=tuple(of[entry.article])) for entry in found.articles),
        publishers=_publishers(found.articles),
        others=tuple(each for article, decisions in of.items() if article not in known for each in decisions),
    )


async def _whole(desk: Desk, name: str) -> Story:
    entries = await desk.store.story_entries(name)
    if not entries:
        raise NotFoundException(f"There is no story {name!r}, or it is older than what is kept.")
    [summary] = await desk.store.stories(story=entries[-1].story)
    return Story(summary=summary, articles=tuple(entries))


def _publishers(entries: Sequence[StoryEntry]) -> tuple[PublisherCount, ...]:
    articles = Counter(entry.publisher for entry in entries)
    first = {entry.publisher: entry.at for entry in reversed(entries)}
    return tuple(
        PublisherCount(publisher=name, first=first[name], articles=number) for name, number in articles.items()
    )


@reading("/articles/{article_id:str}", "getArticle", "stories")
async def article(desk: NamedDependency[Desk], article_id: FromPath[str]) -> AnnotatedArticle:
    """One article with its mentions and events. Its text is its publisher's: show it as text."""
    found = await desk.store.archived(article_id)
    if found is None:
        raise NotFoundException(f"There is no article {article_id!r}, or it is older than what is kept.")
    return found


HANDLERS = (stories, story, timeline, article)
