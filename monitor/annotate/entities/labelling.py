"""Labels for words: the sequence model applied to whole documents.

What a template says of a word is summed when the word is first seen and looked up from then on, so that a document
costs a few additions of arrays. Only stretches around what may be a name are decoded; the rest is outside.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.annotate.entities.features import (
    WORD_TEMPLATES,
    joint,
    kind_triples,
    label_triples,
    phrase_triples,
    run_attributes,
)
from monitor.annotate.entities.layout import (
    Flags,
    Indices,
    chained,
    edges_of,
    looked_at,
    padded_positions,
    run_codes,
    run_of,
)
from monitor.annotate.entities.tables import Codes, Table, Vocabulary, parts, tripled
from monitor.annotate.entities.viterbi import best_labels
from monitor.annotate.entities.weights import Weights
from monitor.annotate.gazetteer.phrases import OUTSIDE

Scores = NDArray[np.float32]

VOCABULARY = 60_000
"""Words that are remembered; when more have been seen, all are forgotten."""

AGREEMENT = 0.5
"""How far the score of a word's type moves to the mean over its places in the document."""

REACH = 1
"""Words on either side of what may be a name that are decoded with it."""

EDGE_TAG = "|"
"""Stands for the tag before and behind a sentence."""


class Labeller:
    """Labels the words of documents. Not for use by two threads at once."""

    def __init__(self, weights: Weights) -> None:
        self.labels = weights.labels
        self._weights = weights
        self._outside = weights.labels.index("O")
        kinds = sorted({label[2:] for label in weights.labels})
        self._kind_of = [kinds.index(label[2:]) for label in weights.labels]
        self._kinds = [[at for at, kind in enumerate(self._kind_of) if kind == wanted] for wanted in range(len(kinds))]
        self._forget()

    def _forget(self) -> None:
        words = self._words = Vocabulary(self._weights)
        model = self._model = Codes()
        phrases = self._phrases = Codes()

        def joined(code: int) -> list[str]:
            label, phrase, form = parts(code)
            return joint((model.names[label], phrases.names[phrase], words.shape(form)))

        self._by_labels = Table(self._weights, lambda code: label_triples([model.names[at] for at in parts(code)]))
        self._by_phrases = Table(self._weights, lambda code: phrase_triples([phrases.names[at] for at in parts(code)]))
        self._by_joint = Table(self._weights, joined)
        self._by_kinds = Table(self._weights, lambda code: kind_triples(parts(code)))
        self._by_run = Table(self._weights, lambda code: run_attributes("r", run_of(code)))
        self._by_chain = Table(self._weights, lambda code: run_attributes("R", run_of(code)))

    def _remembered(self) -> int:
        """The size of the largest of the tables."""
        tables = (self._by_labels, self._by_phrases, self._by_joint, self._by_kinds, self._by_run, self._by_chain)
        return max(len(self._words), *map(len, tables))

    def label(
        self, words: Sequence[str], starts: Sequence[int], model: Sequence[str], phrases: Sequence[str]
    ) -> list[str]:
        """The label of each word.

        starts: the first word of each sentence; model: labels of a language model ("O", "B-GPE", …); phrases: tags of
        the gazetteer. All sequences but `starts` are as long as `words`.
        """
        if not words:
            return []
        if self._remembered() > VOCABULARY:
            self._forget()
        place = padded_positions(starts, len(words))
        row = np.zeros(int(place[-1]) + 3, np.intp)
        row[place] = self._words.numbers(words)
        capital = self._words.capital[row]
        seen = np.fromiter((label[0] for label in model), "U1", len(words))
        named = np.fromiter((tag != OUTSIDE for tag in phrases), np.bool_, len(words))
        kept, stretches = self._stretches(capital[place] | (seen != "O") | named, starts)
        emissions = self._word_scores(row, place, seen, kept)
        emissions += self._tag_scores(row, place, kept, model, phrases)
        emissions += self._agreement(emissions, row[place[kept]], capital[place[kept]])
        chosen = best_labels(emissions, self._weights.transitions, *stretches)
        labels = ["O"] * len(words)
        for at, label in zip(kept.tolist(), chosen.tolist(), strict=True):
            labels[at] = self.labels[label]
        return labels

    def _word_scores(self, row: Indices, place: Indices, seen: NDArray[np.str_], kept: Indices) -> Scores:
        """What the words say, those around and the runs that they stand in."""
        begins, inside = np.zeros(len(row), np.bool_), np.zeros(len(row), np.bool_)
        begins[place], inside[place] = seen == "B", seen != "O"
        at, words = place[kept], self._words
        capital, kinds, signs = words.capital[row], words.kinds[row], words.signs[row]
        chain = chained(capital, words.connector[row])
        run, long_run = edges_of(capital), edges_of(chain)
        looks = looked_at(at, run, long_run, chain, begins, inside)
        total = self._by_kinds.scores(tripled(kinds[at - 1], kinds[at], kinds[at + 1]))
        total += self._by_run.scores(run_codes(at, capital, run, kinds, signs))
        total += self._by_chain.scores(run_codes(at, chain, long_run, kinds, signs))
        for way, position in enumerate(WORD_TEMPLATES):
            total += words.scores[way, row[looks[position]]]
        return total

    def _tag_scores(
        self, row: Indices, place: Indices, kept: Indices, model: Sequence[str], phrases: Sequence[str]
    ) -> Scores:
        """What the language model and the gazetteer say."""
        at = place[kept]
        edges = (codes.number(EDGE_TAG) for codes in (self._model, self._phrases))
        labels, tags = (np.full(len(row), edge, np.int64) for edge in edges)
        labels[place], tags[place] = self._model.numbers(model), self._phrases.numbers(phrases)
        total = self._by_labels.scores(tripled(labels[at - 1], labels[at], labels[at + 1]))
        total += self._by_phrases.scores(tripled(tags[at - 1], tags[at], tags[at + 1]))
        total += self._by_joint.scores(tripled(labels[at], tags[at], self._words.shapes[row[at]]))
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
