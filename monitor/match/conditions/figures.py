"""How large an event must be, and the words that say how large it is."""

import re
from collections.abc import Iterator, Sequence

from monitor.match.occurrences.scan import Hit, Scan
from monitor.match.watchlist import AtLeast
from monitor.records import Event, Size
from monitor.text.vague import least_size_of

_WHAT = {"troops": "soldiers or police", "countries": "countries", "money": "in money"}


def is_so_large(event: Event, asked: Sequence[AtLeast]) -> bool:
    """Whether each figure asked for is known, or told to be at least so high ("dozens"), and high enough."""
    return all((known := _at_least(event, each)) is not None and known >= each.gte for each in asked)


def so_large(asked: Sequence[AtLeast]) -> str:
    """What is asked for: " at least 10 dead and 5 injured"; nothing where nothing is."""
    return " at least " + " and ".join(f"{each.gte:,.12g} {_what(each)}" for each in asked) if asked else ""


def said_so_large(size: Size | None, asked: Sequence[AtLeast]) -> str:
    """What of the figures asked for an event has: "3 dead", or "dead unknown"."""
    known = [(each, _figure(size, each)) for each in asked]
    return " and ".join(f"{_what(each)} unknown" if found is None else _said(found, each) for each, found in known)


def figures(scan: Scan, event: Event, asked: Sequence[AtLeast]) -> Iterator[Hit]:
    """Where the sentence of `event` has the figures asked for, in digits; else the trigger stands for them."""
    for each in asked:
        found = _at_least(event, each)
        if found is not None:
            start, end = _digits(event, found) or (event.trigger.start, event.trigger.end)
            yield scan.hit(start, end, f"size {_said(found, each)}")


def _digits(event: Event, figure: float) -> tuple[int, int] | None:
    """Where a whole number stands in the sentence, with or without commas."""
    plain = f"{figure:.0f}"
    written = re.search(rf"(?<![\d.,])(?:{plain}|{figure:,.0f})(?![\d]|[.,]\d)", event.sentence.text)
    return (event.sentence.start + written.start(), event.sentence.start + written.end()) if written else None


def _at_least(event: Event, asked: AtLeast) -> float | None:
    known = _figure(event.size, asked)
    return _figure(least_size_of(event.sentence.text), asked) if known is None else known


def _figure(size: Size | None, asked: AtLeast) -> float | None:
    known: float | None = getattr(size, asked.figure) if size else None
    return known


def _said(figure: float, asked: AtLeast) -> str:
    return f"{figure:,.12g} {_what(asked)}"


def _what(asked: AtLeast) -> str:
    return _WHAT.get(asked.figure, asked.figure)
