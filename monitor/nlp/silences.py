"""Why sentences gave no event: the way of `annotation` gone again, for people who ask."""

from monitor.annotate.entities.casing import recased
from monitor.annotate.events.gates import may_tell_events, why_not_parsed
from monitor.annotate.events.reasons import NoEvent
from monitor.annotate.events.silence import Silence, why_silent, without_event
from monitor.nlp.annotation import LANGUAGE, why_not
from monitor.nlp.model import LanguageModel, ReadSentence
from monitor.records import AnnotatedArticle, Span, StoryArticle


def silences(placed: StoryArticle, annotated: AnnotatedArticle, model: LanguageModel) -> tuple[Silence, ...]:
    """Why each sentence of `annotated` without an event has none; the language work up to the parse is done again.

    Nothing is said of an article that no model of events reads: `annotator` tells why.
    """
    if why_not(placed) or annotated.language != LANGUAGE:
        return ()
    document = annotated.article.document
    read = model.read(recased(document), annotated.sentences)
    silent = {*without_event(annotated.sentences, annotated.events)}
    is_political = may_tell_events(model.words(read).words)
    return tuple(
        _silence(each, annotated, model, is_political=is_political) for each in read if (each.start, each.end) in silent
    )


def _silence(
    sentence: ReadSentence, annotated: AnnotatedArticle, model: LanguageModel, *, is_political: bool
) -> Silence:
    start, end = sentence.start, sentence.end
    span = Span(text=annotated.article.document[start:end], start=start, end=end)
    if not is_political:
        return Silence(sentence=span, reason=NoEvent.TOPIC)
    if gate := why_not_parsed(sentence.words, start, end, annotated.mentions):
        return Silence(sentence=span, reason=gate)
    reason, trigger = why_silent(next(iter(model.parse([sentence]))), annotated.mentions)
    return Silence(sentence=span, reason=reason, trigger=trigger)
