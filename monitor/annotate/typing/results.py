"""Results of matches: a score right behind a verb and its object makes the deed one of sport ("bombed Roma 4-0")."""

import re

from monitor.annotate.syntax.clauses import objects
from monitor.annotate.syntax.parse import ParsedSentence

_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,2}$")
_NEAR = 4  # tokens behind the object that a score may take: "Libya", "11", "-", "2"


def is_scored(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a score stands right behind `verb` or its object, in one token or in three."""
    heads = [verb, *objects(sentence, verb)]
    around = range(min(heads), min(max(heads) + _NEAR, len(sentence)))
    return any(_SCORE.search(_joined(sentence, at)) for at in around)


def _joined(sentence: ParsedSentence, at: int) -> str:
    """The token at a place with those before it that no space parts from it."""
    words = sentence[at].text
    while at > 0 and sentence[at - 1].end == sentence[at].start:
        at -= 1
        words = sentence[at].text + words
    return words
