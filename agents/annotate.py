"""`news.stories` → `news.annotated`: the language work, in worker processes, released in order."""

from collections.abc import Callable

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ANNOTATED, STORIES
from monitor.canary import is_canary
from monitor.nlp.base import Annotator
from monitor.nlp.copies import CopyAnnotator, is_original
from monitor.records import AnnotatedArticle, StoryArticle, encode
from monitor.store.base import ArchiveStore


def annotate_agent(
    annotator: Annotator, store: ArchiveStore, window: int, tally: Callable[[AnnotatedArticle], None] = lambda _: None
) -> Agent[StoryArticle]:
    """Annotates up to `window` articles at once. Remembers originals, whose copies inherit from them.

    Copies have the story of their original and hence its partition, in which they stand behind it.
    """
    copies = CopyAnnotator(annotator, store.archived, window)

    async def handle(placed: StoryArticle) -> Outcome:
        annotated = await copies.annotate(placed)
        emission = Emission(ANNOTATED, annotated.story, encode(annotated))
        if is_canary(placed.article):
            return Outcome((emission,))
        tally(annotated)

        async def remember() -> None:  # only what is missing: else a replay would undo what an edit changed
            await store.archive_articles([annotated], missing_only=True)

        return Outcome((emission,), remember if is_original(placed) else None)

    return Agent("annotate", STORIES, StoryArticle, handle, window=window)
