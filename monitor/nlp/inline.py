"""Language work in this process: for `explain`, backtests and tests, where a pool of workers is not worth its start."""

import asyncio

from monitor.annotate.events.silence import Silence
from monitor.nlp.annotation import annotate_article
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
from monitor.nlp.silences import silences
from monitor.records import AnnotatedArticle, StoryArticle


class InlineAnnotator:
    """Annotates in this process, one article at a time; no deadline and no memory limit guard it.

    `model` names an installed spaCy model; raises ConfigError where it is not installed. It is loaded at first use.
    """

    def __init__(self, model: str | None = None) -> None:
        self._model = find_model(model)
        self._turn = asyncio.Lock()

    def annotate_now(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article, at once; blocks its thread for the time of the language work."""
        return annotate_article(placed, load_model(self._model))

    def silences(self, placed: StoryArticle, annotated: AnnotatedArticle) -> tuple[Silence, ...]:
        """Why each sentence of `annotated` without an event has none."""
        return silences(placed, annotated, load_model(self._model))

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article, made in a thread so that the event loop goes on."""
        async with self._turn:
            return await asyncio.to_thread(self.annotate_now, placed)

    async def close(self) -> None:
        """Nothing to end."""
