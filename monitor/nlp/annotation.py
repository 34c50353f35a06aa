"""The language work of one article, step by step; the same in a worker process and in this one.

language → names → sentences → gate → parse of what passes → events.
"""

from monitor.annotate.coder import code_events
from monitor.annotate.gates import may_hold_event
from monitor.annotate.language import language_of
from monitor.annotate.mentions import find_mentions
from monitor.annotate.sentences import split_sentences
from monitor.errors import Unprocessable
from monitor.nlp.model import LanguageModel, ReadSentence, load_model
from monitor.records import AnnotatedArticle, Mention, StoryArticle, decode, encode

LANGUAGE = "en"
"""The language of the models in use."""


def annotate_bytes(data: bytes, model: str) -> bytes:
    """The work function of the worker processes: an encoded StoryArticle in, an encoded AnnotatedArticle out."""
    return encode(annotate_article(decode(data, StoryArticle), load_model(model)))


def annotate_article(placed: StoryArticle, model: LanguageModel) -> AnnotatedArticle:
    """The annotations of one article. Raises Unprocessable where it is too long for the model."""
    if reason := why_not(placed):
        return without_annotations(placed, reason)
    document = placed.article.document
    sentences = split_sentences(document)
    try:
        read = model.read(document, sentences)
    except ValueError as error:
        raise Unprocessable(f"the model refuses this article: {str(error)[:200]}") from error
    mentions = find_mentions(model.names(read), document, model.name)
    parsed = model.parse(sentence for sentence in read if _passes_gate(sentence, mentions))
    published = placed.article.published or placed.article.fetched
    events = code_events(parsed, mentions, document=document, story=placed.story, year=published.year)
    return AnnotatedArticle(
        story=placed.story,
        article=placed.article,
        relation=placed.relation,
        original=placed.original,
        language=LANGUAGE,
        sentences=sentences,
        mentions=mentions,
        events=events,
        annotator=model.name,
    )


def why_not(placed: StoryArticle) -> str:
    """Why an article gets no annotations, "" if it does: it is a copy, or in a language without a model."""
    if placed.is_copy:
        return f"no language work: {placed.relation} of {placed.original}"
    language = language_of(placed.article)
    return "" if language == LANGUAGE else f"no model for language {language}"


def without_annotations(placed: StoryArticle, reason: str) -> AnnotatedArticle:
    """The record of an article that gets no language work; it keeps its sentences, for matching by words."""
    copied = placed.is_copy
    return AnnotatedArticle(
        story=placed.story,
        article=placed.article,
        relation=placed.relation,
        original=placed.original,
        language=language_of(placed.article),
        sentences=() if copied else split_sentences(placed.article.document),
        annotator=reason,
    )


def _passes_gate(sentence: ReadSentence, mentions: tuple[Mention, ...]) -> bool:
    words = [token.text for token in sentence.doc]
    return may_hold_event(words, sentence.start, sentence.end, mentions)
