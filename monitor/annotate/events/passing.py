"""What counts only beside something else.

Clauses that say who somebody is, what for or how, what is denied or called for; and a sentence that names nobody, which
goes on about an event told before: "The army had bombed their camp", "Opposition lawmakers condemned the move".
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from monitor.annotate.events.anaphora import ANSWERS, nearby
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.roles.countries import is_whole_country
from monitor.annotate.roles.roles import Roles
from monitor.annotate.syntax.clauses import agent, is_infinitive, is_second_clause, is_verb, tells_where
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import read_clause
from monitor.records import EntityType, Event, EventType

_CONDITIONS = frozenset({"if", "unless", "until"})
_NEAR = 3
"""Tokens between a comma and the noun that a clause is about: ", a charge the ministry rejected"."""


_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST})
"""Types behind which somebody without a name suffers: "and 14 people were detained"."""

_SUFFERED = frozenset({EventType.ASSAULT, EventType.COERCE})
"""Types of what is done to somebody, whoever does it."""

MENACING = frozenset({"threaten", "vow", "warn"})
"""What is threatened by somebody without a name; not what somebody said may happen."""


def is_passing(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a clause only says who somebody is, what for or how: relative clauses, participles, purposes, gerunds."""
    token = sentence[verb]
    if not is_verb(sentence, verb):
        return False
    if token.dep == "acl":
        return token.tag != "VBG" and agent(sentence, verb) is None and not is_second_clause(sentence, verb)
    purpose = token.dep == "advcl" and token.tag == "VB" and is_infinitive(sentence, verb)
    return purpose or token.dep in ("relcl", "pcomp")


def is_statement(sentence: ParsedSentence, draft: Draft) -> bool:
    """Whether a clause told in passing tells more than who or when: "said after meeting his counterpart", "…, which
    China condemned", "the stadium where soldiers tortured prisoners".
    """
    token = sentence[draft.trigger]
    if token.dep == "pcomp":
        return draft.reading.type is EventType.CONSULT and sentence[token.head].lower == "after"
    if tells_where(sentence, draft.trigger) and draft.reading.type is EventType.ASSAULT:
        return bool(draft.actors and draft.recipients)
    return draft.reading.type in ANSWERS and is_remark(sentence, draft.trigger)


def is_remark(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a relative clause says what somebody else made of it: ", a charge the Kremlin dismissed"."""
    token = sentence[verb]
    speaker = sentence.child(verb, "nsubj") if token.dep == "relcl" else None
    if speaker is None or sentence[speaker].tag in ("WP", "WDT", "PRP"):
        return speaker is not None and _answers(sentence, verb, speaker)
    return any(other.lower == "," for other in sentence.tokens[max(0, token.head - _NEAR) : verb])


def _answers(sentence: ParsedSentence, verb: int, relative: int) -> bool:
    """Whether whom a relative clause is about answers: "blamed India, which dismissed the allegation"."""
    things = (sentence.children(head, "det") for head in sentence.children(verb, "dobj"))
    named = any(sentence[article].lower in ("the", "this") for articles in things for article in articles)
    return named and sentence[relative - 1].lower == ","


def is_denial(draft: Draft) -> bool:
    """Whether a deed is denied, which is told beside the denial: "denied that it had shelled a camp"."""
    reading = draft.reading
    return reading.type is EventType.REJECT and reading.verb == "deny" and reading.embedded is not None


def is_warning(draft: Draft, sentence: ParsedSentence, phrases: Phrases) -> bool:
    """Whether somebody warns of what others may do, which is told beside it: "warned that China could blockade"."""
    reading = draft.reading
    if reading.type is not EventType.THREATEN or not reading.unreal or reading.embedded is None:
        return False
    doer = sentence.child(reading.embedded, "nsubj", "nsubjpass")
    return doer is not None and doer not in draft.actors and phrases.is_named(doer)


def conditions_of(draft: Draft, sentence: ParsedSentence) -> set[int]:
    """What a threat is made to depend on, which is no event: "unless the Kremlin withdraws its troops"."""
    if draft.reading.type is not EventType.THREATEN:
        return set()
    return {
        index
        for clause in sentence.subtree(draft.trigger)
        if sentence[clause].dep == "advcl"
        and any(sentence[mark].lower in _CONDITIONS for mark in sentence.children(clause, "mark"))
        for index in sentence.subtree(clause)
    }


def is_demand_of(protests: set[int], sentence: ParsedSentence, draft: Draft) -> bool:
    """Whether something is what a protest calls for: "marched through La Paz demanding higher pensions"."""
    token = sentence[draft.trigger]
    asks = draft.reading.type is EventType.REQUEST and token.tag == "VBG" and token.dep in ("advcl", "xcomp", "acl")
    return asks and not protests.isdisjoint(sentence.ancestors(draft.trigger))


def without_retold(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """`drafts` without those that name nobody where the sentence tells the same by name: "fired rockets, hurting five
    American soldiers".
    """
    found = [*drafts]
    named = {(draft.reading.type, draft.actors) for draft in found if not draft.goes_on}
    return (draft for draft in found if not draft.goes_on or (draft.reading.type, draft.actors) not in named)


def goes_on(event: Event, before: Sequence[Event]) -> bool:
    """Whether `event`, which names nobody, goes on about one of those told before it, so that it is known who acts."""
    near = nearby(event.trigger.start, before)
    refuses = event.type is EventType.REJECT and bool(event.rule.operators)  # "its editor refused to hand over a list"
    if event.type in ANSWERS and not refuses and not any(party.country for party in event.recipients):
        return False
    if not event.actors:
        suffered = event.type in _SUFFERED and any(party.country for party in event.recipients)
        return suffered and any(each.type in _HOSTILE for each in near)
    return bool(near) and any(party.country for party in event.actors)


def with_demand(draft: Draft, sentence: ParsedSentence, roles: Roles) -> Draft:
    """A protest with who is to do what it calls for as recipient, where it names nobody else, or only a town: "blocked
    the road to Acapulco to demand answers from the army".
    """
    if draft.reading.type is not EventType.PROTEST or not all(_is_town(roles, head) for head in draft.recipients):
        return draft
    for clause in sentence.children(draft.trigger, "advcl", "xcomp"):
        wanted = read_clause(sentence, clause) if sentence[clause].tag in ("VBG", "VB") else None
        asked = roles.recipients(clause, draft.actors, wanted) if wanted and wanted.type is EventType.REQUEST else []
        asked = [head for head in asked if roles.phrases.is_party(head)]
        if asked:
            return msgspec.structs.replace(draft, recipients=tuple(asked))
    return draft


def _is_town(roles: Roles, head: int) -> bool:
    name = roles.phrases.name(head)
    return name is not None and name.type is EntityType.PLACE and not is_whole_country(name.actor, name.country)
