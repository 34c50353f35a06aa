"""How the page shows what records hold: moments, matched words, links. What feeds wrote stays text."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from monitor.records import Span

_UNITS: Final = ((86_400, "d"), (3_600, "h"), (60, "min"))


def day_and_time(moment: datetime | None) -> str:
    """`moment` as people write it, in UTC; "–" where there is none."""
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "–"


def ago(moment: datetime | None, now: datetime) -> str:
    """How long before `now` `moment` was, in the largest unit that fits; "in 3 min" where it is still to come."""
    if moment is None:
        return "never"
    seconds = (now - moment).total_seconds()
    told = next((f"{int(abs(seconds) // size)} {name}" for size, name in _UNITS if abs(seconds) >= size), "now")
    if told == "now":
        return told
    return f"{told} ago" if seconds > 0 else f"in {told}"


def link(url: str) -> str:
    """`url` where a browser may follow it, "" where it runs something or leads to nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def short(text: str, most: int) -> str:
    """`text`, cut to `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def marked(sentence: str, words: Iterable[str]) -> Markup:
    """`sentence` with each of `words` marked where it stands in it."""
    begin, made = 0, Markup()
    for start, end in _places(sentence, words):
        made += escape(sentence[begin:start]) + Markup("<mark>") + escape(sentence[start:end]) + Markup("</mark>")
        begin = end
    return made + escape(sentence[begin:])


def marked_spans(text: str, spans: Iterable[Span], begin: int = 0) -> Markup:
    """`text`, which begins at character `begin` of its document, with the words at `spans` marked."""
    at, made = 0, Markup()
    for start, end in _apart((span.start - begin, span.end - begin) for span in spans):
        if start < at or end > len(text):
            continue
        made += escape(text[at:start]) + Markup("<mark>") + escape(text[start:end]) + Markup("</mark>")
        at = end
    return made + escape(text[at:])


def _places(sentence: str, words: Iterable[str]) -> list[tuple[int, int]]:
    return _apart(place for word in words if word for place in _found(sentence, word))


def _found(sentence: str, word: str) -> Iterator[tuple[int, int]]:
    start = sentence.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = sentence.find(word, start + len(word))


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """`places` in their order, without those that begin inside the one before."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= 0 and (not found or start >= found[-1][1]):
            found.append((start, end))
    return found
