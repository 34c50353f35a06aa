"""Words and tokens of sentences.

Words are had without a tokenizer's work: what it makes of each chunk between two spaces is remembered. spaCy's
tokenizer reads every chunk for itself, but for rules that look beyond white space; texts of which a chunk is white
space, too, are left to it as a whole. Its own memory is full after ten thousand chunks, and keeps none
behind a special case. A word with a mark behind it ("talks,") is put together from the two.

Tokens of parsed docs are read all of a doc at a time: asked one by one, they cost more than the tagger.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from monitor.annotate.syntax.clause_breaks import BREAKS, parted
from monitor.annotate.syntax.hyphens import joined
from monitor.annotate.syntax.parse import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_START, _INSIDE = 1, -1
"""How spaCy marks the first token of a sentence and the others."""

_READ_OF_WORDS = ("LOWER", "IS_SPACE")

REMEMBERED = 32_768
"""Chunks that are remembered; when more have been seen, all are forgotten. About 10 MB."""

_MARKS = frozenset(".,;:?!)")
"""What the tokenizer parts from the end of any word in letters that is no special case."""


def leave_unread_out(pipeline: "Language") -> None:
    """Keeps `pipeline` from working out, of each new word, what none of its parts reads and nobody here.

    spaCy's English has twenty such attributes (`like_url`, `like_num`, …); they take half the time of a new word.
    """
    models = [part.model for _, part in pipeline.pipeline if hasattr(part, "model")]
    columns = {column for model in models for layer in model.walk() for column in layer.attrs.get("columns", ())}
    vocab: Any = pipeline.vocab
    read = {vocab.strings[column] for column in (*_READ_OF_WORDS, *columns)}
    for attribute in vocab.lex_attr_getters.keys() - read:
        del vocab.lex_attr_getters[attribute]


class Chunk(NamedTuple):
    """The words of a chunk.

    steps: from where each word begins to where the next one does; from the last one, to the next chunk.
    keys: what the vectors see of each word, in bytes.
    """

    words: tuple[str, ...]
    steps: tuple[int, ...]
    keys: tuple[bytes, ...]


class Chunks:
    """Reads sentences in words, as the tokenizer of a pipeline does. `columns`: attributes that the vectors see.

    Not for use by two threads at once.
    """

    def __init__(self, pipeline: "Language", columns: Sequence[Any], remembered: int = REMEMBERED) -> None:
        self._make_doc = pipeline.make_doc
        tokenizer: Any = pipeline.tokenizer
        tokenizer.max_cache_size = remembered  # of its own, for docs that are made to be parsed
        self._special = frozenset(tokenizer.rules)
        self._columns = list(columns)
        self._remembered = remembered
        self._known: dict[str, Chunk] = {}

    def read(self, text: str) -> list[Chunk]:
        """What the words of `text` stand in, in order: its chunks, or all of it where white space is more than that."""
        texts = text.split(" ")
        found = list(map(self._known.get, texts))
        if None not in found:
            return found  # type: ignore[return-value]
        if "" in texts or any(len(each.split()) != 1 for each in texts):
            return [self._tokenized(text)] if text else []
        return [self._known.get(each) or self._remember(each) for each in texts]

    def _remember(self, text: str) -> Chunk:
        if len(self._known) >= self._remembered:
            self._known.clear()
        chunk = self._known[text] = self._composed(text) or self._tokenized(text)
        return chunk

    def _composed(self, text: str) -> Chunk | None:
        """A word in letters that is known and the mark behind it; None where it is something else."""
        word, mark = self._known.get(text[:-1]), self._known.get(text[-1])
        if (
            word is None
            or mark is None
            or text[-1] not in _MARKS
            or text in self._special
            or text[:-1] in self._special
        ):
            return None
        if len(word.words) != 1 or not (text[:-1].isascii() and text[:-1].isalpha() and text[-2].islower()):
            return None
        return Chunk(word.words + mark.words, (len(text) - 1, 2), word.keys + mark.keys)

    def _tokenized(self, text: str) -> Chunk:
        doc = self._make_doc(text)
        starts, lengths = doc.to_array(["IDX", "LENGTH"]).T.tolist()
        words = tuple(text[at : at + length] for at, length in zip(starts, lengths, strict=True))
        steps = (*(behind - at for at, behind in pairwise(starts)), len(text) + 1 - starts[-1])
        return Chunk(words, steps, tuple(keys_of(doc, self._columns)))


def words_of(chunks: Iterable[Chunk]) -> list[str]:
    """The words of chunks that stand behind each other."""
    return list(chain.from_iterable(chunk.words for chunk in chunks))


def starts_of(chunks: Iterable[Chunk], start: int) -> list[int]:
    """Where each of their words begins, if the first one does at `start`."""
    starts = list(accumulate(chain.from_iterable(chunk.steps for chunk in chunks), initial=start))
    del starts[-1]
    return starts


def keys_of_chunks(chunks: Iterable[Chunk]) -> list[bytes]:
    """What the vectors see of each of their words."""
    return list(chain.from_iterable(chunk.keys for chunk in chunks))


def keys_of(doc: "Doc", columns: Sequence[Any]) -> list[bytes]:
    """What vectors that look at these attributes see of each word of a doc, in bytes."""
    if not (columns and len(doc)):
        return []
    features: Any = doc.to_array(list(columns))
    keys: list[bytes] = features.view(f"V{features.strides[0]}")[:, 0].tolist()
    return keys


class TokenReader:
    """Reads parsed docs of one vocabulary, and marks docs as one sentence for the parser."""

    def __init__(self, vocab: "Vocab") -> None:
        self._names = _Names(vocab)

    def make_one_sentence(self, doc: "Doc") -> None:
        """Tells the parser that `doc`, which has tokens, is one sentence."""
        marks: Any = np.full(len(doc), _INSIDE, np.int64)
        marks[0] = _START
        doc.from_array("SENT_START", marks.view(np.uint64))

    def read(self, doc: "Doc", words: Sequence[str], shift: int) -> tuple[Token, ...]:
        """The tokens of a parsed doc of these words that begins at the character `shift` of the document."""
        columns: Any = doc.to_array(["IDX", "HEAD", "TAG", "DEP"])
        starts = (columns[:, 0].view(np.int64) + shift).tolist()
        heads = (columns[:, 1].view(np.int64) + np.arange(len(words))).tolist()  # as they are told from the token on
        tags, deps = ([self._names[number] for number in columns[:, at].tolist()] for at in (2, 3))
        tokens = [
            Token(text=word, lower=word.lower(), tag=tag, dep=dep, head=head, start=start, end=start + len(word))
            for word, tag, dep, head, start in zip(words, tags, deps, heads, starts, strict=True)
        ]
        tokens = tokens if BREAKS.isdisjoint(words) else parted(tokens)
        return joined(tokens) if "-" in words else tuple(tokens)


class _Names(dict[int, str]):
    """The few names of tags and relations by their numbers in a vocabulary, as they are first asked for."""

    def __init__(self, vocab: "Vocab") -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, number: int) -> str:
        name = self[number] = self._vocab.strings[number]
        return name
