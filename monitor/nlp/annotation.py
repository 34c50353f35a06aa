"""The language work of one article, step by step; the same in a worker process and in this one.

language → sentences → names → repaired → resolved to actors → quotes → gates → parse of what passes → events. Articles
in other languages get names by a model of their language where one is installed, else those of the gazetteer.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from monitor.annotate.actors.listed.find import find_listed
from monitor.annotate.actors.resolve import resolve
from monitor.annotate.entities.casing import recased
from monitor.annotate.entities.repair import Words, find_mentions
from monitor.annotate.events.coder import code_events
from monitor.annotate.events.gates import may_be_meant, may_tell_events, why_not_parsed
from monitor.annotate.gazetteer.directory import load_directory
from monitor.annotate.quotes.quotes import find_quotes
from monitor.errors import Transient, Unprocessable
from monitor.nlp.languages import NamesModel, find_names_model, load_names_model
from monitor.nlp.model import LanguageModel, ReadSentence, load_model
from monitor.records import AnnotatedArticle, Mention, StoryArticle
from monitor.text.article import article_of, story_of
from monitor.text.language import language_of
from monitor.text.sentences import split_sentences

LANGUAGE = "en"
"""The language of the models in use."""


_SAMPLE = article_of(
    "Rebels shelled the embassy of France in Bamako on Monday, killing two soldiers. Anna Berg condemned the attack.",
    datetime(2026, 1, 5, tzinfo=UTC),
    source="sample",
    title="EMBASSY ATTACKED NEAR ALGIERS",
    language=LANGUAGE,
)
"""A text that needs all tables: names, a title in capitals, a person in full, an event."""


def warm_up(model: str) -> None:
    """Loads all that the first article would wait for. Raises Transient where the model cannot be loaded."""
    annotate_article(story_of(_SAMPLE), load_model(model))


def annotate_article(placed: StoryArticle, model: LanguageModel) -> AnnotatedArticle:
    """The annotations of one article: the same whatever is watched, as no watchlist is known here.

    Raises Unprocessable where the article is too long for the model.
    """
    language = language_of(placed.article)
    if reason := _why_unread(language):
        return without_annotations(placed, reason)
    try:
        if language == LANGUAGE:
            return _annotated(placed, model)
        return _named(placed, language, load_names_model(find_names_model(language) or ""))
    except Transient as error:  # a model of another language that is broken must not hold up the articles behind
        return without_annotations(placed, str(error)[:200])
    except ValueError as error:
        raise Unprocessable(f"the model refuses this article: {str(error)[:200]}") from error


def _annotated(placed: StoryArticle, model: LanguageModel) -> AnnotatedArticle:
    document, on = placed.article.document, _day(placed)
    sentences = split_sentences(document)
    read = model.read(recased(document), sentences)
    words = model.words(read)
    mentions = resolve(find_mentions(words, document, model.name), document, on, load_directory())
    parsed = model.parse(worth_parsing(read, words, mentions))
    return AnnotatedArticle.of(
        placed,
        language=LANGUAGE,
        sentences=sentences,
        mentions=mentions,
        events=code_events(
            parsed, mentions, document=document, story=placed.story, on=on, dated=placed.article.tells_day
        ),
        quotes=find_quotes(document, sentences, mentions),
        annotator=model.name,
    )


def _named(placed: StoryArticle, language: str, model: NamesModel) -> AnnotatedArticle:
    """The names of an article in another language, by the model that is installed for it."""
    document = placed.article.document
    sentences = split_sentences(document)
    mentions = resolve(model.names(document, sentences), document, _day(placed), load_directory())
    return AnnotatedArticle.of(
        placed,
        language=language,
        sentences=sentences,
        mentions=mentions,
        annotator=model.name,
    )


def _day(placed: StoryArticle) -> date:
    return (placed.article.published or placed.article.fetched).date()


def why_not(placed: StoryArticle) -> str:
    """Why no model reads an article, "" if one does: there is none for its language."""
    return _why_unread(language_of(placed.article))


def _why_unread(language: str) -> str:
    return "" if language == LANGUAGE or find_names_model(language) else f"no model for language {language}"


def without_annotations(placed: StoryArticle, reason: str) -> AnnotatedArticle:
    """The record of an article that no model reads: its sentences, for matching by words, and the gazetteer's names."""
    document, language = placed.article.document, language_of(placed.article)
    directory, on = load_directory(), _day(placed)
    listed = find_listed(document, language, on, directory)
    return AnnotatedArticle.of(
        placed,
        language=language,
        sentences=split_sentences(document),
        mentions=resolve(listed, document, on, directory),
        annotator=reason,
    )


def worth_parsing(read: Sequence[ReadSentence], words: Words, mentions: Sequence[Mention]) -> list[ReadSentence]:
    """The sentences of an article that pass the gates before the parse; `words` are those of the article.

    What a pronoun looks back to is parsed with it.
    """
    if not may_tell_events(words.words):
        return []
    passing = [why_not_parsed(each.words, each.start, each.end, mentions) is None for each in read]
    behind = (*(each.words if passes else () for passes, each in zip(passing[1:], read[1:], strict=True)), ())
    return [
        each
        for each, passes, following in zip(read, passing, behind, strict=False)
        if passes or (following and may_be_meant(following, each.words, each.start, each.end, mentions))
    ]
