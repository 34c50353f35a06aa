"""Event anaphora: who did what "the move", "the charge" or "it" speaks of ("The Hague condemned the move").

Such an answer names nobody; it is meant for the actor of the event that was told before it.
"""

from collections.abc import Sequence

import msgspec

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.countries import is_whole_country
from monitor.annotate.roles.roles import PAIRED
from monitor.annotate.syntax.clauses import is_verb, objects
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.plover import COOPERATIVE
from monitor.records import Event, EventType, Party, Position, PositionKind

_LODGED = words_of("anaphora", "lodged")
"""What is lodged against whoever acted before, where nobody is named: "lodged a protest"."""

_BILATERAL = words_of("anaphora", "bilateral")
_ENVOYS = words_of("anaphora", "envoys")
"""What a country has with another one; whose other side is told before, where nobody is named."""

_REACTIONS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SANCTION})
"""Types of which whoever was acted upon before mostly turns to who did it."""

_THANKING = words_of("anaphora", "thanking")
_FREEING = words_of("anaphora", "freeing")
"""What is asked of who holds somebody."""

_TALKING = words_of("anaphora", "talking")
ANSWERS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})
_ABOUT = frozenset("about at over for against with by to of".split())
_DEMONSTRATIVES = frozenset("the this that these those such it".split())
_SHARED = frozenset(
    "deal agreement accord pact treaty truce ceasefire cease-fire talks summit vote election result results outcome "
    "news death deaths plan proposal resolution".split()
)
"""What several do together, or nobody: to welcome an accord is not to turn to its first signatory."""

_FARTHEST = 400  # characters between an answer and what it answers


def nearby(start: int, before: Sequence[Event]) -> list[Event]:
    """Those of the events told before that are near enough for what stands at a character to go on about them."""
    return [each for each in before if 0 < start - each.trigger.start < _FARTHEST]


def with_antecedent(event: Event, sentence: ParsedSentence, trigger: int, before: Sequence[Event]) -> Event:
    """`event` with the actor of the last event before it as recipient, where it answers that one and names nobody."""
    names_somebody = any(party.country for party in event.recipients)
    if event.type not in ANSWERS or names_somebody or not _points_back(sentence, trigger):
        return event
    told = [each for each in reversed(before) if each.trigger.start < event.trigger.start]
    named = _named_kinds(sentence, trigger)
    done = next((each for each in told if each.actors and not each.historical), None)
    antecedent = next((each for each in told if each.type in named), done)
    if antecedent is None or event.trigger.start - antecedent.trigger.start > _FARTHEST:
        return event
    if _acts_itself(event.actors, antecedent.actors):
        return event
    if event.type is EventType.REJECT and antecedent.type in COOPERATIVE:
        return event  # what mediators do is not what they propose
    return _answering(event, antecedent.actors)


def with_pair(event: Event, before: Sequence[Event]) -> Event:
    """`event` with those as actors who met before, where it is of "the two", "the pair" or "they"."""
    spoken = [party for party in event.actors if party.text.lower() in PAIRED and party.actor is None]
    met = next((each for each in reversed(before) if len(each.actors) > 1 and each.type in COOPERATIVE), None)
    if met is None or len(spoken) != len(event.actors) or not spoken:
        return event
    if _countries(event.recipients) - _countries(met.actors) - {None}:
        return event
    if event.trigger.start - met.trigger.start > _FARTHEST:
        return event
    meant = (msgspec.structs.replace(party, position=spoken[0].position) for party in met.actors)
    return msgspec.structs.replace(event, actors=tuple(meant), recipients=())


def with_counterpart(event: Event, sentence: ParsedSentence, trigger: int, before: Sequence[Event]) -> Event:
    """`event` with the other side as recipient, where it names nobody and the events before it tell that side.

    Whoever was acted upon turns to who did it ("Moscow rejected claims", "offered to talk"). A pact, or an envoy who
    is called home, is with whom the country dealt before, an envoy also with a country that acted last.
    """
    own = _countries(event.actors)
    if helped := _thanked(event, before, own):
        return _answering(event, helped)
    others = [party for party in event.recipients if event.type is not EventType.SANCTION or party.country not in own]
    if any(map(_is_somebody, others)) or len(own) != 1 or None in own:
        return event  # a crossing at a town of its own is shut to others
    near = nearby(event.trigger.start, before)
    named = {sentence[head].lower for head in _objects(sentence, trigger)}
    found = _other_side(event, near[::-1], own, named)
    return event if len(found) != 1 or _countries(found) & {*own, None} else _answering(event, found)


