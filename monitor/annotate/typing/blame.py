"""Whether a reported clause says who did a hostile deed: "said Rwanda was behind the massacre".

Whoever says so accuses; the deed itself is not told as one that is known.
"""

from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.typing.threats import speaks_of_hostility

_GUILTY = words_of("blame", "guilty")
_BEING = frozenset("be is are was were been being".split())


def blames(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the subject of `verb` is said to be behind a hostile deed, responsible for it, or to blame."""
    doer = sentence.child(verb, "nsubj")
    if sentence[verb].lower not in _BEING or doer is None or not sentence[doer].tag.startswith("NN"):
        return False
    is_behind = any(sentence[child].lower == "behind" for child in sentence.children(verb, "prep"))
    is_guilty = any(sentence[child].lower in _GUILTY for child in sentence.children(verb, "acomp"))
    to_blame = any(sentence[child].lower == "blame" for child in sentence.children(verb, "xcomp", "acomp"))
    return to_blame or ((is_behind or is_guilty) and speaks_of_hostility(sentence, verb))
