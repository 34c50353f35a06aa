"""Search: the archive asked in one line, what was found with its evidence, and the watch that the line would be."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import ValidationException

from monitor.alerting.messages.event import happening, told_by
from monitor.alerting.wording import best_sentence, matched_words, met
from monitor.records import Match
from monitor.web.api.search import Found, ProposedWatch, Since
from monitor.web.api.search import found as api_found
from monitor.web.api.search import proposed as api_proposed
from monitor.web.desk import Desk
from monitor.web.pages.periods import periods
from monitor.web.pages.rendering import document
from monitor.web.paging import Limit
from monitor.web.questions import Of, Query

EXAMPLES: Final = (
    ("ceasefire OR truce", "one of two words, with their inflections"),
    ('"prime minister" NEAR/8 resign*', "a phrase near whatever begins so, in one sentence"),
    ("event:SANCTION>RUS", "who puts sanctions on Russia"),
    ("event:ASSAULT dead:>=10", "attacks with ten dead or more"),
    ("quote:any(ceasefire)", "what people say of a ceasefire"),
    ("protest lang:en -tag:sport", "in English, and not from feeds tagged sport"),
)
_WORD: Final = re.compile(r"[\w-]+")
_EVENTS: Final = 3  # of an article, that are told


class Row(NamedTuple):
    """An article that was found, as it is told."""

    match: Match
    sentence: str  # that shows best why
    words: Sequence[str]  # in it, that were found
    why: str  # which parts of the line were met, and by what
    events: Sequence[tuple[str, str]]  # who did what to whom, and whether it happened


class Mistake(NamedTuple):
    """What is wrong with a line."""

    column: int | None  # from 1
    message: str


@get("/search", include_in_schema=False)
async def search(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    q: Query = "",
    watchlist: Of = None,
    since: Since = None,
    limit: Limit = 20,
) -> Response[str]:
    """What the archive has of a line; without one, how to ask."""
    terms = [term.id for each in desk.configuration().watchlists for term in each.terms]
    result: Found | None = None
    watch: ProposedWatch | None = None
    mistakes: list[Mistake] = []
    if q.strip():
        try:
            result = await api_found.fn(desk, q, watchlist, since, limit)
            watch = await api_proposed.fn(desk, q, watchlist)
        except ValidationException as error:
            mistakes = _mistakes(error)
    return document(
        request,
        "search.html",
        desk.clock(),
        status=400 if mistakes else 200,
        q=q,
        rows=[_row(match) for match in result.items] if result else [],
        result=result,
        watch=watch,
        mistakes=mistakes,
        examples=[*_of_terms(terms), *EXAMPLES],
        term=_term_for(q, terms),
        directory=desk.configuration().directory,
        periods=list(periods(desk.clock(), since)),
        watchlists=[each.id for each in desk.configuration().watchlists],
    )


def _term_for(line: str, terms: Sequence[str]) -> str:
    """The first of `terms` whose name is a word of `line`, which asks for no term; "" where there is none."""
    words = set(_WORD.findall(line.casefold()))
    return "" if "term:" in line else next((each for each in terms if each in words), "")


def _of_terms(terms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """An example with the first of `terms`."""
    for term in terms[:1]:
        yield f"term:{term}", "every word that your watchlists have for it"


def _row(match: Match) -> Row:
    events = [(happening(event), told_by(event)) for event in match.events[:_EVENTS]]
    return Row(match, best_sentence(match), matched_words(match), met(match), events)


def _mistakes(error: ValidationException) -> list[Mistake]:
    """What is wrong with the line; raises `error` where it is about something else."""
    if not isinstance(error.extra, list):
        raise error
    return [Mistake(each.get("column"), str(each.get("message", ""))) for each in error.extra]


@get("/search/language", include_in_schema=False)
async def language(desk: NamedDependency[Desk], request: Request[Any, Any, Any]) -> Response[str]:
    """The language of watches in one line."""
    return document(request, "language.html", desk.clock())


HANDLERS = (search, language)
