"""The words of an article sentence by sentence, and whether one sentence holds what a watch asks to stand in one.

An index of tokens tells that two words occur, not that they stand together; this tells it, without a look at the
article.
"""

import re
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, reduce
from itertools import pairwise
from operator import or_

from monitor.match.names.full_names import placed
from monitor.match.narrowing.close import Line, are_close
from monitor.match.narrowing.terms import EVERYTHING, AllOf, AnyOf, Close, Phrase, Requirement, Somewhere, Term
from monitor.match.narrowing.tokens import LONGEST, MOST, entity, full_name
from monitor.match.occurrences.sentences import Sentences
from monitor.records import AnnotatedArticle
from monitor.text.fold import Folded, fold, words_only

UNKNOWN = b""  # of an article of which no sentences are listed: it may hold anything
_TOKEN = re.compile(r"\S+")
_BLANKS = frozenset(" \n")
_LEVEL = 1  # of compression; more takes longer and saves little


def listed(annotated: AnnotatedArticle) -> bytes:
    """Each sentence with its words, the marks of who is named in it, and how many words may go on one before them.

    UNKNOWN where there is too much, or no telling.

    A sentence that begins within a word tells nothing of where the word stands.
    """
    folded = fold(annotated.article.document)
    sentences = Sentences(annotated.article.document, annotated.sentences)
    text, starts = words_only(folded.text), _starts(folded, sentences)
    if any(" " not in text[start - 1 : start + 1] for start in starts[1:] if start < len(text)):
        return UNKNOWN
    marks = _marks(annotated, sentences)
    spans = list(pairwise((*starts, len(text))))
    words = [[word[:LONGEST] for word in text[start:end].split()] for start, end in spans]
    if sum(map(len, words)) > MOST:
        return UNKNOWN
    glued = [_glued(folded.text, text, *span) for span in spans]
    lines = (f" {' '.join(line)} \t {' '.join(marks[at])} \t{glued[at]}" for at, line in enumerate(words))
    return zlib.compress("\n".join(lines).encode(), _LEVEL)


def _starts(folded: Folded, sentences: Sentences) -> list[int]:
    """Where sentences begin in the folded text."""
    origins = folded.starts
    return sentences.starts if origins is None else [bisect_left(origins, start) for start in sentences.starts]


def _glued(folded: str, text: str, start: int, end: int) -> int:
    """How many words of `text` have something else than a blank before them in the folded text."""
    begins = (found.start() for found in _TOKEN.finditer(text, start, end))
    return sum(1 for begin in begins if begin and folded[begin - 1] not in _BLANKS)


def _marks(annotated: AnnotatedArticle, sentences: Sentences) -> defaultdict[int, list[str]]:
    """By the number of a sentence, the entities that are mentioned in it and the names that may be misspelt ones."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for mention in annotated.mentions:
        if mention.actor:
            found[sentences.index(mention.start)].append(entity(mention.actor)[:LONGEST])
    for start, pair in placed(annotated.article.document):
        found[sentences.index(start)] += full_name(pair)
    return found


def may_meet(requirement: Requirement, sentences: bytes | None) -> bool:
    """Whether an article of these `sentences` may meet `requirement`, of which all parts stand in one sentence."""
    if requirement == EVERYTHING or not sentences:
        return True
    return bool(_Lines(zlib.decompress(sentences).decode()).meet(requirement))


Numbers = int
"""The numbers of sentences: a bit for each."""


class _Lines:
    """The sentences of an article, a line each."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _ends(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self._text)]

    @cached_property
    def _everywhere(self) -> Numbers:
        return (2 << len(self._ends)) - 1

    def meet(self, requirement: Requirement) -> Numbers:
        """The sentences that meet `requirement`."""
        match requirement:
            case Term(token=token, is_prefix=is_prefix):
                return self._holding(f" {token}" if is_prefix else f" {token} ")
            case AllOf(parts=parts):
                return self._all(parts)
            case AnyOf(parts=parts):
                return reduce(or_, map(self.meet, parts), 0)
            case Somewhere(part=part):
                return self._everywhere if self.meet(part) else 0
            case Phrase():
                return self._beginning(requirement)
            case Close(first=first, second=second):
                both = self._all((first, second))
                numbers = (number for number in range(both.bit_length()) if both >> number & 1)
                return sum(1 << number for number in numbers if are_close(self._line(number), requirement))

    def _line(self, number: int) -> Line:
        """A sentence as its tokens."""
        start = self._ends[number - 1] + 1 if number else 0
        words, _, glued = self._text[start : self._ends[number] if number < len(self._ends) else None].split("\t")
        return Line(words.split(), int(glued))

    def _all(self, parts: Iterable[Requirement]) -> Numbers:
        found = self._everywhere
        for each in parts:
            found = found and found & self.meet(each)
        return found

    def _beginning(self, phrase: Phrase) -> Numbers:
        """Where these words stand, or the first of them at the end, which go on in the next sentence."""
        whole = f" {' '.join(phrase.words)}{'' if phrase.is_prefix else ' '}"
        found = self._holding(whole)
        for end in range(1, len(phrase.words)):
            first = f" {' '.join(phrase.words[:end])} "
            found |= self._holding(f"{first}\t", whole[len(first) - 1 :])
        return found

    def _holding(self, words: str, next_words: str = "") -> Numbers:
        """The sentences that hold `words`; given `next_words`, those alone behind which these may stand."""
        found, place = 0, self._text.find(words)
        while place >= 0:
            number = bisect_left(self._ends, place)
            if not next_words or self._may_go_on(number, next_words):
                found |= 1 << number
            place = self._text.find(words, self._ends[number]) if number < len(self._ends) else -1
        return found

    def _may_go_on(self, number: int, words: str) -> bool:
        """Whether the sentence behind one begins with `words`, or is itself but the beginning of them, or empty."""
        if number >= len(self._ends):
            return False
        begins = self._ends[number] + 1
        behind = self._text[begins : self._text.index("\t", begins)]
        return behind.startswith(words) or words.startswith(behind) or not behind.strip()
