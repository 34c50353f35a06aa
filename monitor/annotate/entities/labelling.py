"""Labels for words: the sequence model applied to whole documents.

What a template says of a word is summed when the word is first seen and looked up from then on, so that a document
costs a few additions of arrays. Only stretches around what may be a name are decoded; the rest is outside.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.annotate.entities.features import (
    EDGE,
    RUN_TEMPLATES,
    WORD_TEMPLATES,
    all_attributes,
    joint,
    label_triples,
    phrase_triples,
)
from monitor.annotate.entities.layout import Flags, Indices, looked_at, padded_positions
from monitor.annotate.entities.viterbi import best_labels
from monitor.annotate.entities.weights import Weights
from monitor.annotate.entities.words import is_capital, shape
from monitor.annotate.gazetteer.phrases import OUTSIDE

Scores = NDArray[np.float32]

VOCABULARY = 60_000
"""Words that are remembered; when more have been seen, all are forgotten."""

AGREEMENT = 0.5
"""How far the score of a word's type moves to the mean over its places in the document."""

REACH = 1
"""Words on either side of what may be a name that are decoded with it."""


class Table:
    """Names numbered as they are first seen, with an array of scores for each way of looking at one."""

    def __init__(self, ways: int, labels: int) -> None:
        self._numbers: dict[object, int] = {}
        self.scores = np.zeros((ways, 1024, labels), np.float32)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, names: Sequence[object], scored: Callable[[Any], Scores]) -> list[int]:
        """The number of each of `names`; those never seen before are added with the scores of `scored`."""
        found = list(map(self._numbers.get, names))
        if None in found:
            new = (name for name, number in zip(names, found, strict=True) if number is None)
            for name in dict.fromkeys(new):
                self.add(name, scored(name))
            found = list(map(self._numbers.get, names))
        return found  # type: ignore[return-value]

    def add(self, name: object, scores: Scores) -> int:
        """Remembers a name with its scores, one a way; returns its number."""
        number = len(self._numbers)
        if number == self.scores.shape[1]:
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)], axis=1)
        self._numbers[name] = number
        self.scores[:, number] = scores
        return number


