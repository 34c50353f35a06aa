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

    story: str  # id of the article's story
    merged: tuple[str, ...] = ()  # ids of stories that turned out to be parts of this one, known by now
    storyline: str = ""  # id of a wider group of stories, for display; "" where none is known
    article: Article  # as it was fetched
    relation: Relation  # of the article to its story
    original: str | None = None  # id of the article that it copies
    publishers: int = 1  # that have carried the story so far
    independent: int = 1  # publisher families that have written about the story themselves; copies add none
    language: str = "und"  # that it was read as, ISO 639; "und" where nothing tells
    # start and end of each in the document, in characters from 0, end exclusive
    sentences: tuple[tuple[int, int], ...] = ()
    mentions: tuple[Mention, ...] = ()  # names, in order of the text
    events: tuple[Event, ...] = ()  # in order of the text
    quotes: tuple[Quote, ...] = ()  # in order of the text
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
            merged=placed.merged,
            storyline=placed.storyline,
            article=placed.article,
            relation=placed.relation,
            original=placed.original,
            publishers=placed.publishers,
            independent=placed.independent,
            language=language,
            annotator=annotator,
            sentences=sentences,
            mentions=mentions,
            events=events,
            quotes=quotes,
        )
