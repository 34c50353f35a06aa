"""The recognisers of search syntax, in the order in which they are asked."""

from collections.abc import Callable

from monitor.config.checks.syntax.advice import Syntax
from monitor.config.checks.syntax.expressions import markup, regex, wildcard
from monitor.config.checks.syntax.lists import also_known_as, brackets, commas, quotes, separated
from monitor.config.checks.syntax.operators import boolean, field, fuzzy, near, sign
from monitor.config.checks.written import WrittenWord

_RECOGNISERS: tuple[Callable[[WrittenWord], Syntax | None], ...] = (
    markup,
    near,
    field,
    regex,
    boolean,
    separated,
    wildcard,
    fuzzy,
    sign,
    quotes,
    commas,
    brackets,
    also_known_as,
)


def search_syntax(word: WrittenWord) -> Syntax | None:
    """The search syntax in `word`, if there is any."""
    return next((found for recogniser in _RECOGNISERS if (found := recogniser(word))), None)
