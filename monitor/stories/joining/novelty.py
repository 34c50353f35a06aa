"""What a text says that its story had not said before: the sentence that has most of the new terms, and the words."""

from typing import Final, NamedTuple

import numpy as np

from monitor.stories.joining.terms import words_of
from monitor.stories.joining.vector import Terms, Vector
from monitor.text.sentences import split_sentences

_WORDS: Final = 6
_LONGEST: Final = 400  # characters of a sentence
_SENTENCES: Final = 40  # read


class Novelty(NamedTuple):
    """What is new in a text; nothing of one that says nothing new."""

    sentence: str = ""
    words: tuple[str, ...] = ()


def novelty(document: str, vector: Vector, known: Terms) -> Novelty:
    """What `document`, whose vector is given, says beyond the terms that are `known`."""
    new = ~np.isin(vector.terms, known)
    weights = dict(zip(vector.terms[new].tolist(), vector.weights[new].tolist(), strict=True))
    best, words = (0.0, ""), dict[str, float]()
    for start, end in split_sentences(document)[:_SENTENCES]:
        sentence = document[start:end]
        found = {word: weights[term] for word, term in words_of(sentence) if term in weights}
        words = {**found, **words}
        best = max(best, (sum({word.casefold(): weight for word, weight in found.items()}.values()), sentence))
    heaviest = sorted(words, key=lambda word: -words[word])
    return Novelty(best[1][:_LONGEST], tuple(_each_once(heaviest)[:_WORDS]))


def _each_once(words: list[str]) -> list[str]:
    """One spelling of each."""
    return list({word.casefold(): word for word in reversed(words)}.values())[::-1]
