"""Annotators: the family that does language work, out of the event loop."""

from typing import Protocol

from monitor.records import AnnotatedArticle, StoryArticle


class Annotator(Protocol):
    """Does the language work of articles, several at a time."""

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article, whatever it copies: `monitor.nlp.copies` spares the work for copies.

        Raises Unprocessable (WorkerDied, WorkerTimeout) where the article cannot be annotated.
        """

    async def close(self) -> None:
        """Ends the worker processes."""
