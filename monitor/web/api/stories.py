"""Stories: what was written about the same, article by article."""

from datetime import timedelta
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter

from monitor.records import AnnotatedArticle, Record
from monitor.stories.entry import StoryEntry, StorySummary
from monitor.web.desk import Desk
from monitor.web.moments import moment
from monitor.web.paging import Limit
from monitor.web.reading import reading

_LOOK_BACK: Final = timedelta(days=1)
Since = Annotated[
    str | None,
    QueryParameter(description="With an article then or later; left out, in the last day.", format="date-time"),
]


class Stories(Record, frozen=True, kw_only=True):
    """Some stories."""

    items: tuple[StorySummary, ...]


class Story(Record, frozen=True, kw_only=True):
    """A story and its articles."""

    summary: StorySummary
    articles: tuple[StoryEntry, ...]  # in order of time, each with what was new in it


@reading("/stories", "listStories", "stories")
async def stories(
    desk: NamedDependency[Desk], storyline: FromQuery[str | None] = None, since: Since = None, limit: Limit = 50
) -> Stories:
    """The stories with the newest articles, newest first."""
    begin = moment(since) or desk.clock() - _LOOK_BACK
    found = await desk.store.stories(begin, storyline=storyline, last=limit)
    return Stories(items=tuple(reversed(found)))


@reading("/stories/{story_id:str}", "getStory", "stories")
async def story(desk: NamedDependency[Desk], story_id: FromPath[str]) -> Story:
    """One story, by any id that it had."""
    entries = await desk.store.story_entries(story_id)
    if not entries:
        raise NotFoundException(f"There is no story {story_id!r}, or it is older than what is kept.")
    [summary] = await desk.store.stories(story=entries[-1].story)
    return Story(summary=summary, articles=tuple(entries))


@reading("/articles/{article_id:str}", "getArticle", "stories")
async def article(desk: NamedDependency[Desk], article_id: FromPath[str]) -> AnnotatedArticle:
    """One article with its mentions and events. Its text is its publisher's: show it as text."""
    found = await desk.store.archived(article_id)
    if found is None:
        raise NotFoundException(f"There is no article {article_id!r}, or it is older than what is kept.")
    return found


HANDLERS = (stories, story, article)
