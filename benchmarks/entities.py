"""How well names are found and typed: `python -m benchmarks.entities FILE… [--model NAME]`.

Files hold a word and its label a line (see `benchmarks.conll` for the layouts and the mapping of labels). A name counts
as found if both edges and its type agree: strict F1, a type and over PER, ORG and LOC together. Labels that map to MISC
are in no score; nor are nationalities, which are a type of their own with us. Sentences are documents of their own
unless the file says where documents begin. Beside ours stands what the language model says by itself (PERSON → PER; ORG
→ ORG; GPE, LOC, FAC → LOC), and its speed with and without us in the same run, gazetteer lookup and linking included.
The last line is JSON.
"""

import argparse
import json
import time
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.conll import LabelledSentence, read_sentences, strict_f1
from monitor.annotate.actors.resolve import resolve
from monitor.annotate.entities.repair import Words, find_mentions, find_names
from monitor.annotate.entities.spans import NameSpan
from monitor.annotate.gazetteer.directory import load_directory
from monitor.nlp.model import find_model, labelled, load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RAW = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}


def documents(sentences: Sequence[LabelledSentence]) -> list[list[LabelledSentence]]:
    """The sentences by document; each for itself where the file marks no documents."""
    if len({sentence.document for sentence in sentences}) == 1:
        return [[sentence] for sentence in sentences]
    return [list(group) for _, group in groupby(sentences, lambda sentence: sentence.document)]


class Reader:
    """The language model on given words, and our layer over it; counts the seconds of both."""

    def __init__(self, model: str) -> None:
        self._pipeline = load_model(model)._pipeline
        self._ner = self._pipeline.get_pipe("ner")
        self.bare = self.ours = 0.0
        self.words = 0

    def read(self, document: Sequence[LabelledSentence]) -> tuple[list[str], list[str]]:
        """The labels that the model gives the words of a document, and those that we give them."""
        from spacy.tokens import Doc

        words = [word for sentence in document for word in sentence.words]
        firsts = [sum(len(sentence.words) for sentence in document[:at]) for at in range(len(document))]
        begins = set(firsts)
        doc = Doc(self._pipeline.vocab, words=words, sent_starts=[at in begins for at in range(len(words))])
        start = time.perf_counter()
        doc = self._ner(doc)
        middle = time.perf_counter()
        found = words_of(doc, firsts)
        names = find_names(found)
        resolve(find_mentions(found, doc.text, "model"), doc.text, date(2025, 1, 1), load_directory())
        self.ours += time.perf_counter() - middle
        self.bare += middle - start
        self.words += len(words)
        raw = [NameSpan(first=ent.start, end=ent.end, type=_RAW[ent.label_]) for ent in doc.ents if ent.label_ in _RAW]
        return bio(raw, len(words)), bio(names, len(words))


def words_of(doc: "Doc", firsts: list[int]) -> Words:
    return Words(
        words=[token.text for token in doc],
        starts=[token.idx for token in doc],
        labels=labelled(doc),
        sentences=firsts,
    )


def bio(names: Iterable[NameSpan], length: int) -> list[str]:
    labels = ["O"] * length
    for name in names:
        labels[name.first : name.end] = [f"B-{name.type}", *[f"I-{name.type}"] * (name.end - name.first - 1)]
    return labels


def measure(path: Path, reader: Reader) -> dict[str, object]:
    gold: list[str] = []
    raw: list[str] = []
    ours: list[str] = []
    for document in documents(read_sentences(path)):
        one, two = reader.read(document)
        gold += [label for sentence in document for label in sentence.labels] + ["O"]
        raw += [*one, "O"]
        ours += [*two, "O"]
    return {"file": path.name, "model_alone": strict_f1([gold], [raw])["all"], **strict_f1([gold], [ours])}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--model")
    options = parser.parse_args(arguments)
    load_directory()
    reader = Reader(find_model(options.model))
    reader.read([LabelledSentence(words=("Warm", "up", "."), labels=("O", "O", "O"))])
    reader.bare = reader.ours = reader.words = 0
    results = [measure(path, reader) for path in options.files]
    for result in results:
        print(result)
    speed = {
        "bare_words_per_second": round(reader.words / reader.bare),
        "words_per_second": round(reader.words / (reader.bare + reader.ours)),
        "microseconds_a_word": round(1e6 * reader.ours / reader.words, 2),
    }
    print(json.dumps({"files": results, **speed}))


if __name__ == "__main__":
    main()
