"""Who an event is done to: all positions below its trigger in which a recipient can stand, ranked.

A recipient stands in many places: as object, behind a preposition of the verb or of its object, as owner of the
object, as subject or object of the embedded clause. No fixed order is right. Each candidate is weighed by its
position, its preposition, and what kind of noun it is (`candidate_positions`); the heaviest one wins.
"""

from collections.abc import Iterator

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.roles.candidate_positions import OWN, Candidate, Finder, is_condemned
from monitor.annotate.roles.recipient_priors import NAMED
from monitor.annotate.syntax.clauses import is_verb
from monitor.annotate.syntax.noun_phrases import Phrases
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import is_former, is_inverted
from monitor.annotate.typing.senses import Reading
from monitor.annotate.typing.threats import suffers
from monitor.records import EntityType, EventType

_CONDITION = 2.5
"""How much it counts that a threat depends on somebody."""

_MEANING_THINGS = frozenset({EventType.SUPPORT, EventType.COOPERATE})
"""Types that are often about a thing alone: who signs a treaty or praises a deal need not turn to anybody."""

_BETWEEN = frozenset({EventType.AGREE, EventType.COOPERATE})
_EXCHANGING = words_of("recipients", "exchanging")
_TOWARDS = words_of("recipients", "towards")
"""What several do with each other has a recipient only behind one of these prepositions."""

_HURTING = words_of("recipients", "hurting")
_MEANWHILE = words_of("recipients", "meanwhile")
_MEANS = words_of("recipients", "means")
_WORDED = frozenset({EventType.ACCUSE, EventType.REJECT})
"""Types of words about others."""
_HEADS = frozenset("pobj dobj nsubj nsubjpass conj attr poss amod compound".split())
_DEEP, _PER_WORD = 0.6, -0.002
LEAST = 0.4
"""The weight that a recipient has at least; what is lighter is a circumstance."""


def candidates(
    sentence: ParsedSentence, phrases: Phrases, trigger: int, reading: Reading, *, among_themselves: bool = False
) -> list[Candidate]:
    """All candidates below the verb `trigger`, the likeliest first.

    among_themselves: several act, so that what they agree on or exchange may be with each other.
    """
    if among_themselves and (reading.type in _BETWEEN or _is_exchange(sentence, trigger)):
        return _partners(sentence, phrases, trigger)
    best: dict[int, float] = {}
    found = [*Finder(sentence, phrases, reading).below_verb(trigger, reading.embedded)]
    if reading.type is EventType.THREATEN:
        found += _warned(sentence, phrases, trigger)
    if reading.type not in _MEANING_THINGS:
        found += _deeper(sentence, phrases, trigger, reading)
    doer = _doer_of_threat(sentence, reading)
    for candidate in found:
        if doer is not None and _is_same(phrases, candidate.head, doer):
            continue
        best[candidate.head] = max(candidate.weight, best.get(candidate.head, candidate.weight))
    return sorted(
        (Candidate(head, weight) for head, weight in best.items()), key=lambda each: (-each.weight, each.head)
    )


def _is_same(phrases: Phrases, head: int, other: int) -> bool:
    """Whether two nouns are one, or words of one name: "United" and "States"."""
    name = phrases.name(head)
    return head == other or (name is not None and name is phrases.name(other))


def _is_exchange(sentence: ParsedSentence, trigger: int) -> bool:
    return not _EXCHANGING.isdisjoint(load_lexicon().lemmas(sentence[trigger].lower))


def _partners(sentence: ParsedSentence, phrases: Phrases, trigger: int) -> list[Candidate]:
    """Whoever several who agree or exchange something do it with."""
    return [
        Candidate(head, OWN + NAMED)
        for index in (trigger, *sentence.children(trigger, "dobj"))
        for preposition in sentence.children(index, "prep")
        if sentence[preposition].lower in _TOWARDS
        for head in sentence.children(preposition, "pobj")
        if phrases.is_party(head)
    ]


def _doer_of_threat(sentence: ParsedSentence, reading: Reading) -> int | None:
    """Who would do what is threatened, and so is not threatened: "Kosovo will respond, Kurti warned"."""
    embedded = reading.embedded
    if reading.type is not EventType.THREATEN or embedded is None or suffers(sentence, embedded):
        return None
    return sentence.child(embedded, "nsubj")


def _warned(sentence: ParsedSentence, phrases: Phrases, trigger: int) -> Iterator[Candidate]:
    """Whose behaviour a threat depends on: "warned of sanctions if Russia kept rejecting talks"."""
    for clause in sentence.subtree(trigger):
        marked = sentence[clause].dep == "advcl" and any(
            sentence[mark].lower in ("if", "unless", "until") for mark in sentence.children(clause, "mark")
        )
        if marked or is_inverted(sentence, clause):
            acting = sentence.children(clause, "nsubj", "nsubjpass")
            yield from (Candidate(head, _CONDITION) for head in acting if phrases.is_known(head))


def _other_clauses(sentence: ParsedSentence, verb: int) -> Iterator[int]:
    """What is told beside `verb`: conjoined verbs, what happened before or at the same time, what something was."""
    yield from (clause for clause in sentence.subtree(verb) if is_former(sentence, clause))
    yield from (conjunct for conjunct in sentence.children(verb, "conj") if is_verb(sentence, conjunct))
    for clause in sentence.children(verb, "advcl"):
        if any(sentence[mark].lower in _MEANWHILE for mark in sentence.children(clause, "mark", "advmod")):
            yield clause


def _condemned(sentence: ParsedSentence, trigger: int, reading: Reading) -> Iterator[int]:
    """The deeds that are condemned; whoever is named in one and did not do it is its victim."""
    for index in sentence.subtree(trigger):
        entry = load_lexicon().noun(sentence[index].lower) if sentence[index].tag.startswith("NN") else None
        if entry is not None and is_condemned(reading, entry.type):
            yield index


def _deeper(sentence: ParsedSentence, phrases: Phrases, trigger: int, reading: Reading) -> Iterator[Candidate]:
    """Whoever else is named below the trigger and behind it, nearest first: "condemned what was done … in Iraq"."""
    kind = reading.type
    places = kind is not EventType.CONSULT
    elsewhere = {index for clause in _other_clauses(sentence, trigger) for index in sentence.subtree(clause)}
    elsewhere |= {index for means in _by_means(sentence, trigger, kind) for index in sentence.subtree(means)}
    if kind is EventType.ACCUSE:
        elsewhere |= {index for deed in _condemned(sentence, trigger, reading) for index in sentence.subtree(deed)}
    for index in sentence.subtree(trigger):
        name = (
            phrases.name(index)
            if index > trigger and index not in elsewhere and sentence[index].dep in _HEADS
            else None
        )
        if name is not None and (places or name.type is not EntityType.PLACE):
            yield Candidate(index, _DEEP + _PER_WORD * (index - trigger))


def _by_means(sentence: ParsedSentence, trigger: int, kind: EventType) -> Iterator[int]:
    """The prepositions of what something is done by or as: "through its embassy in Beijing", "as president of Chad";
    but what others are called is said of them ("dismissed it as a lie of Israel").
    """
    for index in sentence.subtree(trigger):
        word = sentence[index].lower
        if word in _MEANS or (word == "as" and kind not in _WORDED):
            yield index


def casualties(sentence: ParsedSentence, trigger: int) -> list[int]:
    """Who is hurt by what happens: "a landmine exploded under a bus, killing eleven passengers"."""
    clauses = (clause for clause in sentence.children(trigger, "advcl") if sentence[clause].lower in _HURTING)
    return [head for clause in clauses for head in sentence.children(clause, "dobj")]
