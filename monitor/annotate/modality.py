"""Whether an event is said to be so: PLOVER's auxiliary modes negated, future, hypothetical and historical.

Rules over the parse: auxiliaries and negation of the trigger and of what governs it, conditional clauses, and words
of time.
"""

import re
from collections.abc import Iterator

from monitor.annotate.clauses import is_negated, is_verb
from monitor.annotate.lexicon import Operator, load_lexicon
from monitor.annotate.parse import ParsedSentence
from monitor.records import Record

_FUTURE = frozenset("will 'll shall wo".split())
_MAYBE = frozenset("may might could can would should".split())
_CONDITIONS = frozenset("if unless whether should lest".split())
_EXPECTING = frozenset("expected scheduled due set slated poised likely planned about ready going".split())
_DOUBTS = frozenset("possible potential proposed threatened alleged would-be likely imminent planned".split())
_LONG_AGO = frozenset("years decades century centuries generation".split())
_YEAR = re.compile(r"(?:1[0-9]|20)\d\ds?")


class Modality(Record, frozen=True, kw_only=True):
    """The four auxiliary modes."""

    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    historical: bool = False


def modality(sentence: ParsedSentence, trigger: int, year: int) -> Modality:
    """The modes of the event that `trigger` names, in an article of the year `year`."""
    chain = list(_chain(sentence, trigger))
    conditional = any(_is_conditional(sentence, verb) for verb in chain) or _has_condition(sentence, chain[-1])
    helpers = {sentence[child].lower for verb in chain for child in sentence.children(verb, "aux")}
    reported = "would" in helpers and _is_reported(sentence, chain) and not conditional
    return Modality(
        negated=any(is_negated(sentence, verb) for verb in chain),
        future=not helpers.isdisjoint(_FUTURE) or reported or any(_is_expected(sentence, verb) for verb in chain),
        hypothetical=conditional
        or not helpers.isdisjoint(_MAYBE - {"would"} if reported else _MAYBE - {"can"})
        or _is_doubted(sentence, trigger),
        historical=_is_historical(sentence, trigger, year),
    )


def _chain(sentence: ParsedSentence, trigger: int) -> Iterator[int]:
    """The trigger and the verbs that its reality hangs on: "has not agreed to meet", "will begin to withdraw"."""
    yield trigger
    index = trigger
    while sentence[index].dep in ("xcomp", "pcomp", "acl", "conj"):
        stands_alone = sentence[index].dep == "conj" and sentence.child(index, "aux", "nsubj") is not None
        index = sentence.head(index)
        if stands_alone:
            return
        if is_verb(sentence, index):
            yield index


def _is_conditional(sentence: ParsedSentence, verb: int) -> bool:
    return any(sentence[child].lower in _CONDITIONS for child in sentence.children(verb, "mark"))


def _has_condition(sentence: ParsedSentence, verb: int) -> bool:
    return any(_is_conditional(sentence, child) for child in sentence.children(verb, "advcl"))


def _is_reported(sentence: ParsedSentence, chain: list[int]) -> bool:
    """Whether "would" is only the "will" of reported speech: said + would."""
    top = chain[-1]
    if sentence[top].dep != "ccomp":
        return False
    return any(
        load_lexicon().operator(lemma) in (Operator.REPORT, Operator.INTENT, Operator.THREAT)
        for lemma in load_lexicon().lemmas(sentence[sentence.head(top)].lower)
    )


def _is_expected(sentence: ParsedSentence, index: int) -> bool:
    """ "is expected to meet", "is going to meet", "is due to meet"."""
    head = sentence[sentence.head(index)]
    return sentence[index].dep == "xcomp" and head.lower in _EXPECTING


def _is_doubted(sentence: ParsedSentence, trigger: int) -> bool:
    return any(sentence[child].lower in _DOUBTS for child in sentence.children(trigger, "amod"))


def _is_historical(sentence: ParsedSentence, trigger: int, year: int) -> bool:
    """Whether the clause names a year gone by, or speaks of years ago or of an anniversary."""
    words = [sentence[index].lower for index in _own_clause(sentence, trigger)]
    if "anniversary" in words or ("ago" in words and not _LONG_AGO.isdisjoint(words)):
        return True
    return any(_YEAR.fullmatch(word) and int(word[:4]) < year for word in words)


def _own_clause(sentence: ParsedSentence, trigger: int) -> Iterator[int]:
    waiting = [trigger]
    while waiting:
        index = waiting.pop()
        yield index
        children = sentence.children(index)
        waiting += [child for child in children if sentence[child].dep not in ("ccomp", "relcl", "conj")]
