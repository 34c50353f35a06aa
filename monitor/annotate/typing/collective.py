"""Who acts together with whom: a drill that is held alone is a show of force, one held with others cooperation."""

from monitor.annotate.lexicon import Entry, load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.clauses import agent, is_passive, objects, subject
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.records import EventType

_JOINT = words_of("collective", "joint")
_JOINING = words_of("collective", "joining")
_WORKING = words_of("collective", "working")
_DONE_TOGETHER = frozenset({EventType.COERCE, EventType.MOBILIZE, EventType.ACCUSE})
"""Types of which working together is more than the deed itself: armies that patrol together, police that search."""


def in_company(sentence: ParsedSentence, verb: int, entry: Entry) -> EventType:
    """The type of an entry after who does it together with whom: a drill held alone is a show of force."""
    below = [sentence[index].lower for index in sentence.subtree(verb)]
    exercises = entry.type is EventType.COOPERATE and load_lexicon().is_of_class("exercises", entry.object)
    if exercises and entry.word not in _JOINING:
        jointly = not _JOINT.isdisjoint(below) or _has_partner(sentence, verb)
        return EventType.COOPERATE if jointly else EventType.MOBILIZE
    if entry.type in _DONE_TOGETHER and not _is_of_words(entry):
        around = (verb, *sentence.children(verb, "prep"))
        adverbs = {sentence[child].lower for head in around for child in sentence.children(head, "advmod")}
        # those who are arrested "alongside" others are arrested with them
        beside = entry.type is EventType.MOBILIZE and _is_alongside(sentence, verb)
        joined = adverbs & {"together", "jointly"} or beside or _is_joint(sentence, verb)
        return EventType.COOPERATE if joined else entry.type
    return entry.type


def _is_of_words(entry: Entry) -> bool:
    """Whether an accusation is only said; who investigates together works together."""
    return entry.type is EventType.ACCUSE and entry.word not in _WORKING


def _is_alongside(sentence: ParsedSentence, verb: int) -> bool:
    """ "patrolled the waters alongside their colleagues"."""
    heads = (verb, *objects(sentence, verb))
    return any(sentence[child].lower == "alongside" for head in heads for child in sentence.children(head, "prep"))


def _is_joint(sentence: ParsedSentence, verb: int) -> bool:
    """ "arrested 12 smugglers in a joint operation"."""
    behind = (head for child in sentence.children(verb, "prep") for head in sentence.children(child, "pobj"))
    return any(
        load_lexicon().is_of_class("joint", f"{sentence[child].lower}-{sentence[head].lower}")
        for head in behind
        for child in sentence.children(head, "amod")
    )


def _has_partner(sentence: ParsedSentence, verb: int) -> bool:
    """Whether somebody else does it too: "with" somebody, or two subjects, or troops of two countries."""
    beside = [child for head in (verb, *objects(sentence, verb)) for child in sentence.children(head, "prep")]
    if any(sentence[child].lower in ("with", "alongside", "between") for child in beside):
        return True
    acting = agent_of(sentence, verb)
    if acting is None:
        return False
    countries = sentence.children(acting, "amod", "nmod")
    return any(sentence.child(head, "conj") is not None for head in (acting, *countries))


def agent_of(sentence: ParsedSentence, verb: int) -> int | None:
    """Who does what `verb` says: its subject, or the agent of a passive verb."""
    return agent(sentence, verb) if is_passive(sentence, verb) else subject(sentence, verb)
