"""What one given party does to another: the readings of a sentence, ranked by how they join the two.

For texts whose parties are known beforehand. The walk goes from the source towards the target, outside in; a reading
counts by whether the source acts in it and the target stands below its trigger.
"""

from collections.abc import Iterator
from typing import NamedTuple

from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.syntax.clauses import agent, is_passive, is_verb, subject
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.clause_type import read_clause
from monitor.annotate.typing.complements import NOUN, event_noun
from monitor.annotate.typing.senses import Reading
from monitor.records import EventType, Rule

_ACTS, _SPEAKS, _BELOW, _SUFFERS, _FAR = 3.0, 1.5, 0.7, 1.5, -1.0
_HARMFUL = frozenset({EventType.ASSAULT, EventType.COERCE})
_WRONGS = frozenset(
    "stole stolen rigged pocketed embezzled bribed lied cheated looted plundered falsified sabotaged fabricated "
    "plotted conspired committed breached violated broken broke smuggled laundered".split()
)
_PER_LEVEL = -0.3
_OF_NOUN = -1.0


class Joined(NamedTuple):
    """A reading, the token that it was read at, and how well it joins source and target."""

    reading: Reading
    trigger: int
    fit: float


def readings_between(sentence: ParsedSentence, source: frozenset[int], target: frozenset[int]) -> list[Joined]:
    """All readings of the sentence, the one that joins the tokens of `source` and `target` best first."""
    found = [
        *_of_verbs(sentence, source, target),
        *_of_nouns(sentence, source, target),
        *_of_accusers(sentence, source, target),
    ]
    return sorted(found, key=lambda joined: -joined.fit)


def verb_between(sentence: ParsedSentence, source: frozenset[int], target: frozenset[int]) -> tuple[float, int] | None:
    """The verb that joins source and target best, with how well, whether or not the lexicon knows what it means."""
    verbs = [index for index in sentence.outside_in if is_verb(sentence, index)]
    return max(((_fit(sentence, verb, source, target), verb) for verb in verbs), default=None)


def _of_verbs(sentence: ParsedSentence, source: frozenset[int], target: frozenset[int]) -> Iterator[Joined]:
    for verb in sentence.outside_in:
        if not is_verb(sentence, verb):
            continue
        reading = read_clause(sentence, verb)
        if reading is not None:
            yield Joined(reading, verb, _fit(sentence, verb, source, target))


def _fit(sentence: ParsedSentence, verb: int, source: frozenset[int], target: frozenset[int]) -> float:
    below = set(sentence.subtree(verb))
    fit = _PER_LEVEL * sum(1 for _ in sentence.ancestors(verb))
    acting = agent(sentence, verb) if is_passive(sentence, verb) else subject(sentence, verb)
    if acting is not None and not source.isdisjoint(sentence.subtree(acting)):
        fit += _ACTS
    elif _speaks(sentence, verb, source):
        fit += _SPEAKS
    elif not source.isdisjoint(below):
        fit += _BELOW
    others = below - (set(sentence.subtree(acting)) if acting is not None else set())
    patient = subject(sentence, verb) if is_passive(sentence, verb) else None
    if not target.isdisjoint(others) or (patient is not None and not target.isdisjoint(sentence.subtree(patient))):
        return fit + _SUFFERS
    return fit if not target.isdisjoint(below) else fit + _FAR


def _of_accusers(sentence: ParsedSentence, source: frozenset[int], target: frozenset[int]) -> Iterator[Joined]:
    """ "The witness told the court that the president had ordered the killings": who says it of whom accuses him."""
    for deed in sentence.outside_in:
        told = sentence.head(deed)
        if sentence[deed].dep != "ccomp" or not is_verb(sentence, deed) or not is_verb(sentence, told):
            continue
        speaker, acting = subject(sentence, told), agent(sentence, deed) or subject(sentence, deed)
        if speaker is None or acting is None or not (_reports(sentence, told) and _is_past(sentence, deed)):
            continue
        if source.isdisjoint(sentence.subtree(speaker)) or target.isdisjoint(sentence.subtree(acting)):
            continue
        reading = read_clause(sentence, deed)
        wrong = sentence[deed].lower in _WRONGS
        if wrong or (reading is not None and reading.type in _HARMFUL):
            rule = reading.rule if reading is not None else Rule(entry=sentence[deed].lower)
            told_of = Rule(entry=rule.entry, operators=("told of", *rule.operators))
            accusation = Reading(type=EventType.ACCUSE, rule=told_of, strength=2.0)
            yield Joined(accusation, told, _ACTS + _SUFFERS + 0.1)


def _reports(sentence: ParsedSentence, verb: int) -> bool:
    lexicon = load_lexicon()
    lemmas = lexicon.lemmas(sentence[verb].lower)
    return "tell" in lemmas or any(lexicon.operator(lemma) is Operator.REPORT for lemma in lemmas)


def _is_past(sentence: ParsedSentence, verb: int) -> bool:
    auxiliaries = {sentence[child].lower for child in sentence.children(verb, "aux", "auxpass", "neg")}
    return sentence[verb].tag in ("VBD", "VBN", "VBG") and auxiliaries <= {"had", "has", "have", "was", "were", "been"}


def _speaks(sentence: ParsedSentence, verb: int, source: frozenset[int]) -> bool:
    above = (sentence.child(index, "nsubj") for index in sentence.ancestors(verb))
    return any(speaker is not None and not source.isdisjoint(sentence.subtree(speaker)) for speaker in above)


def _of_nouns(sentence: ParsedSentence, source: frozenset[int], target: frozenset[int]) -> Iterator[Joined]:
    for index, token in enumerate(sentence.tokens):
        entry = event_noun(sentence, index) if token.tag in ("NN", "NNS") else None
        if entry is None:
            continue
        below = set(sentence.subtree(index))
        fit = _OF_NOUN + _PER_LEVEL * sum(1 for _ in sentence.ancestors(index))
        fit += _ACTS * (not source.isdisjoint(below)) * 0.7 + _SUFFERS * (not target.isdisjoint(below))
        reading = Reading(type=entry.type, rule=Rule(entry=entry.name), strength=NOUN)
        yield Joined(reading, index, fit)
