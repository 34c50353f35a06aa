"""Event anaphora: who did what "the move", "the charge" or "it" speaks of ("The Hague condemned the move").

Such an answer names nobody; it is meant for the actor of the event that was told before it.
"""

from collections.abc import Sequence

import msgspec

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.syntax.clauses import is_verb, objects
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import Event, EventType, Position, PositionKind

ANSWERS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})
_DEMONSTRATIVES = frozenset("the this that these those such it".split())
_SHARED = frozenset(
    "deal agreement accord pact treaty truce ceasefire cease-fire talks summit vote election result results outcome "
    "news death deaths plan proposal resolution".split()
)
"""What several do together, or nobody: to welcome an accord is not to turn to its first signatory."""

_FARTHEST = 400  # characters between an answer and what it answers


def with_antecedent(event: Event, sentence: ParsedSentence, trigger: int, before: Sequence[Event]) -> Event:
    """`event` with the actor of the last event before it as recipient, where it answers that one and names nobody."""
    names_somebody = any(party.country for party in event.recipients)
    if event.type not in ANSWERS or names_somebody or not _points_back(sentence, trigger):
        return event
    told = [each for each in reversed(before) if each.trigger.start < event.trigger.start]
    named = _named_kinds(sentence, trigger)
    antecedent = next((each for each in told if each.type in named), told[0] if told else None)
    if antecedent is None or event.trigger.start - antecedent.trigger.start > _FARTHEST:
        return event
    several = len(antecedent.actors) > 1 and sentence[trigger].dep != "relcl"
    if several or {party.country for party in antecedent.actors} & {party.country for party in event.actors}:
        return event
    position = Position(kind=PositionKind.ANSWERED, word=event.trigger.text)
    answered = (msgspec.structs.replace(party, position=position) for party in antecedent.actors)
    return msgspec.structs.replace(event, recipients=tuple(answered))


def _named_kinds(sentence: ParsedSentence, trigger: int) -> set[EventType]:
    """What kinds of events the object may speak of: "condemned the raid"; a strike is one of workers or of jets."""
    heads = objects(sentence, trigger) if is_verb(sentence, trigger) else []
    entries = (load_lexicon().noun(sentence[head].lower) for head in heads)
    kinds = {entry.type for entry in entries if entry is not None}
    strikes = any(sentence[head].lower in ("strike", "strikes") for head in heads)
    return {*kinds, EventType.ASSAULT, EventType.PROTEST} if strikes else kinds


def _points_back(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether the object is a thing spoken of before: "the move", "it", "a drill, which China condemned"."""
    if sentence[trigger].dep == "relcl":
        return sentence[sentence.head(trigger)].lower not in _SHARED
    heads = objects(sentence, trigger) if is_verb(sentence, trigger) else []
    return any(
        sentence[head].lower not in _SHARED
        and not sentence.children(head, "prep", "poss", "relcl", "acl")
        and any(sentence[word].lower in _DEMONSTRATIVES for word in (head, *sentence.children(head, "det")))
        for head in heads
    )
