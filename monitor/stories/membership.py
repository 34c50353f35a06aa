"""Of which story an article is a member: stories that go on, are merged, and are carried by publishers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.identity import content_id
from monitor.records import Article, Record, Relation
from monitor.stories.carriers import Carriers
from monitor.stories.joining.joiner import join
from monitor.stories.joining.novelty import Novelty, novelty
from monitor.stories.joining.openings import Joining, Openings, Text
from monitor.stories.joining.terms import may_round_up, vector_of
from monitor.stories.joining.vector import read
from monitor.stories.redirects import Redirects
from monitor.stories.short.brief import Brief
from monitor.stories.sketch import Sketch


class Member(Record, frozen=True, kw_only=True):
    """The fields of a sketch that say how an article stands in its story; see there."""

    story: str
    relation: Relation
    similarity: float
    publishers: int
    independent: int
    moment: datetime | None
    merged: tuple[str, ...]
    storyline: str
    vector: bytes = b""
    links: dict[str, float] = {}
    joined: tuple[str, ...] = ()
    moved: dict[str, str] = {}


class Membership:
    """The open stories, which stories were merged, and who has carried each."""

    def __init__(self, idle: timedelta) -> None:
        self._openings = Openings(idle)
        self._redirects, self._carriers = Redirects(), Carriers()

    @property
    def open_stories(self) -> int:
        """How many stories may still go on."""
        return len(self._openings)

    def story(self, known: str) -> str:
        """The story that `known` is, or is a part of."""
        return self._redirects.story(known)

    def storyline(self, known: str) -> str:
        """The storyline of an open story; "" of one that is closed or stands alone."""
        story = self._openings.story(known)
        return story.storyline if story and len(self._openings.storyline(story.storyline)) > 1 else ""

    def of_copy(self, article: Article, known: str, relation: Relation, similarity: float, now: datetime) -> Member:
        """What an article is that copies one of the story `known`."""
        story = self.story(known)
        counts = self._carriers.counts((story,), article, is_copy=True)
        return Member(
            story=story,
            relation=relation,
            similarity=similarity,
            publishers=counts.publishers,
            independent=counts.independent,
            moment=_published(article, now),
            merged=self._redirects.parts(story),
            storyline=self.storyline(story),
        )

    def of_text(self, article: Article, brief: Brief | None, known: str | None, now: datetime) -> Member:
        """What an article is that has a text of its own; `known`: the story that it is known to expand."""
        document = f"{brief.title}\n{brief.text}" if brief else article.document
        vector, moment = vector_of(document, self._openings.commonness), _published(article, now)
        expanded = None if known is None else self.story(known)
        rounds_up = may_round_up(article.title)
        text = Text(vector, moment or now, brief, dated=moment is not None, may_round_up=rounds_up)
        joining = join(self._openings, text, expanded)
        story = joining.story or expanded or content_id("s", article.id)
        counts = self._carriers.counts((story, *joining.merged), article, is_copy=False)
        return Member(
            story=story,
            relation=Relation.NEW_STORY if joining.story is None else Relation.FOLLOW_UP,
            similarity=joining.similarity,
            publishers=counts.publishers,
            independent=counts.independent,
            moment=moment,
            merged=self._redirects.parts(story, joining.merged),
            storyline=joining.storyline,
            vector=b"" if joining.is_roundup else vector.stored(),
            links=joining.links,
            joined=joining.merged,
            moved=joining.moved,
        )

    def novelty(self, article: Article, sketch: Sketch) -> Novelty:
        """What is new in an article that is not remembered yet; in the first of a story everything is."""
        story = self._openings.story(sketch.story)
        if story is None or not sketch.vector:
            return Novelty()
        return novelty(article.document, read(sketch.vector), story.sum.terms)

    def remember(self, sketch: Sketch) -> None:
        """Adds an article."""
        self._redirects.add(sketch)
        self._carriers.add(sketch)
        if not sketch.vector:
            self._openings.touch(sketch.story, sketch.read_at, sketch.placed)
            return
        joining = Joining(
            story=sketch.story,
            links=sketch.links,
            merged=sketch.joined,
            storyline=sketch.storyline,
            moved=sketch.moved,
        )
        self._openings.remember(sketch.story, Text(read(sketch.vector), sketch.read_at, sketch.brief), joining)
        self._openings.touch(sketch.story, sketch.read_at, sketch.placed)

    def forget(self, kept: Iterable[Sketch], idle_since: datetime) -> None:
        """Knows no article but those `kept`, and closes the stories that had none since `idle_since`."""
        self._openings.close(idle_since)
        self._redirects, self._carriers = Redirects(), Carriers()
        for sketch in kept:
            self._redirects.add(sketch)
            self._carriers.add(sketch)


def _published(article: Article, now: datetime) -> datetime | None:
    """When `article` was published, where that is known."""
    return min(article.published, now) if article.published is not None and article.tells_day else None
