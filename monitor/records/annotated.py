"""An article with all that the language work found in it."""

from monitor.records.articles import Article, Relation, StoryArticle
from monitor.records.base import Versioned
from monitor.records.events import Event
from monitor.records.language import Mention, Quote


class AnnotatedArticle(Versioned, frozen=True, kw_only=True):
    """What `news.annotated` carries. A copy refers to its original and has no annotations of its own."""

    story: str
    article: Article
    relation: Relation
    original: str | None = None
    language: str = "und"
    sentences: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    annotator: str = ""  # model and version, or why there are no annotations

    @classmethod
    def of(
        cls,
        placed: StoryArticle,
        *,
        language: str,
        annotator: str,
        sentences: tuple[tuple[int, int], ...] = (),
        mentions: tuple[Mention, ...] = (),
        events: tuple[Event, ...] = (),
        quotes: tuple[Quote, ...] = (),
    ) -> "AnnotatedArticle":
        """The article of `placed` with what was found in it."""
        return cls(
            story=placed.story,
            article=placed.article,
            relation=placed.relation,
            original=placed.original,
            language=language,
            annotator=annotator,
            sentences=sentences,
            mentions=mentions,
            events=events,
            quotes=quotes,
        )
