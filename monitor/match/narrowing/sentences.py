"""The words of an article sentence by sentence, as codes.

An index of tokens tells that two words occur, not that they stand together; this tells it (`meeting`), without a look
at the article.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from typing import Final

from monitor.match.names.full_names import placed
from monitor.match.narrowing.codes import MOST_NUMBER, of_number, of_token
from monitor.match.narrowing.tokens import LONGEST, MOST, entity, full_name
from monitor.match.occurrences.sentences import Sentences
from monitor.records import AnnotatedArticle
from monitor.text.fold import Folded, fold, words_only

UNKNOWN = b""  # of an article of which no sentences are listed: it may hold anything
_TOKEN = re.compile(r"\S+")
_BLANKS = frozenset(" \n")
ENCODING: Final = "utf-16-le"  # all codes are characters of two bytes


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
    glued = [_glued(folded.text, text, *span) for span in spans]
    if sum(map(len, words)) > MOST or max(glued) > MOST_NUMBER:
        return UNKNOWN
    lines = (
        f"{''.join(map(of_token, line))}{of_number(glued[at])}{''.join(map(of_token, marks[at]))}"
        for at, line in enumerate(words)
    )
    return "\n".join(lines).encode(ENCODING)


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
