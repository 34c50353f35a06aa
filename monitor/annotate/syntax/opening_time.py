"""A time before the subject without a comma: "In 1977 marines tortured detainees".

Parsers take the year for the number of the noun behind it, and then the verb for a participle. A comma prevents that.
"""

import re
from collections.abc import Iterator

from monitor.annotate.lexicon.times import is_time_word
from monitor.annotate.lexicon.words import words_of
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.syntax.wording import Change, Word

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_PREPOSITIONS = words_of("opening_time", "prepositions")
_PARTS = words_of("opening_time", "parts")
"""What stands between the preposition and the year, beside days and months: "in early 1994", "from 1976 to 1983"."""

_BEFORE = words_of("opening_time", "before")
"""What a clause may begin behind."""

_COUNTING = ("nummod", "nmod", "amod", "compound")
_VERBAL = ("VBD", "VBN", "VBP", "VBZ", "MD", "RB")
_WITHIN = ("IN", "DT", "PRP$")
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "JJ", "CD", "VBG", "POS")


def parted_time(sentence: ParsedSentence) -> Change:
    """ "In 1977, marines tortured", of "In 1977 marines tortured"; {} where no year is read as part of a subject."""
    for year in _years(sentence):
        start, verb = _preposition(sentence, year), _verb_behind(sentence, year)
        if start is not None and verb is not None and _is_misread(sentence, start, year):
            told = Word(sentence[verb].text, verb, is_verb=True)
            return {year: (Word(sentence[year].text, year), Word(",")), verb: (told,)}
    return {}


def _years(sentence: ParsedSentence) -> Iterator[int]:
    return (at for at in range(1, len(sentence) - 2) if _YEAR.fullmatch(sentence[at].text))


def _preposition(sentence: ParsedSentence, year: int) -> int | None:
    """Where the time that ends with the year begins, if a clause begins with it."""
    before = year - 1
    while before > 0 and _is_of_time(sentence[before].lower):
        before -= 1
    is_clause = before == 0 or sentence[before - 1].lower in _BEFORE
    return before if is_clause and sentence[before].lower in _PREPOSITIONS else None


def _is_misread(sentence: ParsedSentence, start: int, year: int) -> bool:
    """Whether some of the time counts a noun behind it, or a noun behind it stands behind its preposition, too."""
    times = range(start + 1, year + 1)
    counted = (sentence.head(at) for at in times if sentence[at].dep in _COUNTING)
    return any(noun > year for noun in (*counted, *sentence.children(start, "pobj")))


def _is_of_time(word: str) -> bool:
    return word in _PARTS or is_time_word(word)


def _verb_behind(sentence: ParsedSentence, year: int) -> int | None:
    """The last word of the verb behind the noun phrase that the year stands before; None where a mark parts them."""
    behind = year + 1
    if sentence[behind].tag not in _NOMINAL:
        return None
    while behind < len(sentence) and sentence[behind].tag in (*_NOMINAL, *_WITHIN):
        behind += 1
    verb = behind
    while verb < len(sentence) and sentence[verb].tag in _VERBAL:
        verb += 1
    return verb - 1 if behind < verb else None
