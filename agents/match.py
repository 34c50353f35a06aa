"""`news.annotated` → `news.matches`: which watches an article meets."""

from collections.abc import Callable

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ANNOTATED, MATCHES
from monitor.clock import Clock
from monitor.match.matcher import Matcher
from monitor.records import AnnotatedArticle, encode


def match_agent(matcher: Callable[[], Matcher], clock: Clock) -> Agent[AnnotatedArticle]:
    """Matches against the watchlists as they are when the article comes; `matcher` returns the compiled ones."""

    async def handle(annotated: AnnotatedArticle) -> Outcome:
        matches = matcher().match(annotated, clock()).matches
        return Outcome(tuple(Emission(MATCHES, match.watch, encode(match)) for match in matches))

    return Agent("match", ANNOTATED, AnnotatedArticle, handle)
