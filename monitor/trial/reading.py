"""What of the archive is decided on: articles that match, and those that go on with their stories."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import starmap
from typing import Final

from monitor.alerting import facts
from monitor.match.matcher import compile as compile_watchlists
from monitor.match.narrowing.narrow import narrow
from monitor.match.narrowing.terms import EVERYTHING, AllOf, AnyOf, Close, Phrase, Requirement, Somewhere, any_of
from monitor.match.narrowing.together import together
from monitor.records import AnnotatedArticle, Match
from monitor.store.base import ArchiveStore, Candidate
from monitor.trial.sides import Side

_BATCH: Final = 256  # articles that are read at once
_SAMPLE: Final = 256  # articles on which the cost of matching is measured
_MOST_TERMS: Final = 5000  # that the index is asked for; of more it is faster to read every article
_MOST_TOGETHER: Final = 100  # that are looked for in sentences; of more it is faster to match


@dataclass(frozen=True)
class Kept:
    """What of an article is decided on."""

    at: datetime
    position: int
    article: str
    stories: tuple[str, ...]
    matches: tuple[Match, ...] = ()
    takes_up: bool = False  # whether it may take up what was told of its story


class Reading:
    """One side, and what is kept of the articles that are read for it."""

    def __init__(self, side: Side) -> None:
        self.rules, self.matcher = side.rules, compile_watchlists(side.watchlists)
        watches = [(each, watch) for each in side.watchlists for watch in each.watches]
        self.requirement = any_of(starmap(narrow, watches))
        self.together = any_of(starmap(together, watches))
        self.kept: dict[str, Kept] = {}  # by article

    def match(self, position: int, annotated: AnnotatedArticle) -> None:
        """Keeps the article where it meets a watch."""
        matches = self.matcher.match(annotated, annotated.article.fetched).matches
        if matches:
            self.kept[annotated.article.id] = replace(_kept(position, annotated), matches=matches)

    def follow(self, position: int, annotated: AnnotatedArticle) -> None:
        """Keeps the article as one that may take up what was told."""
        known = self.kept.get(annotated.article.id) or _kept(position, annotated)
        self.kept[annotated.article.id] = replace(known, takes_up=True)

    def met(self) -> set[str]:
        """The stories in which something matched."""
        return {story for each in self.kept.values() if each.matches for story in each.stories}

    def cost(self, sample: Sequence[AnnotatedArticle]) -> float:
        """Seconds of the processor that it takes to match an article of `sample`."""
        begun = time.process_time()
        for annotated in sample:
            self.matcher.match(annotated, annotated.article.fetched)
        return (time.process_time() - begun) / max(1, len(sample))


def _kept(position: int, annotated: AnnotatedArticle) -> Kept:
    stories = (annotated.story, *annotated.merged)
    return Kept(at=annotated.article.fetched, position=position, article=annotated.article.id, stories=stories)


async def match_all(
    store: ArchiveStore, readings: Sequence[Reading], since: datetime | None
) -> AsyncIterator[datetime]:
    """Has each of `readings` match what it may match; gives the moment up to which that is done, the newest first."""
    requirement = _asked(any_of(each.requirement for each in readings), _MOST_TERMS)
    in_one = _asked(any_of(each.together for each in readings), _MOST_TOGETHER)

    async def read(before: int | None) -> Sequence[Candidate]:
        return await store.candidates(requirement, together=in_one, since=since, before=before, limit=_BATCH)

    async for candidate in _each(read):
        annotated = candidate.annotated
        for reading in readings:
            reading.match(candidate.position, annotated)
        yield annotated.article.fetched


async def follow_all(store: ArchiveStore, readings: Sequence[Reading], since: datetime | None) -> AsyncIterator[int]:
    """Has each of `readings` follow the stories that it met; gives the position up to which that is done."""
    met = [(reading, stories) for reading in readings if (stories := reading.met())]

    async def read(before: int | None) -> Sequence[Candidate]:
        return await store.related(facts.GOES_ON, since=since, before=before, limit=_BATCH) if met else ()

    async for candidate in _each(read):
        following = [reading for reading, stories in met if not stories.isdisjoint(candidate.stories)]
        annotated = candidate.annotated if following else None
        if annotated is not None and any(True for _ in facts.may_take_up(annotated)):
            for reading in following:
                reading.follow(candidate.position, annotated)
        yield candidate.position


async def sample(store: ArchiveStore) -> Sequence[AnnotatedArticle]:
    """Some articles of the archive, whether they may match or not."""
    return [each.annotated for each in await store.candidates(EVERYTHING, limit=_SAMPLE)]


async def _each(
    read: Callable[[int | None], Coroutine[None, None, Sequence[Candidate]]],
) -> AsyncIterator[Candidate]:
    """All that `read` gives before a position, beginning with the last; while some are worked on, the next are read."""
    reading = asyncio.create_task(read(None))
    try:
        while found := await reading:
            reading = asyncio.create_task(read(found[-1].position))
            await asyncio.sleep(0)  # so that it begins
            for candidate in found:
                yield candidate
    finally:
        reading.cancel()


def _asked(requirement: Requirement, most: int) -> Requirement:
    return requirement if sum(1 for _ in _terms(requirement)) <= most else EVERYTHING


def _terms(requirement: Requirement) -> Iterator[str]:
    match requirement:
        case AllOf() | AnyOf() | Somewhere() | Close():
            for each in requirement.parts:
                yield from _terms(each)
        case Phrase(words=words):
            yield from words
        case _:
            yield requirement.token
