"""Which words tell the time of an event: its own circumstances, and those of the verbs that share their time."""

import re
from collections.abc import Iterator, Sequence

from monitor.annotate.lexicon.times import RECENT
from monitor.annotate.modality.stance import Reason, Rule
from monitor.annotate.syntax.clauses import is_infinitive
from monitor.annotate.syntax.parse import ParsedSentence

_OTHER_CLAUSES = frozenset("ccomp relcl conj acl advcl parataxis".split())
_SHARING_TIME = frozenset("xcomp pcomp pobj prep dobj conj nsubj nsubjpass attr ccomp oprd".split())
_CIRCUMSTANCES = ("prep", "npadvmod", "advmod", "tmod", "nmod", "nummod", "acomp", "attr")
_NOT_OF_TIME = frozenset("despite over about against because into per regarding concerning".split())
"""Prepositions whose phrase does not date the verb: "despite a ruling of 2003"."""


def circumstances(sentence: ParsedSentence, trigger: int) -> tuple[int, ...]:
    """The words that date the trigger, in order: below it, and beside the words above that share their time."""
    return tuple(sorted(set(_dating(sentence, trigger))))


def named(rule: Rule, sentence: ParsedSentence, own: Sequence[int], phrases: re.Pattern[str]) -> Reason | None:
    """The reason that `rule` gives where the words at `own`, parted by spaces, have one of the phrases."""
    match = phrases.search(sentence.words(list(own)))
    if match is None:
        return None
    found, start = [], 0
    for index in own:
        end = start + len(sentence[index].lower)
        if start < match.end() and end > match.start():
            found.append(index)
        start = end + 1
    return Reason(rule, tuple(found))


def is_simple_past(sentence: ParsedSentence, verb: int) -> bool:
    """Whether `verb` tells what was done, not what has been done or is: "signed", "was signed"."""
    auxiliaries = {sentence[child].lower for child in sentence.children(verb, "aux", "auxpass")}
    if auxiliaries & {"has", "have", "'ve", "’ve", "is", "are", "will", "would", "may", "could", "can", "to", "being"}:
        return False
    return sentence[verb].tag in ("VBD", "VBN")


def is_recent(sentence: ParsedSentence, trigger: int) -> bool:
    """Whether what hangs on the trigger names a day of late: "today", "on Monday", "last week"."""
    return RECENT.search(sentence.words(sorted(below(sentence, trigger)))) is not None


def conjunction_of(sentence: ParsedSentence, clause: int) -> str:
    """The word that opens the clause, in lower case; "" where there is none."""
    opening = sentence.child(clause, "mark", "advmod", "prep")
    return "" if opening is None else sentence[opening].lower


def _dating(sentence: ParsedSentence, trigger: int) -> Iterator[int]:
    yield from below(sentence, trigger)
    index = trigger
    while _shares_time(sentence, index):
        beneath, index = index, sentence.head(index)
        if sentence[index].dep == "prep" and sentence[index].lower in _NOT_OF_TIME:
            return
        for child in sentence.children(index, *_CIRCUMSTANCES):
            if child != beneath:
                yield from below(sentence, child)


def _shares_time(sentence: ParsedSentence, index: int) -> bool:
    """Whether the word above has the same time; so it has where the parser took a finite verb for an adjective."""
    token = sentence[index]
    if token.dep in ("acl", "advcl"):  # "weighed a proposal to raid it", "met to sign it", "stormed it, killing 14"
        bare = token.tag == "VBG" and sentence.child(index, "mark", "advmod", "nsubj") is None
        return is_infinitive(sentence, index) or (token.dep == "advcl" and bare)
    return token.dep in _SHARING_TIME or (token.dep == "amod" and token.tag == "VBD")


def below(sentence: ParsedSentence, index: int) -> list[int]:
    """`index` and what hangs on it, each word before those below it, but for other clauses and phrases of no time."""
    found, waiting = [], [index]
    while waiting:
        at = waiting.pop()
        found.append(at)
        if sentence[at].dep != "prep" or sentence[at].lower not in _NOT_OF_TIME:
            waiting += [child for child in sentence.children(at)[::-1] if sentence[child].dep not in _OTHER_CLAUSES]
    return found
