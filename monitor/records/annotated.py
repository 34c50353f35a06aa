"""An article with all that the language work found in it."""

from monitor.records.articles import Article, Relation, StoryArticle
from monitor.records.base import Record, Versioned
from monitor.records.events import Event
from monitor.records.language import Mention, Quote


class LeftOut(Record, frozen=True, kw_only=True):
    """What an original says and its copy does not; a watch that excludes it does not match the copy either."""

    text: str  # its sentences, parted by "\n"
    mentions: tuple[Mention, ...] = ()  # offsets as in an article with this text and no title


class AnnotatedArticle(Versioned, frozen=True, kw_only=True):
    """What `news.annotated` carries. A copy has what its original was found to say, with offsets of its own."""

    story: str
    article: Article
    relation: Relation
    original: str | None = None
    publishers: int = 1  # that have carried the story so far
    language: str = "und"
    sentences: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    left_out: LeftOut | None = None  # by a copy that was cut
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
            publishers=placed.publishers,
            language=language,
            annotator=annotator,
            sentences=sentences,
            mentions=mentions,
            events=events,
            quotes=quotes,
        )
