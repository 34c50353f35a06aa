"""The event coder: from parsed sentences and names to who did what to whom.

Each sentence is read from outside in. A verb that makes an event uses up what it governs, so that nothing is counted
twice; coordinated verbs, relative and adverbial clauses make events of their own. Nouns that name events come last.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from monitor.annotate.events.anaphora import nearby, with_antecedent, with_counterpart, with_pair
from monitor.annotate.events.article import ArticleContext
from monitor.annotate.events.duplicates import without_duplicates
from monitor.annotate.events.event_nouns import read_nouns, read_protests, read_visits
from monitor.annotate.events.finalise import finalised, outlined
from monitor.annotate.events.merging import identified, once_each
from monitor.annotate.events.passing import (
    MENACING,
    conditions_of,
    goes_on,
    is_demand_of,
    is_denial,
    is_passing,
    is_remark,
    is_statement,
    is_warning,
    with_demand,
    without_retold,
)
from monitor.annotate.events.plover_rules import with_own_threat
from monitor.annotate.events.retelling import told_once
from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.topics import topic_counts
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.countries import country_of_text, is_anybodys
from monitor.annotate.roles.places import telling_places
from monitor.annotate.roles.roles import Roles
from monitor.annotate.roles.sides import are_both
from monitor.annotate.syntax.clauses import agent, complement, is_passive, is_verb, objects, subject
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import read_clause
from monitor.annotate.typing.senses import Reading
from monitor.records import Event, EventType, Mention

_SUFFERED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.CONCEDE})
"""Types that are worth telling by whom they are done to, and where."""

_TRIED = frozenset("charge indict convict prosecute try arraign".split())
"""What courts do, whom the passive need not name: "five charged with treason in Zambia"."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")


def code_events(
    sentences: Iterable[ParsedSentence],
    mentions: Sequence[Mention],
    *,
    document: str,
    story: str,
    on: date,
    dated: bool = True,
) -> tuple[Event, ...]:
    """The events of an article, each once, in order of the text.

    Args:
        sentences: those that may hold an event, parsed.
        mentions: all names of the article.
        document: the text that all offsets refer to.
        story: id of the story, part of the ids of its events.
        on: the day of the article; what happened in an earlier year is historical.
        dated: the publisher says that it is of that day; else "today" and "on Monday" name no day.
    """
    found = _drafted(sentences, mentions, document)
    if not any(each.drafts for each in found):
        return ()
    words = map(str.lower, _WORD.findall(document))
    telling = telling_places(mentions, document)
    article = ArticleContext(
        document=document,
        story=story,
        on=on,
        dated=dated,
        country=country_of_text(telling),
        topics=topic_counts(words),
        mentions=tuple(mentions),
        telling=telling,
    )
    events: list[Event] = []
    for each in found:
        events += each.finalised(article, events)
    told = once_each(told_once(events, document.find("\n")))
    return tuple(identified(event, story, on) for event in told)


def _drafted(sentences: Iterable[ParsedSentence], mentions: Sequence[Mention], document: str) -> list["_Drafted"]:
    """Each sentence with what may be an event in it, and with the one right before it where that is parsed too."""
    found: list[_Drafted] = []
    for sentence in sentences:
        last = found[-1] if found else None
        follows = last is not None and not document[last.sentence.end : sentence.start].strip()
        found.append(_Drafted(sentence, Roles(sentence, mentions, last.roles if last and follows else None)))
    return found


class _Drafted:
    """What may be an event in one sentence."""

    def __init__(self, sentence: ParsedSentence, roles: Roles) -> None:
        self.sentence, self.roles = sentence, roles
        self.drafts = [*drafts(sentence, roles)]

    def finalised(self, article: ArticleContext, before: list[Event]) -> list[Event]:
        """The events of the sentence; `before` are those of the sentences before it."""
        found: list[Event] = []
        for draft in self.drafts:
            told = [*before, *found]
            if draft.goes_on and not nearby(self.sentence[draft.trigger].start, told):
                continue
            outline = outlined(draft, self.sentence, self.roles, article)
            event = with_pair(outline.event, told)
            event = with_antecedent(event, self.sentence, draft.trigger, told)
            event = with_counterpart(event, self.sentence, draft.trigger, told)
            if not draft.goes_on or goes_on(event, told):
                found.append(finalised(outline, event, self.sentence, self.roles, article))
        return without_duplicates(found)


