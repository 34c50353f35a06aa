"""A story: its articles with what was new in each, what was told of it and why, what was not and why."""

from collections import Counter
from typing import Any

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from monitor.alerting.messages.message import message
from monitor.alerting.severities import highest
from monitor.records import Alert, Decision, DecisionOutcome
from monitor.web.api.alerts import alerts
from monitor.web.api.attention.feedback import listed as feedback
from monitor.web.api.decisions import decisions
from monitor.web.api.stories import Story
from monitor.web.api.stories import story as told_story
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.standing import standings, subject
from monitor.web.pages.told.timeline import timeline
from monitor.web.paging import MOST

_UNTOLD = (DecisionOutcome.HELD, DecisionOutcome.NOT_TOLD)


@get("/stories/{story_id:str}", include_in_schema=False)
async def story(desk: NamedDependency[Desk], request: Request[Any, Any, Any], story_id: FromPath[str]) -> Response[str]:
    """One story, by any id that it had."""
    found = await _archived(desk, story_id)
    names = (found.summary.story, *found.summary.parts) if found else (story_id,)
    told = await alerts_of(desk, names)
    if found is None and not told:
        raise NotFoundException(f"There is no story {story_id!r}, or it is older than what is kept.")
    articles = found.articles if found else ()
    about = subject(told[0], sorted({each.watch for each in told})) if told else None
    return document(
        request,
        "story.html",
        desk.clock(),
        story=found,
        title=found.summary.title if found else told[0].title,
        severity=highest(each.severity for each in told) if told else None,
        told=[(each, message(each)) for each in told],
        standing=(await standings(desk, [about]))[0] if about and about.is_story else None,
        untold=await _untold(desk, names),
        judged={each.id: (await feedback.fn(desk, None, each.id)).items for each in told},
        publishers=Counter(each.publisher for each in articles if each.publisher).most_common(),
        timeline=timeline(articles, told),
    )


async def alerts_of(desk: Desk, stories: tuple[str, ...]) -> list[Alert]:
    """What was told of a story that goes by `stories`, newest first."""
    found = [each for name in stories for each in (await alerts.fn(desk, story=name, limit=MOST)).items]
    return sorted(found, key=lambda each: each.raised, reverse=True)


async def _archived(desk: Desk, name: str) -> Story | None:
    """What is kept of the articles; None where they are forgotten, or never were: alerts are kept by themselves."""
    try:
        found: Story = await told_story.fn(desk, name)
    except NotFoundException:
        return None
    return found


async def _untold(desk: Desk, stories: tuple[str, ...]) -> list[Decision]:
    """What of a story was held or not told, newest first."""
    found = [each for name in stories for each in (await decisions.fn(desk, story=name, receiver="", limit=MOST)).items]
    return sorted((each for each in found if each.outcome in _UNTOLD), key=lambda each: each.at, reverse=True)


HANDLERS = (story,)
