"""What a sentence tells in passing: clauses that say who somebody is, what for or how, what is denied or called for."""

from monitor.annotate.events.anaphora import ANSWERS
from monitor.annotate.roles.candidate import Draft
from monitor.annotate.syntax.clauses import agent, is_infinitive, is_second_clause, is_verb
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType

_CONDITIONS = frozenset({"if", "unless", "until"})
_NEAR = 3
"""Tokens between a comma and the noun that a clause is about: ", a charge the ministry rejected"."""


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
    China condemned".
    """
    token = sentence[draft.trigger]
    if token.dep == "pcomp":
        return draft.reading.type is EventType.CONSULT and sentence[token.head].lower == "after"
    return draft.reading.type in ANSWERS and is_remark(sentence, draft.trigger)


def is_remark(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a relative clause says what somebody else made of it: ", a charge the Kremlin dismissed"."""
    token = sentence[verb]
    speaker = sentence.child(verb, "nsubj") if token.dep == "relcl" else None
    if speaker is None or sentence[speaker].tag in ("WP", "WDT", "PRP"):
        return False
    return any(other.lower == "," for other in sentence.tokens[max(0, token.head - _NEAR) : verb])


def is_denial(draft: Draft) -> bool:
    """Whether a deed is denied, which is told beside the denial: "denied that it had shelled a camp"."""
    reading = draft.reading
    return reading.type is EventType.REJECT and reading.verb == "deny" and reading.embedded is not None


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
