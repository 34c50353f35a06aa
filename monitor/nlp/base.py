"""Annotators: the family that does language work, out of the event loop."""

from typing import Protocol

from monitor.annotate.gazetteer.own import OwnActors
from monitor.records import AnnotatedArticle, StoryArticle


class Annotator(Protocol):
    """Does the language work of articles, several at a time."""

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article.

        Raises Unprocessable (WorkerDied, WorkerTimeout) where the article cannot be annotated.
        """

    def know(self, actors: OwnActors) -> None:
        """Resolves names to these actors too, from the next article on; those of before are forgotten."""

    async def close(self) -> None:
        """Ends the worker processes."""
