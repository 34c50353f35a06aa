"""Language work for copies: what their original was found to say is theirs, and only their own sentences are read."""

import asyncio
from collections.abc import Awaitable, Callable

from monitor.errors import Transient
from monitor.nlp.base import Annotator
from monitor.records import AnnotatedArticle, Relation, StoryArticle
from monitor.stories.inheritance.reading import inherit

Find = Callable[[str], Awaitable[AnnotatedArticle | None]]
"""Looks up an annotated article by its id."""


def is_original(placed: StoryArticle) -> bool:
    """Whether copies may refer to `placed`: it is no copy, and no other version of a known article."""
    return not placed.is_copy and placed.relation is not Relation.SAME_ARTICLE


class CopyAnnotator:
    """Annotates articles by an annotator, and copies from their originals.

    An original that is in work beside its copy is waited for, and an older one is looked up by `find`. A copy whose
    original nobody has annotated (it was a dead letter, or is forgotten) is read as if it were none. The caller sees to
    it that `find` knows an original before more than `window` later ones are asked for.
    """

    def __init__(self, annotator: Annotator, find: Find, window: int) -> None:
        self._annotator, self._find, self._window = annotator, find, window
        self._latest: dict[str, asyncio.Future[AnnotatedArticle | None]] = {}  # originals, by id

    async def annotate(self, placed: StoryArticle) -> AnnotatedArticle:
        """The annotations of one article; raises what the annotator raises."""
        if is_original(placed):
            return await self._annotate_original(placed)
        original = await self._original(placed.original) if placed.is_copy and placed.original else None
        if original is None:
            return await self._annotator.annotate(placed)
        return await annotate_copy(placed, original, self._annotator)

    async def _annotate_original(self, placed: StoryArticle) -> AnnotatedArticle:
        work = self._begin(placed.article.id)
        try:
            annotated = await self._annotator.annotate(placed)
        except BaseException as error:
            self._fail(placed.article.id, work, error)
            raise
        if not work.done():
            work.set_result(annotated)
        return annotated

    def _begin(self, article: str) -> "asyncio.Future[AnnotatedArticle | None]":
        work = self._latest.pop(article, None) or asyncio.get_running_loop().create_future()
        self._latest[article] = work
        for old in list(self._latest)[: -self._window - 1]:
            del self._latest[old]
        return work

    def _fail(self, article: str, work: "asyncio.Future[AnnotatedArticle | None]", error: BaseException) -> None:
        """Its copies fail as it does where it will be tried again, else they are read by themselves."""
        self._latest.pop(article, None)
        if work.done():
            return
        if isinstance(error, Transient):
            work.set_exception(error)
            work.exception()  # nobody need ask for it
        else:
            work.set_result(None)

    async def _original(self, article: str) -> AnnotatedArticle | None:
        work = self._latest.get(article)
        found = await asyncio.shield(work) if work else None
        return found or await self._find(article)


async def annotate_copy(placed: StoryArticle, original: AnnotatedArticle, annotator: Annotator) -> AnnotatedArticle:
    """The annotations of `placed`, which copies `original`; raises what `annotator` raises for its own sentences."""
    inheritance = await asyncio.to_thread(inherit, placed, original)
    if inheritance.own is None:
        return inheritance.annotated
    return inheritance.with_own(await annotator.annotate(inheritance.own))