def drafts(sentence: ParsedSentence, roles: Roles) -> Iterator[Draft]:
    """What may be an event in one sentence, outermost first, nouns last; no draft counts what another one used up.

    What is told in passing counts only where the sentence tells nothing else.
    """
    found = [with_demand(draft, sentence, roles) for draft in without_retold(_drafts(sentence, roles))]
    told = [draft for draft in found if not is_passing(sentence, draft.trigger) or is_statement(sentence, draft)]
    yield from found if all(draft.goes_on for draft in told) else told


def _drafts(sentence: ParsedSentence, roles: Roles) -> Iterator[Draft]:
    used: set[int] = set()
    protests: set[int] = set()
    for verb in sentence.outside_in:
        if verb in used or not is_verb(sentence, verb):
            continue
        if draft := _draft(sentence, roles, verb):
            is_told_beside = is_denial(draft) or is_warning(draft, sentence, roles.phrases)
            used.update((verb,) if is_told_beside else _used_up(sentence, verb))
            used.update(conditions_of(draft, sentence))
            if is_demand_of(protests, sentence, draft):
                continue
            protests.update((verb,) if draft.reading.type is EventType.PROTEST else ())
            yield draft
    yield from read_nouns(sentence, roles, used)
    yield from read_visits(sentence, roles)
    yield from read_protests(sentence, roles, used)


def _draft(sentence: ParsedSentence, roles: Roles, verb: int) -> Draft | None:
    reading = read_clause(sentence, verb)
    if reading is None:
        return None
    actors = roles.actors(verb, reading.type)
    recipients = roles.recipients(verb, actors, reading)
    open_doer = (is_passive(sentence, verb) and agent(sentence, verb) is None) or _by_weapon(sentence, verb)
    known = _has_parties(reading, roles, actors, recipients, open_doer=open_doer)
    if not known and reading.type is EventType.THREATEN and reading.verb not in MENACING:
        return None
    draft = Draft(reading=reading, trigger=verb, actors=tuple(actors), recipients=tuple(recipients), goes_on=not known)
    return with_own_threat(draft, sentence, roles.phrases)


def _has_parties(reading: Reading, roles: Roles, actors: list[int], recipients: list[int], *, open_doer: bool) -> bool:
    """Whether enough is known of it: a named side, a party and a place, both sides unnamed, or who was assaulted."""
    phrases, kind = roles.phrases, reading.type
    if any(roles.is_named(head) for head in (*actors, *recipients)):
        return True
    names_country = any(name.country for name in phrases.names.values())
    if any(are_both(roles.sentence, head) or _is_placed(head, kind, roles) for head in actors):
        return True
    if names_country and kind in _SUFFERED and any(_is_victim(phrases, head) for head in recipients):
        return True
    struck = (
        kind is EventType.COERCE
        or (kind is EventType.ACCUSE and reading.verb in _TRIED)
        or (open_doer and kind is EventType.ASSAULT)
    )
    if struck and recipients and phrases.names_place:
        return True
    has_patient = any(phrases.is_party(head) for head in recipients)
    return has_patient and (bool(actors) or kind is EventType.ASSAULT)


def _is_placed(head: int, kind: EventType, roles: Roles) -> bool:
    """Whether it is known who acts, and where: a place is named; for a protest a people will do ("at Greek ports")."""
    phrases = roles.phrases
    names_people = kind is EventType.PROTEST and any(name.country for name in phrases.names.values())
    placed = names_people or phrases.names_place or phrases.meant(head)[0].names_place
    return placed and roles.is_known(head)


def _by_weapon(sentence: ParsedSentence, verb: int) -> bool:
    """Whether only a weapon is said to do it: "missiles hit a power station"."""
    acting = subject(sentence, verb)
    return acting is not None and is_anybodys(sentence, acting)


def _is_victim(phrases: Phrases, head: int) -> bool:
    """Whether somebody suffers it, if only by number: "a teacher", "a guest", "dozens", "40"."""
    is_person = load_lexicon().is_of_class("people", phrases.sentence[head].lower)
    return is_person or phrases.is_known(head) or phrases.is_count(head)


def _used_up(sentence: ParsedSentence, verb: int) -> Iterator[int]:
    """What counts only through `verb`: itself, the clause that it governs, and its objects but for their clauses."""
    yield verb
    governed = complement(sentence, verb)
    if governed is not None:
        below = sentence.subtree(governed)
        remarks = {part for clause in below if is_remark(sentence, clause) for part in sentence.subtree(clause)}
        yield from (part for part in below if part not in remarks)
    for head in objects(sentence, verb):
        yield head
        yield from sentence.children(head, "conj", "compound")
