"""How well names are found and typed: `python -m benchmarks.entities FILE… [--model NAME]`.

Files hold a word and its label a line (see `benchmarks.conll` for the layouts and the mapping of labels). A name counts
as found if both edges and its type agree: strict F1, a type and over PER, ORG and LOC together. Labels that map to MISC
are in no score; nor are nationalities, which are a type of their own with us. Sentences are documents of their own
unless the file says where documents begin. Sentences in capitals are read as the product reads headlines. Beside ours
stands what the language model says by itself (PERSON → PER; ORG → ORG; GPE, LOC, FAC → LOC).

Speeds are of one run and in CPU time of one thread: `bare` is spaCy's own recogniser over all sentences at once, ours
the same weights as we read them with repair, gazetteer lookup and linking, an article at a time. The last line is JSON.
"""

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from itertools import accumulate, groupby
from pathlib import Path

import spacy
from spacy.tokens import Doc

from benchmarks.conll import LabelledSentence, read_sentences, strict_f1
from monitor.annotate.actors.resolve import resolve
from monitor.annotate.entities.casing import recased
from monitor.annotate.entities.labelling import Labeller
from monitor.annotate.entities.repair import Words, find_names, mentions_of, shipped_labeller
from monitor.annotate.entities.spans import NameSpan, read_spans
from monitor.annotate.entities.weights import read_weights
from monitor.annotate.gazetteer.directory import load_directory
from monitor.nlp.installed import find_model
from monitor.nlp.model import load_model
from monitor.nlp.recogniser import labelled
from monitor.records import Record

_ARTICLE = 25  # sentences of an article whose speed is measured
WARM = ("President", "Emmanuel", "Macron", "met", "the", "EU", "in", "Paris", ".")
_RAW = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def documents(sentences: Sequence[LabelledSentence]) -> list[list[LabelledSentence]]:
    """The sentences by document; each for itself where the file marks no documents."""
    if len({sentence.document for sentence in sentences}) == 1:
        return [[sentence] for sentence in sentences]
    return [list(group) for _, group in groupby(sentences, lambda sentence: sentence.document)]


class Read(Record, frozen=True, kw_only=True):
    """A sentence as it is read: its words, the model's labels of them, and those of the words as they stood."""

    sentence: LabelledSentence
    words: tuple[str, ...]
    labels: tuple[str, ...]
    alone: tuple[str, ...]


class Reader:
    """The language model on given words, a sentence at a time as in the product, and our layer over it."""

    def __init__(self, model: str, weights: Path | None) -> None:
        self._labeller = Labeller(read_weights(BytesIO(weights.read_bytes()))) if weights else shipped_labeller()
        self._model = load_model(model)
        self._plain = spacy.load(model)
        self._plain.select_pipes(enable="ner")
        self.bare = self.ours = 0.0  # CPU seconds
        self.words = 0

    def read(self, sentences: Sequence[LabelledSentence]) -> list[Read]:
        """The sentences as the language model sees them; measures its recogniser as spaCy runs it by itself."""
        docs = [Doc(self._plain.vocab, words=list(sentence.words)) for sentence in sentences]
        start = time.process_time()
        alone = [labelled(doc) for doc in self._plain.pipe(docs)]
        self.bare += time.process_time() - start
        words = [spoken(sentence.words) for sentence in sentences]
        return [
            Read(sentence=sentence, words=said, labels=tuple(labels), alone=tuple(own))
            for sentence, said, labels, own in zip(sentences, words, self._model.label(words), alone, strict=True)
        ]

    def names(self, document: Sequence[Read]) -> list[NameSpan]:
        """What we make of the sentences of one document."""
        return find_names(words_of(document), self._labeller)

    def time(self, read: Sequence[Read]) -> None:
        """Measures our work on articles of the usual length, recogniser and linking included."""
        for at in range(0, len(read), _ARTICLE):
            start = time.process_time()
            words = words_of(read[at : at + _ARTICLE])
            self._model.label(sentence.words for sentence in read[at : at + _ARTICLE])
            text = " ".join(words.words)
            mentions = mentions_of(find_names(words, self._labeller), words, text, "model")
            resolve(mentions, text, date(2025, 1, 1), load_directory())
            self.ours += time.process_time() - start
            self.words += len(words.words)


def spoken(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a sentence, those of one in capitals as it would be written as a sentence."""
    said = recased(" ".join(words)).split(" ")
    return tuple(said if len(said) == len(words) else words)


def words_of(document: Sequence[Read]) -> Words:
    words = [word for read in document for word in read.words]
    lengths = [len(word) + 1 for word in words]
    return Words(
        words=words,
        starts=[0, *accumulate(lengths)][: len(words)],
        labels=[label for read in document for label in read.labels],
        sentences=[0, *accumulate(len(read.words) for read in document)][: len(document)],
    )


def raw_names(labels: Sequence[str]) -> list[NameSpan]:
    """What the language model says by itself, in our types."""
    return [
        NameSpan(first=span.first, end=span.end, type=_RAW[span.type])
        for span in read_spans(labels)
        if span.type in _RAW
    ]


def bio(names: Iterable[NameSpan], length: int) -> list[str]:
    labels = ["O"] * length
    for name in names:
        labels[name.first : name.end] = [f"B-{name.type}", *[f"I-{name.type}"] * (name.end - name.first - 1)]
    return labels


def measure(path: Path, reader: Reader) -> dict[str, object]:
    sentences = read_sentences(path)
    read = reader.read(sentences)
    reader.time(read)
    raw = [bio(raw_names(one.alone), len(one.alone)) for one in read]
    ours: list[list[str]] = []
    done = 0
    for document in documents(sentences):
        here = read[done : done + len(document)]
        done += len(document)
        ours.append(bio(reader.names(here), sum(len(one.labels) for one in here)))
    gold = [[label for sentence in document for label in sentence.labels] for document in documents(sentences)]
    alone = strict_f1([sentence.labels for sentence in sentences], raw)["all"]
    return {"file": path.name, "model_alone": alone, **strict_f1(gold, ours)}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model")
    parser.add_argument("--weights", type=Path, help="a trained model of one's own instead of the one that ships")
    options = parser.parse_args(arguments)
    load_directory()
    reader = Reader(find_model(options.model), options.weights)
    reader.time(reader.read([LabelledSentence(words=WARM, labels=("O",) * len(WARM))]))
    reader.bare, reader.ours, reader.words = 0.0, 0.0, 0
    results = [measure(path, reader) for path in options.files]
    for result in results:
        print(result)
    speed = {
        "bare_words_per_second": round(reader.words / reader.bare),
        "words_per_second": round(reader.words / reader.ours),
        "ratio": round(reader.bare / reader.ours, 3),
    }
    print(json.dumps({"files": results, **speed}))


if __name__ == "__main__":
    main()
