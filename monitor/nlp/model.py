"""The spaCy model: which one, how it is set up, and which of its parts run on what.

The settings were measured: one BLAS thread a process and thinc without blis gave 4,700 → 7,000 tokens/s for the whole
pipeline and 7,500 → 15,000 for names alone, with the same output. The recogniser of names has a tok2vec of its own
in the small English models, so it runs without the rest, see `recogniser.py`; tagger and parser share another one and
run only on the sentences that pass the gate. The attribute ruler and the lemmatizer never run: parts of speech follow
from the tags, lemmas from the lexicon.

spaCy is not imported until `load_model` is called, so that a program which only starts workers starts fast.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from monitor.annotate.entities.repair import Words
from monitor.annotate.syntax.headlines import wordings
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.annotate.syntax.wording import is_borne_out, restored, spaces_of
from monitor.errors import Transient
from monitor.nlp.installed import import_spacy, limit_threads
from monitor.nlp.parser import open_parser
from monitor.nlp.recogniser import WeightReader, open_recogniser, shares_vectors
from monitor.nlp.tokens import (
    Chunk,
    Chunks,
    TokenReader,
    keys_of,
    keys_of_chunks,
    leave_unread_out,
    starts_of,
    words_of,
)
from monitor.nlp.vectors import in_batches, open_vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 128  # sentences that go through the tagger at a time


@cache
def load_model(name: str) -> "LanguageModel":
    """The model `name`, loaded once a process. Raises Transient where that fails: an installation can be repaired."""
    limit_threads()
    spacy = import_spacy()
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    try:
        return LanguageModel(name, spacy.load(name, exclude=["attribute_ruler", "lemmatizer"]))
    except (OSError, ImportError) as error:
        raise Transient(f"the language model {name} cannot be loaded: {error}") from error


class ReadSentence(NamedTuple):
    """A sentence in words, with the label that the recogniser gave each in BIO; offsets of the document.

    text: as it was read; starts: where each word begins.
    """

    start: int
    end: int
    text: str
    words: list[str]
    starts: list[int]
    labels: list[str]


class LanguageModel:
    """One loaded spaCy pipeline, its parts called one by one. Not for use by two threads at once."""

    def __init__(self, name: str, pipeline: "Language") -> None:
        self.name = f"{name} {pipeline.meta['version']}"
        leave_unread_out(pipeline)
        self._pipeline = pipeline
        self._recogniser = recogniser = open_recogniser(pipeline)
        self._labeller = recogniser if isinstance(recogniser, WeightReader) and recogniser.columns else None
        self._tagger: Any = pipeline.get_pipe("tagger")
        self._parser = open_parser(pipeline)
        shared: Any = pipeline.get_pipe("tok2vec")
        self._vectors = open_vectors(shared.model)
        self._names_need_vectors = shares_vectors(pipeline)
        self._tokens = TokenReader(pipeline.vocab)
        self._chunks = Chunks(pipeline, self._labeller.columns if self._labeller else ())

    def read(self, document: str, sentences: Iterable[tuple[int, int]]) -> list[ReadSentence]:
        """Each of `sentences` of `document` in words, with the labels of its names; all of them in one batch.

        Refuses (ValueError) a sentence of more than the pipeline's 1,000,000 characters.
        """
        bounds = list(sentences)
        texts = [document[start:end] for start, end in bounds]
        chunks = list(map(self._chunks.read, texts))
        words = list(map(words_of, chunks))
        return [
            ReadSentence(start, end, text, own, starts_of(read, start), labels)
            for (start, end), text, read, own, labels in zip(
                bounds, texts, chunks, words, self._read_labels(texts, words, chunks), strict=True
            )
        ]

    def _read_labels(
        self, texts: Sequence[str], words: Sequence[list[str]], chunks: Sequence[list[Chunk]]
    ) -> list[list[str]]:
        """The labels of sentences: of their words, or of docs where the recogniser is not read in numpy."""
        if self._labeller:
            return self._labeller.label_words(words, list(map(keys_of_chunks, chunks)))
        return self._labels(list(map(self._pipeline.make_doc, texts)))

    def label(self, sentences: Iterable[Sequence[str]]) -> list[list[str]]:
        """The labels of sentences that come in words already, as annotated ones do."""
        from spacy.tokens import Doc

        read = [list(words) for words in sentences]
        docs = [Doc(self._pipeline.vocab, words=words) for words in read]
        if self._labeller:
            return self._labeller.label_words(read, [keys_of(doc, self._labeller.columns) for doc in docs])
        return self._labels(docs)

    def _labels(self, docs: list["Doc"]) -> list[list[str]]:
        if self._names_need_vectors:
            self._see(docs)
        return self._recogniser.label(docs)

    def words(self, read: Iterable[ReadSentence]) -> Words:
        """The words of these sentences, each with the label that the recogniser gave it, without white space."""
        found = Words(words=[], starts=[], labels=[], sentences=[])
        for sentence in read:
            words, starts, labels = sentence.words, sentence.starts, sentence.labels
            if any(map(str.isspace, words)):
                kept = [at for at, word in enumerate(words) if not word.isspace()]
                words, starts = [words[at] for at in kept], [starts[at] for at in kept]
                labels = [labels[at] for at in kept]
            if words:
                found.sentences.append(len(found.words))
                found.words.extend(words)
                found.starts.extend(starts)
                found.labels.extend(labels)
        return found

    def parse(self, read: Iterable[ReadSentence]) -> list[ParsedSentence]:
        """Each of these sentences that has words with its parse, all of them in one batch through tagger and parser."""
        kept = [sentence for sentence in read if sentence.words]
        docs = [self._pipeline.make_doc(sentence.text) for sentence in kept]
        self._parse(docs)
        return self._reworded(list(map(self._parsed, kept, docs)))

    def _parsed(self, sentence: ReadSentence, doc: "Doc") -> ParsedSentence:
        tokens = self._tokens.read(doc, sentence.words, sentence.start)
        return ParsedSentence(tokens, sentence.start, sentence.end)

    def _reworded(self, sentences: list[ParsedSentence]) -> list[ParsedSentence]:
        """`sentences`, headlines among them parsed in the words of sentences where that makes sense of them."""
        from spacy.tokens import Doc

        worded = [(at, wording) for at, sentence in enumerate(sentences) for wording in wordings(sentence)]
        if not worded:
            return sentences
        docs = [
            Doc(self._pipeline.vocab, words=[word.text for word in wording], spaces=spaces_of(wording))
            for _, wording in worded
        ]
        self._parse(docs)
        found = list(sentences)
        for (at, wording), doc in zip(worded, docs, strict=True):
            parsed = ParsedSentence(self._tokens.read(doc, [word.text for word in wording], 0), 0, 0)
            if found[at] is sentences[at] and is_borne_out(wording, parsed):
                found[at] = restored(wording, parsed, sentences[at])
        return found

    def _parse(self, docs: list["Doc"]) -> None:
        """Runs tagger and parser over `docs`, each of one sentence and none of them empty."""
        for doc in docs:
            self._tokens.make_one_sentence(doc)
        self._see(docs)
        for _ in self._tagger.pipe(iter(docs), batch_size=_BATCH):
            pass
        for batch in in_batches(docs):
            self._parser.parse(batch)

    def _see(self, docs: list["Doc"]) -> None:
        """Gives each of `docs` the vectors that tagger and parser share."""
        for batch in in_batches(docs):
            ends = np.cumsum([len(doc) for doc in batch])
            for doc, vectors in zip(batch, np.split(self._vectors.of(batch), ends[:-1]), strict=True):
                doc.tensor = vectors  # type: ignore[assignment] # spaCy says doubles, and stores floats