def _thanked(event: Event, before: Sequence[Event], own: set[str | None]) -> tuple[Party, ...]:
    """Who helped, and is thanked by whom he helped: "thanked the crew"; nobody where another one is named."""
    if event.rule.entry not in _THANKING or _countries(event.recipients) - {*own, None}:
        return ()
    helping = (each for each in reversed(before) if each.type is EventType.AID and _countries(each.recipients) & own)
    return next((each.actors for each in helping), ())


def _objects(sentence: ParsedSentence, trigger: int) -> list[int]:
    """What a verb is about: its objects, and what stands behind "for"."""
    if not is_verb(sentence, trigger):
        return []
    asked = [child for child in sentence.children(trigger, "prep") if sentence[child].lower == "for"]
    return [*objects(sentence, trigger), *(noun for child in asked for noun in sentence.children(child, "pobj"))]


def _other_side(
    event: Event, told: Sequence[Event], own: set[str | None], objects_named: set[str]
) -> tuple[Party, ...]:
    """With whom the country `own` deals in the events `told`, the last one first."""
    talks = event.type is EventType.AGREE and event.rule.entry in _TALKING
    frees = event.type is EventType.REQUEST and not objects_named.isdisjoint(_FREEING)
    if event.type in _REACTIONS or talks or frees:
        struck = next((each.actors for each in told if _countries(each.recipients) & own), ())
        if struck:
            return struck
    if event.type is EventType.AID:
        return next((each.actors for each in told if each.type is EventType.REQUEST), ())
    if not objects_named.isdisjoint(_BILATERAL | _ENVOYS):
        dealt = next((each.recipients for each in told if _countries(each.actors) & own and each.recipients), ())
        if dealt:
            return dealt
    shared = _ENVOYS | (_BILATERAL if event.type in _REACTIONS else frozenset())
    last = told[0].actors if told and not objects_named.isdisjoint(shared) else ()
    return tuple(party for party in last if is_whole_country(party.actor, party.country))


def _acts_itself(actors: Sequence[Party], before: Sequence[Party]) -> bool:
    """Whether who answers did it himself: a country and its government are one, an opposition is another party."""
    if not _countries(actors) & _countries(before) - {None}:
        return False
    same = {party.actor or party.text for party in actors} & {party.actor or party.text for party in before}
    return bool(same) or any(is_whole_country(party.actor, party.country) for party in actors)


def _is_somebody(party: Party) -> bool:
    """Whether a recipient is a party, and no thing: "rejected claims of spying"."""
    return party.country is not None or party.sector is not None or not party.text.islower()


def _countries(parties: Sequence[Party]) -> set[str | None]:
    return {party.country for party in parties}


def _answering(event: Event, parties: Sequence[Party]) -> Event:
    position = Position(kind=PositionKind.ANSWERED, word=event.trigger.text)
    answered = (msgspec.structs.replace(party, position=position) for party in parties)
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
    lodged = [head for head in heads if sentence[head].lower in _LODGED]
    about = _behind(sentence, (trigger, *lodged)) if lodged else []
    if lodged and not about:
        return True
    return any(_speaks_of_deed(sentence, head) for head in (*heads, *about) if head not in lodged)


def _behind(sentence: ParsedSentence, heads: Sequence[int]) -> list[int]:
    """What a feeling is about: "expressed alarm at the move"."""
    about = (child for head in heads for child in sentence.children(head, "prep") if sentence[child].lower in _ABOUT)
    return [noun for preposition in about for noun in sentence.children(preposition, "pobj")]


def _speaks_of_deed(sentence: ParsedSentence, head: int) -> bool:
    """Whether a noun is a deed spoken of before: "the move", "it", "their release"; not "the move of Tehran"."""
    if sentence[head].lower in _SHARED or sentence.children(head, "prep", "relcl", "acl"):
        return False
    if owner := sentence.children(head, "poss"):
        return sentence[owner[0]].tag == "PRP$" and load_lexicon().noun(sentence[head].lower) is not None
    return any(sentence[word].lower in _DEMONSTRATIVES for word in (head, *sentence.children(head, "det")))
