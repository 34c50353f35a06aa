"""Whom "he" or "she" means where the sentence itself does not name them: personal pronouns across sentences.

The antecedent is the person who leads the nearest sentence before that names one: subjects come first in English, and
a pronoun as subject goes on about the subject (Centering: B. Grosz, A. Joshi, S. Weinstein 1995).
"""

from collections.abc import Sequence

from monitor.annotate.actors.coreference import sex_of
from monitor.annotate.syntax.parse import ParsedSentence, Token
from monitor.records import EntityType, Mention

_SEX = {"he": "m", "him": "m", "she": "f", "her": "f"}
_SENTENCE_ENDS = (". ", "\n", "” ", '" ')
_FARTHEST = 600
"""Characters before the sentence of the pronoun in which its antecedent stands."""


def is_pronoun(token: Token) -> bool:
    """Whether a word stands for somebody named elsewhere."""
    return token.tag == "PRP"


def looks_back(sentence: ParsedSentence, head: int) -> bool:
    """Whether a phrase is a pronoun, belongs to whom one means ("his country", "its troops"), or is somewhere named
    before ("militias there").
    """
    there = any(sentence[child].lower == "there" for child in sentence.children(head, "advmod"))
    return there or is_pronoun(sentence[head]) or owner(sentence, head) is not None


def owner(sentence: ParsedSentence, head: int) -> int | None:
    """The pronoun before a noun that says whose it is."""
    return next((child for child in sentence.children(head, "poss") if sentence[child].tag == "PRP$"), None)


def antecedent(pronoun: Token, mentions: Sequence[Mention], document: str, begin: int) -> Mention | None:
    """The person that `pronoun` means; None where it is none of a person, or nobody fits.

    Where somebody is named before it in its own sentence, which begins at the offset `begin`, it may mean either, and
    nobody is taken. `mentions` are all names of the article, in its order.
    """
    sex = _SEX.get(pronoun.lower)
    if sex is None:
        return None
    people = [
        name for name in mentions if name.type is EntityType.PERSON and begin - _FARTHEST < name.end <= pronoun.start
    ]
    if not people or people[-1].start >= begin:
        return None
    return _leading(people, document, sex)


def _leading(people: Sequence[Mention], document: str, sex: str) -> Mention | None:
    """Who leads the sentence of the last of `people`; None where that is known to be of another sex."""
    begin = max(document.rfind(mark, 0, people[-1].start) for mark in _SENTENCE_ENDS)
    leading = next(name for name in people if name.start > begin)
    known = sex_of(leading.name or leading.text, document[max(0, leading.start - 20) : leading.start].split()[-1:])
    return leading if known in ("", sex) else None
