"""The language work of one article, step by step; the same in a worker process and in this one.

language → sentences → names → repaired → resolved to actors → quotes → gate → parse of what passes → events. Articles
in other languages get names by a model of their language where one is installed, else those of the gazetteer.
"""

from datetime import date

from monitor.annotate.actors.listed import find_listed
from monitor.annotate.actors.resolve import resolve
from monitor.annotate.coder import code_events
from monitor.annotate.entities.casing import recased
from monitor.annotate.entities.repair import find_mentions, shipped_labeller
from monitor.annotate.gates import may_hold_event
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.language import language_of
from monitor.annotate.quotes import find_quotes
from monitor.annotate.sentences import split_sentences
from monitor.errors import Unprocessable
from monitor.nlp.languages import find_names_model, load_names_model
from monitor.nlp.model import LanguageModel, ReadSentence, load_model
from monitor.records import AnnotatedArticle, Mention, StoryArticle, decode, encode

LANGUAGE = "en"
"""The language of the models in use."""


def warm_up(model: str) -> None:
    """Loads all that the first article would wait for. Raises Transient where the model cannot be loaded."""
    load_model(model)
    shipped_labeller()
    load_directory()


def annotate_bytes(data: bytes, model: str) -> bytes:
    """The work function of the worker processes: an encoded StoryArticle in, an encoded AnnotatedArticle out."""
    return encode(annotate_article(decode(data, StoryArticle), load_model(model)))


def annotate_article(placed: StoryArticle, model: LanguageModel) -> AnnotatedArticle:
    """The annotations of one article. Raises Unprocessable where it is too long for the model."""
    if reason := why_not(placed):
        return without_annotations(placed, reason)
    language = language_of(placed.article)
    try:
        return _annotated(placed, model) if language == LANGUAGE else _named(placed, language)
    except ValueError as error:
        raise Unprocessable(f"the model refuses this article: {str(error)[:200]}") from error


def _annotated(placed: StoryArticle, model: LanguageModel) -> AnnotatedArticle:
    document, on = placed.article.document, _day(placed)
    sentences = split_sentences(document)
    read = model.read(recased(document), sentences)
    found = find_mentions(model.words(read), document, model.name)
    mentions = resolve(found, document, on, load_directory())
    parsed = model.parse(sentence for sentence in read if _passes_gate(sentence, mentions))
    return AnnotatedArticle(
        story=placed.story,
        article=placed.article,
        relation=placed.relation,
        original=placed.original,
        language=LANGUAGE,
        sentences=sentences,
        mentions=mentions,
        events=code_events(parsed, mentions, document=document, story=placed.story, on=on),
        quotes=find_quotes(document, sentences, mentions),
        annotator=model.name,
    )


def _named(placed: StoryArticle, language: str) -> AnnotatedArticle:
    """The names of an article in another language, by the model that is installed for it."""
    model = load_names_model(find_names_model(language) or "")
    document = placed.article.document
    sentences = split_sentences(document)
    mentions = resolve(model.names(document, sentences), document, _day(placed), load_directory())
    return AnnotatedArticle(
        story=placed.story,
        article=placed.article,
        relation=placed.relation,
        original=placed.original,
        language=language,
        sentences=sentences,
        mentions=mentions,
        annotator=model.name,
    )


def _day(placed: StoryArticle) -> date:
    return (placed.article.published or placed.article.fetched).date()


def why_not(placed: StoryArticle) -> str:
    """Why an article gets no annotations, "" if it does: it is a copy, or in a language without a model."""
    if placed.is_copy:
        return f"no language work: {placed.relation} of {placed.original}"
    language = language_of(placed.article)
    if language == LANGUAGE or find_names_model(language):
        return ""
    return f"no model for language {language}"


def without_annotations(placed: StoryArticle, reason: str) -> AnnotatedArticle:
    """The record of an article that no model reads: its sentences, for matching by words, and the gazetteer's names."""
    document, language = placed.article.document, language_of(placed.article)
    listed = () if placed.is_copy else find_listed(document, language, load_directory())
    return AnnotatedArticle(
        story=placed.story,
        article=placed.article,
        relation=placed.relation,
        original=placed.original,
        language=language,
        sentences=() if placed.is_copy else split_sentences(document),
        mentions=resolve(listed, document, _day(placed), load_directory()),
        annotator=reason,
    )


def _passes_gate(sentence: ReadSentence, mentions: tuple[Mention, ...]) -> bool:
    words = [token.text for token in sentence.doc]
    return may_hold_event(words, sentence.start, sentence.end, mentions)
