"""What a text says that its story had not said before: the sentence that carries it, and the words.

What changed stands in the headline, and again, with who and how many, near the beginning of the text; far below stand
details that are as new and tell nothing. So the sentence is one that says what is new in the headline, rather an early
one, rather one with a new figure or name. Where the headline says nothing new, any sentence may; where no sentence says
what the headline does, it is the headline itself.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from monitor.stories.joining.terms import words_of
from monitor.stories.joining.vector import Terms, Vector
from monitor.text.sentences import split_sentences

_WORDS: Final = 6
_LONGEST: Final = 400  # characters of a sentence
_SENTENCES: Final = 40  # read
_FIGURE, _NAME = 3.0, 1.5  # times that such a term counts
_HALF: Final = 4  # sentences behind the first of which one counts half


class Novelty(NamedTuple):
    """What is new in a text; nothing of one that says nothing new."""

    sentence: str = ""
    words: tuple[str, ...] = ()


class _New(NamedTuple):
    """A word that is new to a story."""

    written: str
    term: int
    weight: float
    is_name: bool  # begins with a capital within its sentence


def novelty(document: str, vector: Vector, known: Terms) -> Novelty:
    """What `document`, a title and a text on lines of their own, says beyond the terms that are `known`.

    vector: of the document.
    """
    weights, headline = _new_weights(vector, known), document.partition("\n")[0]
    told = _new_words(headline, weights)
    sentences = [document[start:end] for start, end in split_sentences(document)[:_SENTENCES] if start > len(headline)]
    found = [_new_words(sentence, weights) for sentence in sentences]
    titled = {word.term for word in told}
    scores = [_score(words, titled) / (1 + place / _HALF) for place, words in enumerate(found)]
    if not any(scores):
        return Novelty(headline[:_LONGEST] if told else "", _heaviest(told))
    best = scores.index(max(scores))
    return Novelty(sentences[best][:_LONGEST], _heaviest([*told, *found[best]]))


def _new_weights(vector: Vector, known: Terms) -> Mapping[int, float]:
    new = ~np.isin(vector.terms, known)
    return dict(zip(vector.terms[new].tolist(), vector.weights[new].tolist(), strict=True))


def _new_words(sentence: str, weights: Mapping[int, float]) -> list[_New]:
    """Each new word of `sentence` once."""
    words = enumerate(words_of(sentence))
    found = (
        _New(word, term, weights[term], place > 0 and word[0].isupper())
        for place, (word, term) in words
        if term in weights
    )
    return list({word.term: word for word in found}.values())


def _score(words: Sequence[_New], titled: Collection[int]) -> float:
    """How much of what is new stands in a sentence; 0 where the headline says something new, and this none of it."""
    if titled and not any(word.term in titled for word in words):
        return 0
    return sum(word.weight * _times(word) for word in words)


def _times(word: _New) -> float:
    return _FIGURE if word.written[0].isdigit() else _NAME if word.is_name else 1


def _heaviest(found: Sequence[_New]) -> tuple[str, ...]:
    """The words that say most, one spelling of each: the first."""
    weights: dict[str, _New] = {}
    for word in found:
        weights.setdefault(word.written.casefold(), word)
    return tuple(word.written for word in sorted(weights.values(), key=lambda each: -each.weight)[:_WORDS])
