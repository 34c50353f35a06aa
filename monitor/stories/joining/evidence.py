"""How similar a text has to be to the texts of a story to go on with it.

The mean over many texts is surer than that over one. Where a short item shares several words and names with a story,
less similarity is enough; where it shares next to nothing but a name, similarity says little, for one rare name weighs
all of a short text. Headlines without a word in common, and texts of which nobody knows when they were published, have
to be more similar.
"""

from typing import Final

import numpy as np

from monitor.stories.joining.background import Commonness
from monitor.stories.joining.open_story import OpenStory
from monitor.stories.joining.terms import NAME, TITLE, WORD, kinds_of
from monitor.stories.joining.vector import Terms, Vector

LEAST: Final = 0.2  # mean similarity, whatever else is shared
_STRICT: Final = 0.30  # with a story of many texts
_ALONE: Final = 0.12  # more for a story of one text, half of it for one of two
_SHORT: Final = 0.15  # more for a text without any terms
_WHOLE: Final = 40  # terms from which on a text is not so short
_RELIEF: Final = 0.20  # less for a short text that shares enough
_WORDS: Final = 6  # that are enough
_NAMES: Final = 3  # that are enough
_FADING: Final = 60  # terms of a text from which on there is less relief
_LONG: Final = 100  # terms of one for which there is none
_DATED: Final = 0.05  # less where it is known that both came at one time
_OTHER_HEADLINE: Final = 0.13  # more where the headlines share no word
_FEWEST: Final = 3  # words to be shared beside names
_TELLING: Final = 2.0  # rarity of a word that counts: it stands in a seventh of all texts, at most
_NEARLY_EQUAL: Final = 0.7  # similarity at which a name alone is enough


def least_similarity(vector: Vector, story: OpenStory, commonness: Commonness, *, dated: bool) -> float:
    """The mean similarity from which on a text with this vector goes on with `story`."""
    shared = np.intersect1d(vector.terms, story.sum.terms, assume_unique=True)
    shared = shared[commonness.rarity(shared) >= _TELLING]
    names = _count(shared, NAME)
    words = _count(shared, WORD) - names  # a name is a word too
    if words < _FEWEST:
        return _NEARLY_EQUAL
    terms = min(len(vector.terms), len(story.sum.terms))
    least = _STRICT + _ALONE / story.texts + _SHORT * max(0.0, 1 - terms / _WHOLE)
    least -= _RELIEF * min(words / _WORDS, 1) * min(names / _NAMES, 1) * _shortness(terms)
    if dated:
        least -= _DATED
    if _count(vector.terms, TITLE) and _count(story.sum.terms, TITLE) and not _count(shared, TITLE):
        least += _OTHER_HEADLINE
    return least


def _shortness(terms: int) -> float:
    """1 for a short text, 0 for a long one."""
    return min(max((_LONG - terms) / (_LONG - _FADING), 0.0), 1.0)


def _count(terms: Terms, kind: int) -> int:
    return int(np.count_nonzero(kinds_of(terms) == kind))
