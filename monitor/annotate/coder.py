"""The event coder: from parsed sentences and names to who did what to whom.

Each sentence is read from outside in. A verb that makes an event uses up what it governs, so that nothing is counted
twice; fellow verbs, relative and adverbial clauses make events of their own. Nouns that name events come last.
"""

from collections.abc import Iterable, Iterator, Sequence

from monitor.annotate.clauses import complement, is_verb, objects
from monitor.annotate.draft import Draft
from monitor.annotate.event_type import read_clause
from monitor.annotate.nominal import read_nouns
from monitor.annotate.parse import ParsedSentence
from monitor.annotate.roles import Roles
from monitor.annotate.settle import settled
from monitor.records import Event, EventType, Mention


def code_events(
    sentences: Iterable[ParsedSentence], mentions: Sequence[Mention], *, document: str, story: str, year: int
) -> tuple[Event, ...]:
    """The events of an article, each once, in order of the text.

    Args:
        sentences: those that may hold an event, parsed.
        mentions: all names of the article.
        document: the text that all offsets refer to.
        story: id of the story, part of the ids of its events.
        year: of the article; what happened in an earlier one is historical.
    """
    events: dict[str, Event] = {}
    for sentence in sentences:
        roles = Roles(sentence, mentions)
        for draft in _drafts(sentence, roles):
            event = settled(draft, sentence, roles, document=document, story=story, year=year)
            events.setdefault(event.id, event)
    return tuple(events.values())


def _drafts(sentence: ParsedSentence, roles: Roles) -> Iterator[Draft]:
    used: set[int] = set()
    for verb in sentence.outside_in:
        if verb in used or not is_verb(sentence, verb):
            continue
        if draft := _draft(sentence, roles, verb):
            used.update(_used_up(sentence, verb))
            yield draft
    yield from read_nouns(sentence, roles, used)


def _draft(sentence: ParsedSentence, roles: Roles, verb: int) -> Draft | None:
    reading = read_clause(sentence, verb)
    if reading is None:
        return None
    actors = roles.actors(verb)
    recipients = roles.recipients(verb, actors, reading)
    if not _has_parties(reading.type, roles, actors, recipients):
        return None
    return Draft(reading=reading, trigger=verb, actors=tuple(actors), recipients=tuple(recipients))


def _has_parties(kind: EventType, roles: Roles, actors: list[int], recipients: list[int]) -> bool:
    """Whether enough is known of who did it: a named side, both sides unnamed, or the victims of an assault."""
    if any(roles.phrases.is_named(head) for head in (*actors, *recipients)):
        return True
    struck = any(roles.phrases.is_party(head) for head in recipients)
    return struck and (bool(actors) or kind is EventType.ASSAULT)


def _used_up(sentence: ParsedSentence, verb: int) -> Iterator[int]:
    """What counts only through `verb`: itself, the clause that it governs, and its objects but for their clauses."""
    yield verb
    governed = complement(sentence, verb)
    if governed is not None:
        yield from sentence.subtree(governed)
    for head in objects(sentence, verb):
        yield head
        yield from sentence.children(head, "conj", "compound")
