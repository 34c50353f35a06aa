"""Why a sentence gave no event: for people who ask, so it is worked out then and stored nowhere."""

from collections.abc import Iterable, Iterator, Sequence

from monitor.annotate.events.coder import drafts
from monitor.annotate.events.event_nouns import is_unreal
from monitor.annotate.events.reasons import NoEvent
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.clauses import is_verb
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import read_clause
from monitor.annotate.typing.complements import event_noun
from monitor.annotate.typing.senses import is_nothing
from monitor.records import Event, Mention, Record, Span


class Silence(Record, frozen=True, kw_only=True):
    """A sentence without an event, and why it has none."""

    sentence: Span
    reason: NoEvent
    trigger: Span | None = None  # the word that came nearest to one


def why_silent(sentence: ParsedSentence, mentions: Sequence[Mention]) -> tuple[NoEvent, Span | None]:
    """Why a parsed sentence of which no event is left has none, and the word that came nearest to one."""
    nearest = min(_misses(sentence, mentions), key=lambda miss: _NEAREST[miss[0]], default=None)
    if nearest is None:
        return NoEvent.NO_ENTRY, None
    token = sentence[nearest[1]]
    return nearest[0], Span(text=token.text, start=token.start, end=token.end)


_NEAREST = {reason: rank for rank, reason in enumerate(NoEvent)}
"""Of several misses in a sentence, the one that came nearest to an event is told."""


def _misses(sentence: ParsedSentence, mentions: Sequence[Mention]) -> Iterator[tuple[NoEvent, int]]:
    """What came near to an event, each with its word."""
    for draft in drafts(sentence, Roles(sentence, mentions)):
        yield NoEvent.NO_PARTY if draft.goes_on else NoEvent.TOLD_AGAIN, draft.trigger
    for index in range(len(sentence)):
        if is_verb(sentence, index):
            if read_clause(sentence, index) is not None:
                yield NoEvent.NO_PARTY, index
            elif is_nothing(sentence, index):
                yield NoEvent.IDIOM, index
        elif (entry := event_noun(sentence, index)) is not None and entry.names_deed:
            yield NoEvent.UNREAL if is_unreal(sentence, index) else NoEvent.NO_PARTY, index


def without_event(sentences: Iterable[tuple[int, int]], events: Iterable[Event]) -> list[tuple[int, int]]:
    """The sentences of an article, by where they begin and end, in which no event stands."""
    taken = [event.trigger.start for event in events]
    return [(start, end) for start, end in sentences if not any(start <= trigger < end for trigger in taken)]
