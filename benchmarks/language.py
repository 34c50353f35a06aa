"""Texts read sentence by sentence, all of them parsed: what the benchmarks that give trigger or parties start from."""

from datetime import date

from monitor.annotate.actors.resolve import resolve
from monitor.annotate.entities.repair import find_mentions
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.syntax.parse import ParsedSentence
from monitor.nlp.installed import find_model
from monitor.nlp.model import LanguageModel, load_model
from monitor.records import Mention, Record
from monitor.text.sentences import split_sentences

_THEN = date(2020, 1, 1)


class ReadText(Record, frozen=True, kw_only=True):
    """A text with its names and the parse of all its sentences."""

    text: str
    sentences: tuple[ParsedSentence, ...]
    mentions: tuple[Mention, ...]


def language_model() -> LanguageModel:
    """The installed model."""
    return load_model(find_model())


def read_text(text: str, model: LanguageModel, on: date = _THEN) -> ReadText:
    """`text`, of the day `on`, with names and parses, no gate before them."""
    read = model.read(text, split_sentences(text))
    mentions = resolve(find_mentions(model.words(read), text, model.name), text, on, load_directory())
    return ReadText(text=text, sentences=tuple(model.parse(read)), mentions=mentions)


def token_at(read: ReadText, start: int) -> tuple[ParsedSentence, int] | None:
    """The sentence and the index of its token that covers the character `start`; None between tokens."""
    for sentence in read.sentences:
        for index, token in enumerate(sentence.tokens):
            if token.start <= start < token.end:
                return sentence, index
    return None
