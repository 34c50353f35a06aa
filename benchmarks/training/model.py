"""Trains the sequence model: `python -m benchmarks.training.model --out FILE.npz FILE… [--half FILE]… [--made FILE]…`.

Every file holds words with labels (see `benchmarks.conll`); of a `--half` file only the first half of its sentences is
read, so that the other half can be tested on. Their sentences are read with other names of the same file too
(`benchmarks.training.swapping`), those of a `--made` file only as they stand. `--test FILE` and `--test-half FILE`
(its second half) print strict F1.

Needs `python-crfsuite` (only here). The features are those of `monitor.annotate.entities`, over the tags of the
installed language model.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pycrfsuite

from benchmarks.conll import LabelledSentence, read_sentences, strict_f1
from benchmarks.training.swapping import swapped
from monitor.annotate.entities.features import (
    EDGE,
    WORD_TEMPLATES,
    joint,
    kind_triples,
    label_triples,
    named,
    phrase_triples,
    run_attributes,
)
from monitor.annotate.entities.kinds import CONNECTORS, kind_of, signs_of
from monitor.annotate.entities.labelling import EDGE_TAG, Labeller
from monitor.annotate.entities.layout import chained, edges_of, looked_at, padded_positions, run_codes, run_of
from monitor.annotate.entities.repair import shipped_phrases
from monitor.annotate.entities.weights import Weights, read_weights
from monitor.annotate.entities.words import is_capital, shape
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model

C1, C2, ITERATIONS = 0.01, 0.6, 160

COPIES = 2
"""Of a sentence with other names; each counts half as much as the sentence itself."""


def model_labels(sentences: Iterable[LabelledSentence], model: str) -> list[list[str]]:
    """The labels of the language model for the words of each sentence."""
    return load_model(model).label(sentence.words for sentence in sentences)


def attributes(words: Sequence[str], model: Sequence[str]) -> list[list[str]]:
    """The attributes of each word of one sentence, found the slow way."""
    place = padded_positions([0], len(words))
    row = np.full(len(words) + 4, EDGE, dtype=object)
    row[place] = words
    around = [EDGE_TAG, EDGE_TAG]
    labels, tags = ([*around, *found, *around] for found in (model, shipped_phrases().tags(words)))
    capital = np.array([is_capital(word) for word in row])
    chain = chained(capital, np.array([word in CONNECTORS for word in row]))
    kinds, signs = ([seen(word) for word in row] for seen in (kind_of, signs_of))
    begins, inside = (np.array([label[0] in first for label in labels]) for first in ("B", "BI"))
    looks = looked_at(place, edges_of(capital), edges_of(chain), chain, begins, inside)
    runs = run_codes(place, capital, edges_of(capital), np.array(kinds), np.array(signs))
    chains = run_codes(place, chain, edges_of(chain), np.array(kinds), np.array(signs))
    return [
        [
            *(name for way, seen in WORD_TEMPLATES.items() for name in named(way, seen(row[looks[way][number]]))),
            *label_triples(labels[at - 1 : at + 2]),
            *phrase_triples(tags[at - 1 : at + 2]),
            *joint((labels[at], tags[at], shape(row[at]))),
            *kind_triples(kinds[at - 1 : at + 2]),
            *run_attributes("r", run_of(runs[number])),
            *run_attributes("R", run_of(chains[number])),
        ]
        for number, at in enumerate(place)
    ]


def without(dropped: Sequence[str], seen: list[str]) -> list[str]:
    """The attributes that hold none of `dropped`."""
    return [name for name in seen if not any(part in name for part in dropped)]


def train(data: Sequence[tuple[list[list[str]], Sequence[str]]], c1: float = C1, c2: float = C2) -> Weights:
    trainer = pycrfsuite.Trainer(verbose=False)
    for sentence, labels in data:
        trainer.append(sentence, labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": ITERATIONS, "feature.possible_transitions": True})
    with TemporaryDirectory() as folder:
        path = f"{folder}/model.crfsuite"
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        return exported(tagger.labels(), tagger.info())


def exported(labels: list[str], info: "pycrfsuite._dumpparser.ParsedDump") -> Weights:
    order = ["O", *sorted(set(labels) - {"O"})]
    at = {label: number for number, label in enumerate(order)}
    transitions = np.zeros((len(order), len(order)), np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[at[before], at[after]] = weight
    names = {name: number for number, name in enumerate(sorted({name for name, _ in info.state_features}))}
    weights = np.zeros((len(names), len(order)), np.float32)
    for (name, label), weight in info.state_features.items():
        weights[names[name], at[label]] = weight
    small = np.abs(weights).max(axis=1) < 0.02
    kept = [name for name in names if not small[names[name]]]
    return Weights(
        tuple(order),
        transitions,
        {name: number for number, name in enumerate(kept)},
        weights[[names[name] for name in kept]],
    )


def halves(sentences: list[LabelledSentence]) -> tuple[list[LabelledSentence], list[LabelledSentence]]:
    return sentences[: len(sentences) // 2], sentences[len(sentences) // 2 :]


def counted(written: Iterable[Sequence[LabelledSentence]], made: Sequence[LabelledSentence]) -> list[LabelledSentence]:
    """All sentences that are trained on, those that count twice two times."""
    sentences = [*made, *made]
    for file in written:
        sentences += [*file, *file, *swapped(file, COPIES)]
    return sentences


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--half", type=Path, action="append", default=[])
    parser.add_argument("--made", type=Path, action="append", default=[])
    parser.add_argument("--test", type=Path, action="append", default=[])
    parser.add_argument("--test-half", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--drop", action="append", default=[], help="leave out attributes that hold this, such as g=")
    parser.add_argument("--c1", type=float, default=C1)
    parser.add_argument("--c2", type=float, default=C2)
    options = parser.parse_args(arguments)
    model = find_model(options.model)
    written = [read_sentences(path) for path in options.files]
    written += [halves(read_sentences(path))[0] for path in options.half]
    sentences = counted(written, [sentence for path in options.made for sentence in read_sentences(path)])
    data = [
        ([without(options.drop, seen) for seen in attributes(sentence.words, labels)], sentence.labels)
        for sentence, labels in zip(sentences, model_labels(sentences, model), strict=True)
    ]
    weights = train(data, options.c1, options.c2)
    if options.out:
        with options.out.open("wb") as file:
            weights.save(file)
        print(f"{options.out}: {options.out.stat().st_size} bytes, {len(sentences)} sentences")
        with options.out.open("rb") as file:
            weights = read_weights(file)
    tests = [(path, read_sentences(path)) for path in options.test]
    tests += [(path, halves(read_sentences(path))[1]) for path in options.test_half]
    for path, unseen in tests:
        labeller = Labeller(weights)
        found = [
            labeller.label(sentence.words, [0], labels, shipped_phrases().tags(sentence.words))
            for sentence, labels in zip(unseen, model_labels(unseen, model), strict=True)
        ]
        print(json.dumps({"file": path.name, **strict_f1([sentence.labels for sentence in unseen], found)}))


if __name__ == "__main__":
    main()