class Labeller:
    """Labels the words of documents. Not for use by two threads at once."""

    def __init__(self, weights: Weights) -> None:
        self.labels = weights.labels
        self._weights = weights
        self._word_weights = weights.by_position(tuple(WORD_TEMPLATES))
        self._of_runs = [at for at, position in enumerate(WORD_TEMPLATES) if position in RUN_TEMPLATES]
        self._outside = weights.labels.index("O")
        kinds = sorted({label[2:] for label in weights.labels})
        self._kind_of = [kinds.index(label[2:]) for label in weights.labels]
        self._kinds = [[at for at, kind in enumerate(self._kind_of) if kind == wanted] for wanted in range(len(kinds))]
        self._forget()

    def _forget(self) -> None:
        size = len(self.labels)
        self._words, self._triples, self._phrases, self._joint = (
            Table(len(WORD_TEMPLATES), size),
            Table(1, size),
            Table(1, size),
            Table(1, size),
        )
        self._capitals = np.zeros(self._words.scores.shape[1], np.bool_)
        self._shapes: list[str] = []
        self._words.numbers([EDGE], self._scored)

    def label(
        self, words: Sequence[str], starts: Sequence[int], model: Sequence[str], phrases: Sequence[str]
    ) -> list[str]:
        """The label of each word.

        starts: the first word of each sentence; model: labels of a language model ("O", "B-GPE", …); phrases: tags of
        the gazetteer. All sequences but `starts` are as long as `words`.
        """
        if not words:
            return []
        if max(map(len, (self._words, self._triples, self._phrases, self._joint))) > VOCABULARY:
            self._forget()
        place = padded_positions(starts, len(words))
        row, capital = self._row(words, place)
        seen = np.fromiter((label[0] for label in model), "U1", len(words))
        named = np.fromiter((tag != OUTSIDE for tag in phrases), np.bool_, len(words))
        kept, stretches = self._stretches(capital[place] | (seen != "O") | named, starts)
        emissions = self._word_scores(row, place, capital, seen, kept)
        emissions += self._tag_scores(row[place[kept]], kept, starts, model, phrases)
        emissions += self._agreement(emissions, row[place[kept]], capital[place[kept]])
        chosen = best_labels(emissions, self._weights.transitions, *stretches)
        labels = ["O"] * len(words)
        for at, label in zip(kept.tolist(), chosen.tolist(), strict=True):
            labels[at] = self.labels[label]
        return labels

    def _row(self, words: Sequence[str], place: Indices) -> tuple[Indices, Flags]:
        row = np.zeros(int(place[-1]) + 3, np.intp)
        row[place] = self._words.numbers(words, self._scored)
        return row, self._capitals[row]

    def _scored(self, word: str) -> Scores:
        """What the templates say of a word that was not seen before."""
        number = len(self._words)
        if number == len(self._capitals):
            self._capitals = np.concatenate([self._capitals, np.zeros_like(self._capitals)])
        self._capitals[number] = is_capital(word)
        self._shapes.append(shape(word))
        scores = self._word_weights.score(all_attributes(word))
        if not is_capital(word):
            scores[self._of_runs] = 0
        return scores

    def _word_scores(
        self, row: Indices, place: Indices, capital: Flags, seen: NDArray[np.str_], kept: Indices
    ) -> Scores:
        begins, inside = np.zeros(len(row), np.bool_), np.zeros(len(row), np.bool_)
        begins[place], inside[place] = seen == "B", seen != "O"
        looks = looked_at(place[kept], capital, begins, inside)
        scores = self._words.scores
        total: Scores = scores[0, row[looks["0"]]]
        for way, position in enumerate(WORD_TEMPLATES):
            if way:
                total += scores[way, row[looks[position]]]
        return total

    def _tag_scores(
        self, numbers: Indices, kept: Indices, starts: Sequence[int], model: Sequence[str], phrases: Sequence[str]
    ) -> Scores:
        at = kept.tolist()
        shapes = [self._shapes[number] for number in numbers.tolist()]
        tags = [(model[place], phrases[place], form) for place, form in zip(at, shapes, strict=True)]
        total = self._looked_up(self._triples, label_triples, triples(model, starts, at))
        total += self._looked_up(self._phrases, phrase_triples, triples(phrases, starts, at))
        total += self._looked_up(self._joint, joint, tags)
        return total

    def _agreement(self, emissions: Scores, numbers: Indices, capital: Flags) -> Scores:
        """What the other places of a capitalised word in the document say of its type, whether it begins or goes on."""
        kinds = np.stack([emissions[:, labels].max(axis=1) for labels in self._kinds], axis=1)
        kinds -= kinds.mean(axis=1, keepdims=True)
        _, same, count = np.unique(np.where(capital, numbers, 0), return_inverse=True, return_counts=True)
        total = np.zeros((len(count), len(self._kinds)), np.float32)
        np.add.at(total, same, kinds)
        moved = (total / count[:, None])[same] - kinds
        moved[~capital] = 0
        shared: Scores = AGREEMENT * moved[:, self._kind_of]
        return shared

    def _looked_up(
        self, table: Table, attributes: Callable[[Any], list[str]], keys: Sequence[tuple[str, str, str]]
    ) -> Scores:
        numbers = table.numbers(keys, lambda key: self._weights.score(attributes(key)))
        found: Scores = table.scores[0, numbers]  # taken only now, as new keys may have made the table larger
        return found

    def _stretches(self, may_be: Flags, starts: Sequence[int]) -> tuple[Indices, tuple[Indices, Indices, Scores]]:
        """The words worth a look, and the stretches that they make: first word among them, length, opening scores."""
        first = np.zeros(len(may_be), np.bool_)
        first[np.asarray(starts, np.intp)] = True
        kept = may_be.copy()
        for shift in range(1, REACH + 1):
            kept[shift:] |= may_be[:-shift]
            kept[:-shift] |= may_be[shift:]
        opens = kept & (first | ~np.concatenate([[False], kept[:-1]]))
        begins = np.flatnonzero(opens)
        places = np.flatnonzero(kept)
        among = np.searchsorted(places, begins)
        lengths = np.diff(np.append(among, len(places)))
        goes_on = self._weights.transitions[self._outside]
        opening = np.where(first[begins][:, None], 0, goes_on).astype(np.float32)
        return places, (among, lengths, opening)


def triples(tags: Sequence[str], starts: Sequence[int], at: Sequence[int]) -> list[tuple[str, str, str]]:
    """The tags at some places, each with the one before and the one behind it; a sentence's edge is "|"."""
    before, behind = ["|", *tags[:-1]], [*tags[1:], "|"]
    for start in starts:
        before[start] = "|"
        if start:
            behind[start - 1] = "|"
    return [(before[place], tags[place], behind[place]) for place in at]
