"""Articles: as a feed gave them, and in their stories."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from monitor.records.base import Count, Link, Moment, Name, Tier, Versioned

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # before there were feeds, dates are zeros and mistakes
FUTURE = timedelta(hours=1)  # how far ahead of our clock a date is believed


LOWEST_TIER = 4  # of trust; that of a feed of which nothing is said


class TextSource(StrEnum):
    """Where the text of an article comes from."""

    FEED = "feed"
    PAGE = "page"  # the main text of the article's own page


class Part(StrEnum):
    """The parts of an article's document."""

    TITLE = "title"
    TEXT = "text"


class Dating(StrEnum):
    """Where the date of publication of an article comes from, or why it has none."""

    GIVEN = "as given"
    ZONE_INFERRED = "without a zone: that of the feed's other dates"
    ZONE_UNKNOWN = "without a zone that is known: taken as UTC"
    DAY = "a day without a time"
    CLAMPED = "ahead of the clock in an unknown zone: the moment it was fetched"
    MISSING = "no date"
    AHEAD = "refused: more than an hour ahead of the clock"
    LONG_AGO = "refused: before 1990"
    AMBIGUOUS = "refused: day and month cannot be told apart"
    UNREADABLE = "refused: cannot be read"

    @property
    def tells_day(self) -> bool:
        """Whether the day of the date is the one that its publisher wrote."""
        return self in (Dating.GIVEN, Dating.ZONE_INFERRED, Dating.ZONE_UNKNOWN, Dating.DAY)


class Article(Versioned, frozen=True, kw_only=True):
    """One article as a feed gave it; an edit is the same id with a higher version."""

    id: Name  # of its canonical link, see identity.article_id
    version: Count = 1  # of the article, from 1; an edit is one more
    feed: Name  # id of the feed it came from first, as configured
    entry: str  # id of the entry within that feed (guid, else link, else content)
    url: Link  # of its page, http or https as given; "" where the entry had none
    title: str  # in one line, "" where it has none
    text: str  # plain text; paragraphs parted by "\n"
    text_source: TextSource = TextSource.FEED  # where the text is from
    published: Moment | None = None  # UTC; from 1990 to fetched + 1 h
    dating: Dating = Dating.GIVEN  # how far `published` is to be believed, or why it is null
    old: bool = False  # older than `max_age` when its feed first showed it: archived, and nobody is told
    updated: Moment | None = None  # when the publisher says it was edited, UTC
    fetched: Moment  # when it was, UTC
    language: str | None = None  # as the feed says, BCP 47; detection is annotate's work
    authors: tuple[str, ...] = ()  # their names
    publisher: str = ""  # whose it is: as configured, else the site behind an aggregator, the feed's title, the host
    owner: str = ""  # who owns the publisher, as configured; "" where nothing is known of that
    tags: tuple[str, ...] = ()  # categories of the entry
    source_tags: tuple[str, ...] = ()  # tags of the feed, as configured
    tier: Tier = LOWEST_TIER  # trust in the feed, as configured: from 1, the most, to 4
    changed: tuple[Part, ...] = ()  # of an edit, as far as that is known

    @property
    def tells_day(self) -> bool:
        """Whether its publisher says on which day it was published, and is to be believed."""
        return self.published is not None and self.dating.tells_day

    @property
    def family(self) -> str:
        """The publisher family: whoever owns several publishers is one source, not several."""
        return self.owner or self.publisher

    @property
    def document(self) -> str:
        """The text that every offset refers to."""
        return f"{self.title}\n{self.text}"


class Relation(StrEnum):
    """What an article is to the story it stands in."""

    NEW_STORY = "new story"
    EXACT_COPY = "exact copy"
    NEAR_DUPLICATE = "near-duplicate"
    SAME_ARTICLE = "same article again"  # a replay, an edit, or the same link in another feed
    EXPANDED = "expanded"  # a much longer text that holds an earlier one of its story; its own language work is done
    FOLLOW_UP = "follow-up"  # a text of its own that goes on with the story


COPIES = frozenset({Relation.EXACT_COPY, Relation.NEAR_DUPLICATE})
"""What costs language work for its own sentences only, since the others were read in another article."""


class StoryArticle(Versioned, frozen=True, kw_only=True):
    """An article in its story; what `news.stories` carries."""

    story: Name  # story id: a function of the first article's id
    merged: tuple[str, ...] = ()  # ids of stories that turned out to be parts of this one, known by now
    storyline: str = ""  # id of a wider group of stories, for display: "also in this story"; "" where none is known
    article: Article  # as it was fetched
    relation: Relation  # of the article to its story
    original: str | None = None  # id of the article that it copies
    # part of the smaller text that both share; of a follow-up, mean cosine with the texts of the story; 0 to 1
    similarity: float = 0.0
    publishers: int = 1  # that have carried the story so far, this one included
    independent: int = 1  # publisher families that have written about the story themselves; copies add none
    reason: str = ""  # why it stands there, in words

    @property
    def is_copy(self) -> bool:
        """Whether another article was found to say what it says."""
        return self.relation in COPIES
