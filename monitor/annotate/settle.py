"""From a draft to an event: PLOVER's rules of time, negation and reciprocity; attribution, confidence and id.

Rules of PLOVER manual 0.8: cooperation that lies in the future is an intention, AGREE; where all sides of a CONSULT
(or of two-sided cooperation) are alike, all are actors and none is the recipient.
"""

from monitor.annotate.clauses import subject
from monitor.annotate.draft import Draft
from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.modality import Modality, modality
from monitor.annotate.parse import ParsedSentence
from monitor.annotate.quads import COOPERATIVE
from monitor.annotate.reading import HEAD, Reading
from monitor.annotate.roles import Roles
from monitor.identity import content_id
from monitor.records import Event, EventType, Span

_AGREE_WHEN_FUTURE = frozenset(
    {EventType.AID, EventType.COOPERATE, EventType.SUPPORT, EventType.CONSULT, EventType.RETREAT}
)
"""All cooperation but CONCEDE, which covers promises of concessions itself, and AGREE."""

_MUTUAL = frozenset({EventType.AGREE, EventType.COOPERATE})
_PROTESTING = frozenset("protester protesters protestor protestors demonstrator demonstrators rioter rioters".split())
_FIGHTING = frozenset("clash clashed clashes clashing fought fight scuffle scuffled".split())


def settled(draft: Draft, sentence: ParsedSentence, roles: Roles, *, document: str, story: str, year: int) -> Event:
    """The event that `draft` comes to."""
    modes = modality(sentence, draft.trigger, year)
    kind, modes = _by_modes(_by_actors(draft, sentence), modes, draft.reading)
    actors, recipients = _by_reciprocity(kind, draft, sentence)
    actor_spans = tuple(roles.phrases.span(head, document) for head in actors)
    recipient_spans = tuple(roles.phrases.span(head, document) for head in recipients)
    trigger = sentence[draft.trigger]
    return Event(
        id=_event_id(story, kind, actor_spans, recipient_spans, modes),
        type=kind,
        actors=actor_spans,
        recipients=recipient_spans,
        trigger=Span(text=trigger.text, start=trigger.start, end=trigger.end),
        sentence=Span(text=document[sentence.start : sentence.end], start=sentence.start, end=sentence.end),
        negated=modes.negated,
        future=modes.future,
        hypothetical=modes.hypothetical,
        historical=modes.historical,
        said_by=_speaker(sentence, draft.trigger, roles, document),
        confidence=_confidence(draft, roles),
        rule=draft.reading.rule,
    )


def _by_actors(draft: Draft, sentence: ParsedSentence) -> EventType:
    """Protesters who clash with the police protest; armies that clash fight."""
    protest = any(sentence[head].lower in _PROTESTING for head in (*draft.actors, *draft.recipients))
    if draft.reading.type is EventType.ASSAULT and protest and sentence[draft.trigger].lower in _FIGHTING:
        return EventType.PROTEST
    return draft.reading.type


def _by_modes(kind: EventType, modes: Modality, reading: Reading) -> tuple[EventType, Modality]:
    """The type after negation and time: who will not help refuses, who will help has agreed to."""
    if modes.negated and kind in COOPERATIVE and (kind is not EventType.CONSULT or modes.future):
        return EventType.REJECT, Modality(hypothetical=modes.hypothetical, historical=modes.historical)
    if modes.future and kind in _AGREE_WHEN_FUTURE:
        kind = EventType.AGREE
    return kind, Modality(
        negated=modes.negated and not reading.counts_negation,
        future=modes.future,
        hypothetical=modes.hypothetical or reading.unreal,
        historical=modes.historical,
    )


def _by_reciprocity(kind: EventType, draft: Draft, sentence: ParsedSentence) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """A meeting has all parties as actors; so has an agreement or a trade "with" somebody."""
    mutual = draft.reading.type is EventType.CONSULT or (
        kind in _MUTUAL and any(sentence[sentence.head(head)].lower in ("with", "between") for head in draft.recipients)
    )
    return ((*draft.actors, *draft.recipients), ()) if mutual else (draft.actors, draft.recipients)


def _speaker(sentence: ParsedSentence, trigger: int, roles: Roles, document: str) -> Span | None:
    """Who says so: the subject of the reporting verb above the trigger, or who stands behind "according to"."""
    below = trigger
    for above in sentence.ancestors(trigger):
        if sentence[below].dep in ("ccomp", "parataxis") and _reports(sentence, above):
            said_by = subject(sentence, above)
            return None if said_by is None else roles.phrases.span(said_by, document)
        below = above
    for index, token in enumerate(sentence.tokens):
        if token.lower == "according" and (source := _behind_to(sentence, index)) is not None:
            return roles.phrases.span(source, document)
    return None


def _reports(sentence: ParsedSentence, verb: int) -> bool:
    lexicon = load_lexicon()
    return any(lexicon.operator(lemma) is Operator.REPORT for lemma in lexicon.lemmas(sentence[verb].lower))


def _behind_to(sentence: ParsedSentence, according: int) -> int | None:
    preposition = sentence.child(according, "prep")
    return None if preposition is None else sentence.child(preposition, "pobj")


def _confidence(draft: Draft, roles: Roles) -> float:
    """From how much of the lexicon entry stood in the text and whether both sides are named; a rule of thumb as yet."""
    base = 0.75 if draft.reading.strength >= HEAD else 0.65 if draft.reading.strength >= 2 else 0.55
    named = sum(any(roles.phrases.is_named(head) for head in role) for role in (draft.actors, draft.recipients))
    unknown_actor = 0.15 if not draft.actors else 0.0
    return round(base + 0.1 * (named - 1) - unknown_actor, 2)


def _event_id(
    story: str, kind: EventType, actors: tuple[Span, ...], recipients: tuple[Span, ...], modes: Modality
) -> str:
    """An id that is the same wherever in the story the same is said: of type, parties and modes."""
    parties = ("|".join(sorted(span.text.casefold() for span in role)) for role in (actors, recipients))
    flags = "".join("01"[mode] for mode in (modes.negated, modes.future, modes.hypothetical, modes.historical))
    return content_id("e", story, kind.value, *parties, flags)
