"""A quotation with its speaker and its cue, as a record."""

from collections.abc import Sequence

from monitor.annotate.quotes.speakers import Speaker
from monitor.records import Quote, Span

LEAST_WORDS = 4
"""Words of a quotation in marks, and of a reported clause; fewer are scare quotes and fragments."""

Cue = tuple[int, int]
"""Where a verb of speech begins and ends."""


def is_long_enough(text: str) -> bool:
    """Whether `text` has the words of a clause."""
    return len(text.split()) >= LEAST_WORDS


def attributed(
    document: str, said: tuple[int, int], cue: Cue | None, speaker: Speaker | None, *, direct: bool
) -> Quote:
    """The quotation between two characters, cut to its words; a cue without a speaker is none."""
    text = document[said[0] : said[1]]
    start, end = said[0] + len(text) - len(text.lstrip(" ,")), said[0] + len(text.rstrip(" ,"))
    return Quote(
        said=span(document, start, end),
        speaker=span(document, speaker.start, speaker.end) if speaker else None,
        cue=span(document, *cue) if cue and speaker else None,
        direct=direct,
        actor=speaker.actor if speaker else None,
    )


def span(document: str, start: int, end: int) -> Span:
    """The words between two characters."""
    return Span(text=document[start:end], start=start, end=end)


def overlap(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether any of `spans` has characters of another one."""
    return any(left < end and start < right for left, right in spans)
