"""`news.stories` → `news.annotated`: the language work, in worker processes, released in order."""

from collections.abc import Callable

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ANNOTATED, STORIES
from monitor.nlp.base import Annotator
from monitor.records import AnnotatedArticle, StoryArticle, encode


def annotate_agent(
    annotator: Annotator, window: int, tally: Callable[[AnnotatedArticle], None] = lambda _: None
) -> Agent[StoryArticle]:
    """Annotates up to `window` articles at once; remembers nothing."""

    async def handle(placed: StoryArticle) -> Outcome:
        annotated = await annotator.annotate(placed)
        tally(annotated)
        return Outcome((Emission(ANNOTATED, annotated.story, encode(annotated)),))

    return Agent("annotate", STORIES, StoryArticle, handle, window=window)
