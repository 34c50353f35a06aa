"""What is told of stories to whoever asks: article by article, and in one line."""

from datetime import datetime

from monitor.records import Article, Record, Relation
from monitor.stories.joining.novelty import Novelty
from monitor.stories.sketch import Sketch


class StoryEntry(Record, frozen=True, kw_only=True):
    """An article in its story, with what was new in it."""

    article: str  # its id
    story: str
    relation: Relation
    at: datetime  # when it was published, else when it was placed
    title: str
    url: str = ""
    publisher: str = ""
    similarity: float = 0.0
    publishers: int = 1  # that had carried the story by then
    independent: int = 1  # families that had written about it by then
    storyline: str = ""  # in which the story stood then
    new: str = ""  # the sentence that carries what the story had not said before, its title where none does
    words: tuple[str, ...] = ()  # new ones in it and in the title, that say most


class StorySummary(Record, frozen=True, kw_only=True):
    """A story in one line."""

    story: str
    title: str  # of its first article
    first: datetime
    last: datetime
    articles: int
    publishers: int
    independent: int
    storyline: str = ""  # "" where it stands alone
    parts: tuple[str, ...] = ()  # stories that turned out to be parts of it
    placed: datetime | None = None  # when its last article came: lists are in this order


def entry_of(article: Article, sketch: Sketch, novelty: Novelty) -> StoryEntry:
    """What is kept of `article`, which `sketch` placed."""
    return StoryEntry(
        article=article.id,
        story=sketch.story,
        relation=sketch.relation,
        at=sketch.read_at,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        similarity=sketch.similarity,
        publishers=sketch.publishers,
        independent=sketch.independent,
        storyline=sketch.storyline,
        new=novelty.sentence,
        words=novelty.words,
    )
