"""How many were killed, by whom the verb names as killed: "the mayor of Manta was shot dead" is one."""

import re
from collections.abc import Sequence

from monitor.annotate.lexicon import load_lexicon
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.text.quantities.counts import people_of
from monitor.text.quantities.numbers import NUMBER, number

_KILLING = words_of("casualties", "killing")
_DEADLY = words_of("casualties", "deadly")
"""Verbs that kill where they are completed by "dead" or "down": "shot dead", "gunned down"."""

_HOLDING = words_of("casualties", "holding")
_NUMBER = re.compile(NUMBER)
_COMPLETED = words_of("casualties", "completed")


def dead_of(sentence: ParsedSentence, trigger: int, patients: Sequence[int]) -> int | None:
    """How many people without a number are killed by what `trigger` says; None where a patient may be several."""
    if not _kills(sentence, trigger):
        return None
    counts = [_people(sentence, head) for head in patients]
    return None if not counts or None in counts else sum(filter(None, counts))


def held_of(sentence: ParsedSentence, trigger: int, patients: Sequence[int]) -> int | None:
    """How many people are held by what `trigger` says: "Police held 140 students", "detained its two drivers"."""
    if _HOLDING.isdisjoint(load_lexicon().lemmas(sentence[trigger].lower)):
        return None
    nouns = (sentence.head(head) if sentence[head].dep in ("amod", "compound") else head for head in patients)
    counts = (sentence.child(noun, "nummod") for noun in nouns)
    read = (number(sentence[at].lower) for at in counts if at is not None and _NUMBER.fullmatch(sentence[at].lower))
    return next((int(count) for count in read), None)


def _kills(sentence: ParsedSentence, verb: int) -> bool:
    lemmas = load_lexicon().lemmas(sentence[verb].lower)
    if not _KILLING.isdisjoint(lemmas):
        return True
    completions = (sentence[child].lower for child in sentence.children(verb, "acomp", "prt", "advmod", "oprd"))
    return not _DEADLY.isdisjoint(lemmas) and any(word in _COMPLETED for word in completions)


def _people(sentence: ParsedSentence, head: int) -> int | None:
    counted = sentence.child(head, "nummod") is not None
    return None if counted else people_of(sentence[head].lower)
