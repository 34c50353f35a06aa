"""`news.annotated` → `news.matches`: which watches an article meets, and what they told that it takes up otherwise."""

from collections.abc import Callable

from agents.runtime.edges import Emission
from agents.runtime.processing import Agent, Outcome
from agents.topics import ANNOTATED, MATCHES
from monitor.clock import Clock
from monitor.ledger.unmet import UnmetMatches
from monitor.match.matcher import Matcher
from monitor.records import AnnotatedArticle, encode
from monitor.store.base import AlertStore


def match_agent(matcher: Callable[[], Matcher], store: AlertStore, clock: Clock) -> Agent[AnnotatedArticle]:
    """Matches against the watchlists as they are when the article comes; `matcher` returns the compiled ones.

    The store knows what was told of the article's story.
    """
    unmet = UnmetMatches(store)

    async def handle(annotated: AnnotatedArticle) -> Outcome:
        now = clock()
        matches = matcher().match(annotated, now).matches
        matches += await unmet.beside(annotated, matches, matcher(), now)
        return Outcome(tuple(Emission(MATCHES, match.watch, encode(match)) for match in matches))

    return Agent("match", ANNOTATED, AnnotatedArticle, handle)
