"""What a story is called where its id alone would say nothing."""

from collections.abc import Iterable, Mapping

from monitor.records import DecisionOutcome
from monitor.store.base import DecisionQuery, Store


async def headlines(store: Store, stories: Iterable[str | None]) -> Mapping[str, str]:
    """The headline of each story that something is kept of: as it was told last, else of its newest match, else of its
    first article.
    """
    found = {story: await _headline(store, story) for story in dict.fromkeys(stories) if story}
    return {story: title for story, title in found.items() if title}


async def _headline(store: Store, story: str) -> str:
    for outcome in (DecisionOutcome.TOLD, None):
        rows = await store.decisions(DecisionQuery(stories=(story,), outcome=outcome, receiver=""), 1)
        if rows and rows[0].decision.title:
            return rows[0].decision.title
    known = await store.stories(story=story)
    return known[-1].title if known else ""
