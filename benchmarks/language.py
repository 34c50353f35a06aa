"""Texts read sentence by sentence, all of them parsed: what the benchmarks that give trigger or parties start from."""

from monitor.annotate.entities.repair import find_mentions
from monitor.annotate.parse import ParsedSentence
from monitor.annotate.sentences import split_sentences
from monitor.nlp.model import LanguageModel, find_model, load_model
from monitor.records import Mention, Record


class ReadText(Record, frozen=True, kw_only=True):
    """A text with its names and the parse of all its sentences."""

    text: str
    sentences: tuple[ParsedSentence, ...]
    mentions: tuple[Mention, ...]


def language_model() -> LanguageModel:
    """The installed model."""
    return load_model(find_model())


def read_text(text: str, model: LanguageModel) -> ReadText:
    """`text` with names and parses, no gate before them."""
    read = model.read(text, split_sentences(text))
    mentions = find_mentions(model.words(read), text, model.name)
    return ReadText(text=text, sentences=tuple(model.parse(read)), mentions=mentions)


def token_at(read: ReadText, start: int) -> tuple[ParsedSentence, int] | None:
    """The sentence and the index of its token that covers the character `start`; None between tokens."""
    for sentence in read.sentences:
        for index, token in enumerate(sentence.tokens):
            if token.start <= start < token.end:
                return sentence, index
    return None
