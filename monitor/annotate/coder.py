"""Events."""

from collections.abc import Iterable, Sequence

from monitor.annotate.parse import ParsedSentence
from monitor.records import Event, Mention


def code_events(
    sentences: Iterable[ParsedSentence], mentions: Sequence[Mention], *, story: str, year: int
) -> tuple[Event, ...]:
    """The events."""
    return ()
