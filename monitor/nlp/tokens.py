"""Tokens of spaCy's docs, all of a doc at a time: asked one by one, they cost more than the tagger."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from monitor.annotate.syntax.hyphens import joined
from monitor.annotate.syntax.parse import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_START, _INSIDE = 1, -1
"""How spaCy marks the first token of a sentence and the others."""

_PLACE: list[str | int] = ["IDX", "LENGTH"]
_READ_OF_WORDS = ("LOWER", "IS_SPACE")


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


def read_words(doc: "Doc", document: str, start: int) -> tuple[list[str], list[int]]:
    """The words of a doc that was made of `document` from `start` on, and where in it each begins."""
    places, lengths = doc.to_array(_PLACE).T.tolist()
    starts = [start + at for at in places]
    return [document[at : at + length] for at, length in zip(starts, lengths, strict=True)], starts


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
        return joined(tokens) if "-" in words else tuple(tokens)


class _Names(dict[int, str]):
    """The few names of tags and relations by their numbers in a vocabulary, as they are first asked for."""

    def __init__(self, vocab: "Vocab") -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, number: int) -> str:
        name = self[number] = self._vocab.strings[number]
        return name
