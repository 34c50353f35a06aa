"""Why: the whole way of an article, a story or an alert; articles are also found by words of their titles."""

import re
from collections.abc import Sequence
from typing import Any, Final

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromQuery

from monitor.records import Match
from monitor.text.fold import fold
from monitor.web.api.search import found
from monitor.web.api.why import Why
from monitor.web.api.why import why as answered
from monitor.web.desk import Desk
from monitor.web.pages.rendering import document
from monitor.web.pages.sending import back
from monitor.web.pages.told.watches import configured

_WORDS: Final = 12  # of a title, that are looked for
_FOUND: Final = 20


@get("/why", include_in_schema=False)
async def why(
    desk: NamedDependency[Desk],
    request: Request[Any, Any, Any],
    of: FromQuery[str] = "",
    watch: FromQuery[str | None] = None,
) -> Response[Any]:
    """What became of what is asked for; the articles that it may mean, where that is no name.

    The one article in whose title all the words stand is what is meant.
    """
    name = of.strip()
    answer = await _answer(desk, name, watch) if name else None
    candidates = await _found(desk, name) if name and answer is None else ()
    if only := _meant(candidates, name):
        return back("/why", {"of": only.article.id, "watch": watch})
    return document(
        request, "why.html", desk.clock(), name=name, answer=answer, candidates=candidates, watches=configured(desk)
    )


async def _answer(desk: Desk, name: str, watch: str | None) -> Why | None:
    try:
        answer: Why = await answered.fn(desk, name, watch)
    except NotFoundException:
        return None
    return answer


async def _found(desk: Desk, title: str) -> tuple[Match, ...]:
    """Archived articles in which all words of `title` stand."""
    words = re.findall(r"\w+", title)[:_WORDS]
    if not words or "://" in title:
        return ()
    result = await found.fn(desk, " ".join(f'"{word}"' for word in words), None, None, _FOUND)
    items: tuple[Match, ...] = result.items
    return items


def _meant(candidates: Sequence[Match], name: str) -> Match | None:
    """The one whose title is `name`, or else has all words of it; None where there are none or several."""
    words, titles = _words(name), [(each, _words(each.article.title)) for each in candidates]
    exact = [each for each, title in titles if title == words]
    found = exact or [each for each, title in titles if title >= words]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text).text))


HANDLERS = (why,)
