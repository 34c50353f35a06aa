"""`news.annotated` → `news.matches`: which watches an article meets, and what they told that it takes up otherwise."""

import contextlib
from collections.abc import Callable, Iterable, Iterator

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ANNOTATED, MATCHES
from monitor.canary import is_canary
from monitor.clock import Clock
from monitor.errors import Unprocessable
from monitor.ledger.unmet import UnmetMatches
from monitor.log.base import Log
from monitor.log.tail import tail
from monitor.match.matcher import Matcher
from monitor.records import CANARY, AnnotatedArticle, Match, decode, encode


def match_agent(matcher: Callable[[], Matcher], unmet: UnmetMatches, clock: Clock) -> Agent[AnnotatedArticle]:
    """Matches against the watchlists as they are when the article comes; `matcher` returns the compiled ones.

    `unmet` knows what was told of the article's story, or is to be.
    """

    async def handle(annotated: AnnotatedArticle) -> Outcome:
        now = clock()
        matches = tuple(_concerned(annotated, matcher().match(annotated, now).matches))
        matches += await unmet.beside(annotated, matches, matcher(), now)
        return Outcome(tuple(Emission(MATCHES, match.watch, encode(match)) for match in matches))

    return Agent("match", ANNOTATED, AnnotatedArticle, handle)


def _concerned(annotated: AnnotatedArticle, matches: Iterable[Match]) -> Iterator[Match]:
    """Of a canary the match of its own watch, of all other articles those of all others."""
    return (match for match in matches if (match.watch == CANARY) == is_canary(annotated.article))


async def recall(unmet: UnmetMatches, log: Log, group: str) -> None:
    """Lets `unmet` know the matches that `group` has not decided on: whoever made them may be gone."""
    async for record in tail(log, MATCHES, start=await log.committed(group, MATCHES)):
        with contextlib.suppress(Unprocessable):  # a dead letter, once it is read
            unmet.remember([decode(record.value or b"", Match)])
